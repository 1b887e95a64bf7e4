// The commits of a project in, how much of what changed along was not foreseen out, folder by folder. Each commit is foretold
// from those before it, by what changed along most often.
import { type CommitHistory, foldersOf } from './commit-history.ts';

const namedMax = 5;

/**
 * @returns by folder, which ends in `/`, the share that was missed at each change of one of its files, oldest first, in
 * [0, 1]. Cost: some 20 ms for 2,000 commits
 */
export function forecastErrors({ commits }: CommitHistory): Map<string, number[]> {
  const together = new Map<string, Map<string, number>>();
  const errors = new Map<string, number[]>();
  for (const { paths, isSweeping } of commits) {
    if (isSweeping || paths.size < 2) continue;
    for (const path of paths) {
      const known = together.get(path);
      if (known === undefined) continue;
      const named = mostOften(known);
      const hits = named.filter((other) => paths.has(other)).length;
      const missed = 1 - hits / Math.min(namedMax, paths.size - 1);
      for (const folder of foldersOf(path)) pushTo(errors, folder, missed);
    }
    for (const path of paths) learn(together, path, paths);
  }
  return errors;
}

function learn(together: Map<string, Map<string, number>>, path: string, paths: ReadonlySet<string>): void {
  const counts = together.get(path) ?? new Map<string, number>();
  together.set(path, counts);
  for (const other of paths) if (other !== path) counts.set(other, (counts.get(other) ?? 0) + 1);
}

function mostOften(counts: ReadonlyMap<string, number>): string[] {
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, namedMax)
    .map(([path]) => path);
}

function pushTo(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
