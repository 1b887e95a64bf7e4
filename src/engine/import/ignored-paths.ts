// Paths of a working tree come in, those that git ignores come out. What a project keeps out of its repository is built,
// downloaded or private: none of it is the developer's work. Asked in batches, since each question is a process.
import type { FindIgnored } from '../model/ports.ts';
import { startGit, watchEnd } from './git-command.ts';

const timeoutMs = 5_000;
/** An answer this old is asked for again: rules and the index change. */
const ageMsMax = 30_000;
const pathsRememberedMax = 5_000;
const gatherMs = 5;

interface Verdict {
  readonly atMs: number;
  readonly isIgnored: boolean;
}

/** Tracked files are never ignored, as in git. Where git cannot tell, nothing is. */
export function createIgnoreFinder(nowMs: () => number): FindIgnored {
  const known = new Map<string, Map<string, Verdict>>();
  const gathering = new Map<string, { readonly paths: Set<string>; readonly answer: Promise<void> }>();

  const verdictsOf = (root: string): Map<string, Verdict> => {
    const verdicts = known.get(root) ?? new Map<string, Verdict>();
    if (verdicts.size > pathsRememberedMax) verdicts.clear();
    known.set(root, verdicts);
    return verdicts;
  };
  const ask = async (root: string, paths: Set<string>) => {
    await new Promise((resolve) => setTimeout(resolve, gatherMs));
    gathering.delete(root);
    const ignored = new Set(await askGit(root, [...paths]));
    const verdicts = verdictsOf(root);
    for (const path of paths) verdicts.set(path, { atMs: nowMs(), isIgnored: ignored.has(path) });
  };
  const learn = (root: string, paths: readonly string[]): Promise<void> => {
    let batch = gathering.get(root);
    if (batch === undefined) {
      const gathered = new Set<string>();
      batch = { paths: gathered, answer: ask(root, gathered) };
      gathering.set(root, batch);
    }
    for (const path of paths) batch.paths.add(path);
    return batch.answer;
  };

  return async (root, paths) => {
    if (paths.some((path) => path.endsWith('.gitignore'))) known.delete(root);
    const isFresh = (path: string) => nowMs() - (known.get(root)?.get(path)?.atMs ?? -ageMsMax) < ageMsMax;
    const unknown = paths.filter((path) => !isFresh(path));
    if (unknown.length > 0) await learn(root, unknown);
    const verdicts = known.get(root);
    return new Set(paths.filter((path) => verdicts?.get(path)?.isIgnored ?? false));
  };
}

/** Git refuses a whole list for one path in it, such as one inside a submodule: then the halves are asked. */
async function askGit(root: string, paths: readonly string[]): Promise<string[]> {
  const child = startGit(root, ['check-ignore', '-z', '--stdin']);
  const ending = watchEnd(child);
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin.end(`${paths.join('\0')}\0`);
  const end = await ending;
  clearTimeout(timer);
  const isRefused = !end.ok && /^fatal/.test(end.message) && !end.message.includes('not a git repository');
  if (isRefused && paths.length > 1) {
    const middle = paths.length >> 1;
    return [...(await askGit(root, paths.slice(0, middle))), ...(await askGit(root, paths.slice(middle)))];
  }
  return Buffer.concat(chunks).toString('utf8').split('\0').slice(0, -1);
}
