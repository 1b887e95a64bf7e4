// What simple methods know of a history, to be compared with: in, the commits so far; out, a ranking of the files that
// stand. Orders of equals matter to the third decimal: files that score the same stand in the order they came to be.
import type { ReplayCommit } from './replay-stream.ts';

const listedMax = 200;
const alikeCommitsMax = 50;
const listedFrequentMax = 400;

/** Counts by key; a key never counted has 0. */
class Tally<K> extends Map<K, number> {
  count(key: K): number {
    return this.get(key) ?? 0;
  }

  add(key: K, amount: number): void {
    this.set(key, this.count(key) + amount);
  }

  take(key: K): number {
    const amount = this.count(key);
    this.delete(key);
    return amount;
  }

  /** The keys that count most, the first counted first among equals. */
  top(limit: number): [K, number][] {
    return [...this].sort((a, b) => b[1] - a[1]).slice(0, limit);
  }
}

/** Everything the baselines remember. */
export interface BaselineMemory {
  /** Commits learned so far. */
  commits: number;
  /** Files that stand, in the order they came to be. */
  readonly alive: Set<string>;
  readonly changes: Tally<string>;
  /** Number of the last commit that touched the file. */
  readonly last: Map<string, number>;
  readonly together: Map<string, Tally<string>>;
  readonly messages: { files: string[]; length: number }[];
  readonly documentFrequency: Tally<string>;
  readonly postings: Map<string, [message: number, count: number][]>;
  lengthTotal: number;
  readonly tokens: Map<string, Set<string>>;
}

export function emptyBaselineMemory(): BaselineMemory {
  return {
    commits: 0,
    alive: new Set(),
    changes: new Tally(),
    last: new Map(),
    together: new Map(),
    messages: [],
    documentFrequency: new Tally(),
    postings: new Map(),
    lengthTotal: 0,
    tokens: new Map(),
  };
}

export function learnBaseline(memory: BaselineMemory, commit: ReplayCommit): void {
  const number = memory.commits++;
  for (const file of commit.files) {
    if (file.status === 'R' && file.was !== undefined && memory.alive.has(file.was))
      rename(memory, file.was, file.path);
    memory.changes.add(file.path, 1);
    memory.last.set(file.path, number);
    if (file.status === 'D') memory.alive.delete(file.path);
    else memory.alive.add(file.path);
  }
  const paths = commit.files.map((file) => file.path);
  if (paths.length <= 20) {
    for (const a of paths) for (const b of paths) if (a !== b) companions(memory, a).add(b, 1);
  }
  learnMessage(memory, commit, paths);
}

function rename(memory: BaselineMemory, was: string, path: string): void {
  memory.alive.delete(was);
  memory.changes.set(path, memory.changes.count(path) + memory.changes.take(was));
  const carried = companions(memory, was);
  memory.together.delete(was);
  memory.together.set(path, carried);
  for (const other of [...carried.keys()]) {
    const theirs = companions(memory, other);
    theirs.set(path, theirs.count(path) + theirs.take(was));
  }
}

function companions(memory: BaselineMemory, path: string): Tally<string> {
  let tally = memory.together.get(path);
  if (tally === undefined) {
    tally = new Tally();
    memory.together.set(path, tally);
  }
  return tally;
}

function learnMessage(memory: BaselineMemory, commit: ReplayCommit, files: string[]): void {
  const counts = new Tally<string>();
  for (const token of tokenise(firstLine(commit.message))) counts.add(token, 1);
  const length = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const number = memory.messages.push({ files, length: length || 1 }) - 1;
  memory.lengthTotal += length;
  for (const [token, count] of counts) {
    memory.documentFrequency.add(token, 1);
    const posting = memory.postings.get(token);
    if (posting === undefined) memory.postings.set(token, [[number, count]]);
    else posting.push([number, count]);
  }
}

export type CochangeBaseline = (memory: BaselineMemory, path: string) => string[];

export const cochangeBaselines: Readonly<Record<string, CochangeBaseline>> = {
  recency: (memory, path) => ranked(others(memory, path), (file) => [memory.last.get(file)!]),
  frequency: (memory, path) => ranked(others(memory, path), (file) => [memory.changes.count(file)]),
  association: (memory, path) => {
    const together = companions(memory, path);
    return ranked(others(memory, path), (file) => [together.count(file), memory.last.get(file)!]);
  },
  path: (memory, path) => {
    const tokens = tokensOf(memory, path);
    return ranked(others(memory, path), (file) => {
      const theirs = tokensOf(memory, file);
      const shared = tokens.intersection(theirs).size;
      return [shared / (tokens.size + theirs.size - shared), memory.last.get(file)!];
    });
  },
  blend: (memory, path) => {
    const together = companions(memory, path);
    const uses = memory.changes.count(path);
    return ranked(others(memory, path), (file) => [
      together.count(file) / (uses + 1) +
        0.25 * 2 ** (-(memory.commits - memory.last.get(file)!) / 30) +
        0.08 * Number(folderOf(file) === folderOf(path)) +
        0.25 * Number(pairingName(file) === pairingName(path)),
    ]);
  },
};

