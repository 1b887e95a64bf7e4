// Files that one commit changes belong together. A commit of very many files says nothing of any two of them.
import type { MemoryChange } from '../model/change.ts';
import type { MemoryEvent } from '../model/event.ts';

const filesMax = 20;

/** One undirected link a pair, kept from the lesser path to the greater. */
export function planCoChange(event: MemoryEvent): MemoryChange[] {
  if (event.kind !== 'commit' && event.kind !== 'revert') return [];
  const paths = [...new Set(event.refs)].sort();
  if (paths.length < 2 || paths.length > filesMax) return [];
  const changes: MemoryChange[] = [];
  for (const [i, from] of paths.entries()) {
    for (const to of paths.slice(i + 1)) {
      changes.push({
        op: 'strengthen',
        from: { kind: 'file', key: from },
        to: { kind: 'file', key: to },
        kind: 'edited-with',
        delta: 1,
        at: event.at,
      });
    }
  }
  return changes;
}
