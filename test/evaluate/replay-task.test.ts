// The baselines on a history small enough to rank by hand, and the reader's complaints.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { calibrationError, measureRanking, ranksOf, seededRandom } from './ranking-measure.ts';
import {
  cochangeBaselines,
  emptyBaselineMemory,
  learnBaseline,
  localizeBaselines,
  pairingName,
} from './replay-baseline.ts';
import { findStreams, type ReplayCommit, readStream } from './replay-stream.ts';
import { baselineMethods, replay } from './replay-task.ts';
import { replayMechanisms, secondNatureMethod } from './second-nature-method.ts';

/** `fix parser: M src/a.ts, A b.ts, R old.ts>new.ts` to a commit. */
function commit(notation: string, t = 0): ReplayCommit {
  const at = notation.lastIndexOf(': ');
  const files = notation.slice(at + 2).split(', ');
  return {
    sha: notation,
    t,
    author: 'ada',
    message: notation.slice(0, at),
    files: files.map((file) => {
      const [status, name] = file.split(' ') as ['A' | 'M' | 'D' | 'R', string];
      const [was, path] = name.includes('>') ? (name.split('>') as [string, string]) : [undefined, name];
      return { path, was, status, patch: `@@ -1 +1 @@\n-old ${path}\n+new ${path}` };
    }),
  };
}

const history = [
  'start: A src/parser.ts, A test/parser.test.ts, A readme.md, A src/queue.ts',
  'fix parser: M src/parser.ts, M test/parser.test.ts',
  'explain queue: M src/queue.ts, M readme.md',
  'fix parser again: M src/parser.ts, M test/parser.test.ts',
  'explain: M readme.md',
].map((notation, i) => commit(notation, i * 3600));

function learned() {
  const memory = emptyBaselineMemory();
  for (const each of history) learnBaseline(memory, each);
  return memory;
}

describe('baselines', () => {
  const order = (name: string) => cochangeBaselines[name]!(learned(), 'src/parser.ts').join(' ');

  test('rank by what each of them counts, and equals in the order they came to be', () => {
    expect(order('recency')).toBe('readme.md test/parser.test.ts src/queue.ts');
    expect(order('frequency')).toBe('test/parser.test.ts readme.md src/queue.ts');
    expect(order('association')).toBe('test/parser.test.ts readme.md src/queue.ts');
    expect(order('path')).toBe('test/parser.test.ts src/queue.ts readme.md');
    expect(order('blend')).toBe('test/parser.test.ts src/queue.ts readme.md');
  });

  test('find files by message', () => {
    const found = (name: string) => localizeBaselines[name]!(learned(), 'explain the queue').join(' ');
    expect(found('bm25-messages')).toBe('readme.md src/queue.ts');
    expect(found('path')).toBe('src/queue.ts src/parser.ts test/parser.test.ts readme.md');
    expect(found('bm25')).toBe('readme.md src/queue.ts src/parser.ts test/parser.test.ts');
  });

  test('follow a renamed file', () => {
    const memory = learned();
    learnBaseline(memory, commit('move: R src/parser.ts>src/reader.ts'));
    expect(cochangeBaselines.association!(memory, 'src/reader.ts')[0]).toBe('test/parser.test.ts');
    expect(memory.alive.has('src/parser.ts')).toBe(false);
  });

  test('pair a file with its test', () => {
    expect(['src/foo.ts', 'test/foo.test.ts', 'foo_test.go', 'test_foo.py'].map(pairingName)).toEqual(
      Array(4).fill('foo'),
    );
  });
});

describe('replay', () => {
  const commits = Array.from({ length: 40 }, (_, i) => ({ ...history[i === 0 ? 0 : 1 + (i % 4)]!, t: i * 3600 }));

  test('asks only about commits of the last 30 % whose files stood before', () => {
    const questions = replay('cochange', { name: 'tiny', commits }, baselineMethods('cochange'));
    const groups = questions.get('association')!.map((question) => question.group);
    expect(Math.min(...groups)).toBeGreaterThanOrEqual(28);
    expect(groups.length).toBe(18);
  });

  test('asks about the 30 % before a share of the history, where one is given', () => {
    const ours = secondNatureMethod('cochange', []);
    const asked = replay('cochange', { name: 'tiny', commits }, [ours], 0.7).get(ours.name)!;
    const groups = asked.map((question) => question.group);
    expect([Math.min(...groups), Math.max(...groups)]).toEqual([16, 26]);
  });

  test.each(['cochange', 'localize'] as const)('%s: second-nature learns the habit, twice the same', (task) => {
    const run = () => replay(task, { name: 'tiny', commits }, [secondNatureMethod(task, [])]).get('second-nature')!;
    const first = run();
    expect(measureRanking(first, 1)['hit@1']).toBe(1);
    expect(run().map((question) => [question.ranks, question.forecasts])).toEqual(
      first.map((question) => [question.ranks, question.forecasts]),
    );
  });

  test('without the features that knew, it knows no longer', () => {
    const hits = (ablate: readonly string[]) => {
      const ours = secondNatureMethod('localize', ablate);
      return measureRanking(replay('localize', { name: 'tiny', commits }, [ours]).get(ours.name)!, 1)['hit@1']!;
    };
    expect(hits(replayMechanisms('localize'))).toBeLessThan(hits([]));
  });
});

describe('measures', () => {
  const asked = (ranks: number[]) => ({ ranks, tookMs: 1, group: ranks[0]!, forecasts: [] });

  test('count from the best of what was looked for', () => {
    expect(ranksOf(['a', 'b', 'c'], new Set(['b', 'x']))).toEqual([1, Number.POSITIVE_INFINITY]);
    expect(measureRanking([asked([0]), asked([1, 7])], 1)).toMatchObject({ mrr: 0.75, 'hit@1': 0.5, 'recall@5': 0.75 });
    expect(() => measureRanking([], 1)).toThrow('nothing was asked');
  });

  test('calibration error is 0 for what comes as often as said', () => {
    const said = (probability: number, came: boolean) => ({ probability, came });
    expect(calibrationError([said(0.5, true), said(0.5, false)])).toBe(0);
    expect(calibrationError([said(0.9, false), said(0.1, true)])).toBeCloseTo(0.9);
  });

  test('a seed gives the same numbers again', () => {
    const [a, b] = [seededRandom(7), seededRandom(7)];
    expect([a(), a(), a()]).toEqual([b(), b(), b()]);
  });
});

describe('streams', () => {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  test('are read packed or plain, alone or by the folder', () => {
    const text = history.map((each) => JSON.stringify(each)).join('\n');
    const packed = write('a.jsonl.gz', gzipSync(text));
    write('b.jsonl', text);
    expect(readStream(packed)).toMatchObject({ name: 'a', commits: { length: 5 } });
    expect(findStreams([folder]).map((path) => readStream(path).name)).toEqual(['a', 'b']);
  });

  test('that are bad are named with the line', () => {
    expect(() => readStream(write('c.txt', `${JSON.stringify(history[0])}\n{`))).toThrow(/c\.txt, line 2: not JSON/);
    expect(() => readStream(write('d.txt', '{"sha":"1"}'))).toThrow(/d\.txt, line 1: t: /);
    expect(() => readStream(write('e.gz', 'no gzip'))).toThrow(/cannot be unpacked/);
    expect(() => findStreams([join(folder, 'none')])).toThrow(/There is no file or folder/);
  });
});