export type LocalizeBaseline = (memory: BaselineMemory, message: string) => string[];

export const localizeBaselines: Readonly<Record<string, LocalizeBaseline>> = {
  frequency: (memory) =>
    memory.changes
      .top(listedFrequentMax)
      .map(([file]) => file)
      .filter((file) => memory.alive.has(file)),
  path: (memory, message) => {
    const query = new Set(knownTokens(memory, message));
    return ranked([...memory.alive], (file) => [
      query.intersection(tokensOf(memory, file)).size,
      memory.changes.count(file),
    ]);
  },
  'bm25-messages': (memory, message) =>
    votesOfAlikeMessages(memory, knownTokens(memory, message))
      .top(listedMax)
      .map(([file]) => file),
  bm25: (memory, message) => {
    const tokens = knownTokens(memory, message);
    const query = new Set(tokens);
    const votes = votesOfAlikeMessages(memory, tokens);
    const voteMax = Math.max(0, ...votes.values()) || 1;
    const changesMax = Math.max(...memory.changes.values());
    return ranked([...memory.alive], (file) => [
      votes.count(file) / voteMax +
        (0.5 * query.intersection(tokensOf(memory, file)).size) / Math.max(1, tokens.length) +
        (0.1 * memory.changes.count(file)) / changesMax,
    ]);
  },
};

/** BM25 over the first lines of past messages; each of the best votes for its files, a small commit louder. */
function votesOfAlikeMessages(memory: BaselineMemory, tokens: readonly string[]): Tally<string> {
  const lengthMean = memory.lengthTotal / Math.max(1, memory.messages.length);
  const scores = new Tally<number>();
  for (const token of tokens) {
    const frequency = memory.documentFrequency.count(token);
    const rarity = Math.log(1 + (memory.messages.length - frequency + 0.5) / (frequency + 0.5));
    for (const [number, count] of memory.postings.get(token)!) {
      const length = memory.messages[number]!.length;
      scores.add(number, (rarity * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / lengthMean)));
    }
  }
  const votes = new Tally<string>();
  for (const [number, score] of scores.top(alikeCommitsMax)) {
    const files = memory.messages[number]!.files;
    for (const file of files) if (memory.alive.has(file)) votes.add(file, score / Math.sqrt(files.length));
  }
  return votes;
}

const firstLine = (message: string) => message.split('\n', 1)[0]!;

const knownTokens = (memory: BaselineMemory, message: string) =>
  tokenise(firstLine(message)).filter((token) => memory.documentFrequency.has(token));

function others(memory: BaselineMemory, path: string): string[] {
  return [...memory.alive].filter((file) => file !== path);
}

/** The best first, by the first key that differs; equals keep their order. */
function ranked(files: readonly string[], keys: (file: string) => readonly number[]): string[] {
  return files
    .map((file) => ({ file, keys: keys(file) }))
    .sort((a, b) => {
      const differing = a.keys.findIndex((key, i) => key !== b.keys[i]);
      return differing < 0 ? 0 : b.keys[differing]! - a.keys[differing]!;
    })
    .slice(0, listedMax)
    .map((entry) => entry.file);
}

function tokensOf(memory: BaselineMemory, path: string): Set<string> {
  let tokens = memory.tokens.get(path);
  if (tokens === undefined) {
    tokens = new Set(tokenise(path));
    memory.tokens.set(path, tokens);
  }
  return tokens;
}

function tokenise(text: string): string[] {
  return (text.match(/[A-Za-z0-9]+/g) ?? []).flatMap((word) =>
    (word.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+/g) ?? []).map((part) => part.toLowerCase()),
  );
}

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The name that a file shares with its test: `src/foo.ts`, `test/foo.test.ts`, `foo_test.go`. */
export function pairingName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const bare = /\.(test|spec)\./.test(path) ? name.split(/\.(?:test|spec)\./)[0]! : name.split('.')[0]!;
  return bare.replace(/^test_|[._-](test|spec|tests)$/g, '');
}
