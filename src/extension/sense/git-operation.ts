// What git notes of its own doings comes in, as the lines of its reflogs; what the developer did with the repository,
// beside commits and checkouts, comes out as the commands that do it.

export interface Reflogs {
  /** Lines of `logs/HEAD`, the latest last. */
  readonly head: readonly string[];
  /** How many stashes there are. */
  readonly stashes: number;
  /** Local branches that have a log. */
  readonly branches: readonly string[];
}

const operations: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^merge (\S+):/, (branch) => `git merge ${branch}`],
  [/^commit \(merge\): Merge (?:remote-tracking )?branch '([^']+)'/, (branch) => `git merge ${branch}`],
  [/^rebase(?: -i)? \(finish\): returning to refs\/heads\/(\S+)/, (branch) => `git rebase ${branch}`],
  [/^rebase finished: refs\/heads\/(\S+)/, (branch) => `git rebase ${branch}`],
  [/^pull\b[^:]*: (\S+)/, () => 'git pull'],
  [/^cherry-pick: (\S+)/, () => 'git cherry-pick'],
  [/^reset: moving to (?!HEAD$)(\S+)/, (target) => `git reset ${target}`],
];

/** Commands in the order in which they were done; none where the logs are the same. */
export function readOperations(was: Reflogs, now: Reflogs): string[] {
  // A log that is shorter than before was written anew: what is new in it cannot be told.
  const fresh = now.head.length < was.head.length ? [] : now.head.slice(was.head.length);
  const done = fresh.flatMap((line) => {
    const message = line.slice(line.indexOf('\t') + 1);
    for (const [pattern, phrase] of operations) {
      const name = pattern.exec(message)?.[1];
      if (name !== undefined) return [phrase(name)];
    }
    return [];
  });
  done.push(...readBranches(was.branches, now.branches, fresh));
  if (now.stashes > was.stashes) done.push('git stash');
  if (now.stashes < was.stashes) done.push('git stash pop');
  return done;
}

/** One that was switched to as it was made is told as a checkout. */
function readBranches(was: readonly string[], now: readonly string[], fresh: readonly string[]): string[] {
  const gone = was.filter((name) => !now.includes(name));
  const made = now.filter((name) => !was.includes(name));
  if (gone.length === 1 && made.length === 1) return [`git branch -m ${gone[0]} ${made[0]}`];
  const unvisited = made.filter((name) => !fresh.some((line) => line.endsWith(` to ${name}`)));
  return [...unvisited.map((name) => `git branch ${name}`), ...gone.map((name) => `git branch -d ${name}`)];
}
