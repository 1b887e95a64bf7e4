// A command comes in with the folder that the shell stood in; the workspace folder it belongs to comes out, or nothing
// where it is not for the memory: run elsewhere, or about files that the user keeps out.
import path from 'node:path';
import { createPathExclusion } from './document-filter.ts';

export interface CommandSite {
  readonly commandLine: string;
  /** Absolute; absent where the shell did not say. */
  readonly cwd: string | undefined;
  /** Absolute paths of the workspace's folders. */
  readonly folders: readonly string[];
}

/** @returns absolute path of the workspace folder */
export type CommandFilter = (site: CommandSite) => string | undefined;

/**
 * @param excludeGlobs as for documents. A command that names an excluded file is excluded too, since it may show or
 *   write what the file holds
 */
export function createCommandFilter(excludeGlobs: readonly string[]): CommandFilter {
  const isExcluded = createPathExclusion(excludeGlobs);
  return ({ commandLine, cwd, folders }) => {
    if (commandLine.trim() === '' || cwd === undefined) return undefined;
    const folder = folders.filter((each) => relativeTo(each, cwd) !== undefined).sort((a, b) => b.length - a.length)[0];
    if (folder === undefined) return undefined;
    // A glob such as `private/**` is about what lies in a folder.
    const place = relativeTo(folder, cwd)!;
    if (place !== '' && isExcluded(`${place}/x`)) return undefined;
    const namesExcluded = wordsOf(commandLine).some((word) => {
      const named = relativeTo(folder, path.resolve(cwd, word)) ?? withoutStart(word);
      return named !== '' && (isExcluded(named) || isExcluded(`${named}/x`));
    });
    return namesExcluded ? undefined : folder;
  };
}

/** With POSIX separators, an empty text for the folder itself; undefined outside. */
function relativeTo(folder: string, place: string): string | undefined {
  const relative = path.relative(folder, place).replaceAll(path.sep, '/');
  return relative === '..' || relative.startsWith('../') || path.isAbsolute(relative) ? undefined : relative;
}

/** A path outside of the folder is judged by its names alone. */
function withoutStart(place: string): string {
  return place.replaceAll('\\', '/').replace(/^(?:~?\/|\.\.?\/|[a-z]:)+/i, '');
}

/** What may be a path in a command line, roughly: quotes, redirections and `--option=` taken off. */
function wordsOf(commandLine: string): string[] {
  return commandLine.split(/[\s'"`;|&<>()=,:@]+/).filter((word) => word !== '');
}
