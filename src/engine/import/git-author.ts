// A folder in, the name under which its developer commits out, as git's own settings say. It is asked for and never logged.
import { runGit } from './git-command.ts';

const timeoutMs = 5_000;

/** @returns undefined where git has no name, or there is no git */
export async function findAuthor(folder: string): Promise<string | undefined> {
  const found = await runGit(folder, ['config', '--get', 'user.name'], { timeoutMs });
  return found.ok ? found.output.trim().slice(0, 200) || undefined : undefined;
}
