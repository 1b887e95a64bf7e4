// What is felt at files is felt in the folders that hold them, so that orientation in a folder is one look-up too.
import { foldersOf } from '../model/appraisal.ts';
import type { MemoryChange } from '../model/change.ts';

type Felt = Omit<Extract<MemoryChange, { op: 'meet' }>, 'op' | 'node'>;

/** A change of very many files says nothing of any one folder but that it belongs to the project. */
const foldersMax = 40;

/** Every folder is met once for one appraisal, however many of its files share it. */
export function planFolders(paths: readonly string[], felt: Felt): MemoryChange[] {
  const folders = foldersOf(paths);
  const kept = folders.length > foldersMax ? [''] : folders;
  return kept.map((key) => ({ op: 'meet', node: { kind: 'folder', key }, ...felt }));
}
