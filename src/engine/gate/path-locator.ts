// Paths as sensors and imports give them become paths relative to the project's root, with POSIX separators; a path
// that does not lie under the root has no such name. Windows paths are told by their shape, so that the rule can be
// tested anywhere.
import { realpath } from 'node:fs/promises';
import nodePath from 'node:path';
import type { Observation } from '../model/event.ts';
import type { Site } from '../model/project.ts';

/** Gives the relative path, an empty text for the root itself, or undefined for a path outside. */
export type Locate = (path: string) => string | undefined;

/**
 * How the paths of an observation are named in its project. The editor may have opened the folder through a symbolic
 * link, so a path that does not lie under the real root is tried again from where the folder really is. The disk is
 * asked only then.
 */
export async function locatePaths(observation: Pick<Observation, 'folder' | 'paths'>, site: Site): Promise<Locate> {
  const main = observation.paths[0];
  if (main === undefined || relativePath(main, site.root) !== undefined) return (path) => relativePath(path, site.root);
  const realFolder = await realPathOf(observation.folder);
  return (path) => {
    const inFolder = relativePath(path, observation.folder);
    return relativePath(path, site.root) ?? (inFolder && relativePath(`${realFolder}/${inFolder}`, site.root));
  };
}

/**
 * @param path absolute, or relative to the root
 * @param root absolute
 * @returns the path from the root with POSIX separators, an empty text for the root itself, undefined when outside
 */
export function relativePath(path: string, root: string): string | undefined {
  // What nearly every path looks like: under the root, with nothing to normalise.
  if (path.startsWith(`${root}/`) && !unusualPath.test(path)) return path.slice(root.length + 1);
  const flavour = windowsPath.test(root) ? nodePath.win32 : nodePath.posix;
  const relative = flavour.relative(root, flavour.resolve(root, path));
  if (relative === '..' || relative.startsWith(`..${flavour.sep}`) || flavour.isAbsolute(relative)) return undefined;
  return flavour === nodePath.win32 ? relative.replaceAll('\\', '/') : relative;
}

const windowsPath = /^(?:[a-z]:[\\/]|\\\\)/i;
const unusualPath = /\\|\/\/|\/\.{1,2}(?:\/|$)|\/$/;

/** A folder that is gone stands for itself: it is then judged by its name alone. */
export async function realPathOf(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    return folder;
  }
}
