// A document comes in; the file it is comes out, or nothing where it is none of ours. A chat box, a commit's side of a
// diff and an output pane are documents too, and what is typed or shown there is not for the memory.
import path from 'node:path';
import picomatch from 'picomatch';
import type { Place } from './observation-draft.ts';

/** The parts of an editor's document that decide; `scheme` is that of its URI. */
export interface DocumentSite {
  readonly scheme: string;
  readonly fsPath: string;
  /** Absolute path of the workspace folder that holds it; absent outside of every folder. */
  readonly folder: string | undefined;
}

/** Texts larger than this are not followed: what changes in them is data, not work. */
export const textBytesMax = 1_048_576;

const sensedSchemes: readonly string[] = ['file', 'vscode-remote'];
/** Never sensed, whatever the settings say. */
const alwaysExcluded: readonly string[] = ['**/.git/**', '**/node_modules/**'];

export type DocumentFilter = (site: DocumentSite) => Place | undefined;

/**
 * Whether a path stays out, by its place below the workspace folder with POSIX separators.
 *
 * @param excludeGlobs relative to the workspace folder; a pattern without a slash matches a name at any depth
 */
export function createPathExclusion(excludeGlobs: readonly string[]): (relative: string) => boolean {
  const globs = excludeGlobs.map((glob) => (glob.includes('/') ? glob : `**/${glob}`));
  return picomatch(globs, { dot: true, nocase: true });
}

/** @param excludeGlobs see {@link createPathExclusion} */
export function createDocumentFilter(excludeGlobs: readonly string[]): DocumentFilter {
  const isExcluded = createPathExclusion([...alwaysExcluded, ...excludeGlobs]);
  return ({ scheme, fsPath, folder }) => {
    if (!sensedSchemes.includes(scheme) || folder === undefined) return undefined;
    const relative = path.relative(folder, fsPath).replaceAll(path.sep, '/');
    if (relative === '' || relative.startsWith('../') || isExcluded(relative)) return undefined;
    return { folder, path: fsPath };
  };
}
