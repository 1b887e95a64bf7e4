// A repository in, its commits out as observations, oldest first, in batches; only those that the memory does not hold
// yet. So the memory of a project that was never watched is not empty, and an import that was stopped goes on later.
import { randomUUID } from 'node:crypto';
import type { ReadHistory } from '../model/ports.ts';
import { observeCommit } from './commit-observation.ts';
import { CommitParser, commitFormat, filesMax, type ParsedCommit } from './commit-parser.ts';
import { runGit, startGit, watchEnd } from './git-command.ts';
import { splitLines } from './line-splitter.ts';

const batchSize = 200;
const listTimeoutMs = 60_000;
const renameCandidatesMax = 400;

type Problem = (problem: string) => void;

/**
 * Reads the commits that lead to HEAD, without merges. Each call asks git for the list of them first (some 10 ms for
 * 10,000), then reads the unknown ones in one stream. Ends early, without an error, when the signal aborts.
 */
export const readHistory: ReadHistory = async function* (options) {
  const { root, idPrefix, signal, onProblem } = options;
  const shas = await listCommits(root, signal, onProblem);
  const unknown = shas.filter((sha) => !options.isKnown(idPrefix + sha));
  if (unknown.length === 0 || signal.aborted) return;
  const hasContents = await checkContents(root, signal, onProblem);
  let done = 0;
  for await (const commits of readBatches(root, unknown, hasContents, signal, onProblem)) {
    if (signal.aborted) return;
    done += commits.length;
    reportDropped(commits, onProblem);
    const observations = commits.map((commit) => observeCommit(commit, root, idPrefix + commit.sha));
    yield { done, total: unknown.length, observations };
  }
};

/** Parents always come before their children, whatever their clocks said. */
async function listCommits(root: string, signal: AbortSignal, onProblem: Problem): Promise<string[]> {
  const place = await runGit(root, ['rev-parse', '--is-shallow-repository'], { timeoutMs: listTimeoutMs, signal });
  if (!place.ok) return refuse(place, onProblem);
  const head = await runGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], {
    timeoutMs: listTimeoutMs,
    signal,
  });
  // A repository without a commit was told of when the folder was identified.
  if (!head.ok) return [];
  const args = ['rev-list', '--reverse', '--date-order', '--no-merges', 'HEAD'];
  const listed = await runGit(root, args, { timeoutMs: listTimeoutMs, signal });
  if (!listed.ok) return refuse(listed, onProblem);
  const shas = listed.output.split('\n').filter((sha) => sha !== '');
  if (place.output.trim() === 'true') {
    onProblem(`Shallow clone: only ${shas.length} commits are here; \`git fetch --unshallow\` brings the rest.`);
  }
  return shas;
}

/** The folder's identity has told already where there is no repository; anything else is news. */
function refuse(failure: { reason: string; message: string }, onProblem: Problem): [] {
  const isTold = failure.reason === 'missing' || failure.message.includes('not a git repository');
  if (failure.reason !== 'aborted' && !isTold) onProblem(`The history could not be listed: ${failure.message}.`);
  return [];
}

/** A partial clone holds commits without the files' contents; asking for them would go out on the network. */
async function checkContents(root: string, signal: AbortSignal, onProblem: Problem): Promise<boolean> {
  const args = ['config', '--get-regexp', '^(remote\\..*\\.promisor|extensions\\.partialclone)$'];
  const promisor = await runGit(root, args, { timeoutMs: listTimeoutMs, signal });
  if (!promisor.ok) return true;
  onProblem('Partial clone: what the commits changed inside files is not read, since it is not on this machine.');
  return false;
}

async function* readBatches(
  root: string,
  shas: readonly string[],
  hasContents: boolean,
  signal: AbortSignal,
  onProblem: Problem,
): AsyncIterable<ParsedCommit[]> {
  const boundary = `=${randomUUID()}=`;
  const child = startGit(root, diffArguments(boundary, hasContents));
  const ending = watchEnd(child);
  const stop = () => child.kill('SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  try {
    child.stdin.end(`${shas.join('\n')}\n`);
    const isWhole = async () => {
      const end = await ending;
      if (!end.ok && !signal.aborted) onProblem(`The history was read in part only: ${end.message}.`);
      return end.ok;
    };
    yield* inBatches(parse(child.stdout, boundary, isWhole));
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

function diffArguments(boundary: string, hasContents: boolean): string[] {
  const contents = hasContents
    ? ['-M', `-l${renameCandidatesMax}`, '-p', '-U0', '--no-ext-diff', '--no-textconv', '--submodule=short']
    : ['-M100%'];
  const shape = ['--stdin', '--root', '-r', '--raw', '--always', '--no-color', '--encoding=UTF-8'];
  return ['diff-tree', ...shape, ...contents, commitFormat(boundary)];
}

/** The last commit counts only when git ended well; else it may be half a commit. */
async function* parse(
  output: AsyncIterable<Uint8Array>,
  boundary: string,
  isWhole: () => Promise<boolean>,
): AsyncIterable<ParsedCommit> {
  const parser = new CommitParser(boundary);
  for await (const lines of splitLines(output)) {
    for (const line of lines) {
      const commit = parser.push(line);
      if (commit !== undefined) yield commit;
    }
  }
  const last = (await isWhole()) ? parser.end() : undefined;
  if (last !== undefined) yield last;
}

async function* inBatches(commits: AsyncIterable<ParsedCommit>): AsyncIterable<ParsedCommit[]> {
  let batch: ParsedCommit[] = [];
  for await (const commit of commits) {
    batch.push(commit);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function reportDropped(commits: readonly ParsedCommit[], onProblem: Problem): void {
  for (const { sha, files, filesDropped } of commits) {
    if (filesDropped === 0) continue;
    onProblem(`Commit ${sha.slice(0, 8)} changes ${files.length + filesDropped} files: ${filesMax} of them are kept.`);
  }
}
