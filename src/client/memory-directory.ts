// From the environment comes the folder in which a user's one memory lives. Extension, command line and engine must
// agree on it without asking each other.
import os from 'node:os';
import path from 'node:path';

/** Set to keep a memory elsewhere; the try-out and the tests do. */
export const memoryDirectoryVariable = 'SECOND_NATURE_HOME';

/**
 * The user's memory directory; it may not exist yet.
 *
 * @returns an absolute path
 */
export function findMemoryDirectory(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = os.homedir(),
): string {
  const chosen = env[memoryDirectoryVariable];
  if (chosen) return path.resolve(chosen);
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Second Nature');
  if (platform === 'win32') return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'Second Nature');
  return path.join(env.XDG_DATA_HOME || path.join(home, '.local', 'share'), 'second-nature');
}
