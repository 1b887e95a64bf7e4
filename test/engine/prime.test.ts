// Priming through the whole engine: what is learned from the log in the background, and that nothing but the log says it.
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { Observation } from '../../src/engine/model/event.ts';
import type { PrimeContext } from '../../src/engine/model/priming.ts';
import { PlaceMemories } from '../../src/engine/place-memories.ts';
import { type EvaluationEngine, openEvaluationEngine } from '../evaluate/evaluation-engine.ts';

const folder = '/made/shop';
const startMs = Date.UTC(2024, 2, 12);
const hourMs = 3_600_000;
const nothing: PrimeContext = { removed: [], added: [], exclude: [] };

let open: EvaluationEngine[] = [];
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  open = [];
});

function begin() {
  const made = openEvaluationEngine({ startMs, without: [] });
  open.push(made);
  return made;
}

/** `fix the queue: src/queue.ts test/queue.test.ts` */
function commit(n: number, notation: string): Observation {
  const [subject = '', names = ''] = notation.split(': ');
  const paths = names.split(' ').map((name) => `${folder}/${name}`);
  const data = {
    sha: n.toString(16).padStart(40, '0'),
    author: 'Ada',
    subject,
    body: '',
    files: paths.map((path) => ({ path, status: n < 2 ? ('A' as const) : ('M' as const), added: 1, deleted: 0 })),
    hunks: paths.map((path) => ({ path, startLine: 1, before: [], after: [`${subject} once`] })),
  };
  return {
    id: `c${n}`,
    at: startMs + n * hourMs,
    kind: 'commit',
    actor: 'history',
    folder,
    paths,
    text: subject,
    data,
  };
}

const jobs = ['fix the queue: src/queue.ts test/queue.test.ts', 'explain more: readme.md docs/guide.md'] as const;

/** Commits of two jobs in turn, those numbered from `from` up to `to`. */
function history(from: number, to: number): Observation[] {
  return Array.from({ length: to - from }, (_, i) => commit(from + i, jobs[(from + i) % 2]!));
}

const work = history(0, 60);

/** What another start learns from the same log. */
async function startAgain(store: EvaluationEngine['store'], project: string) {
  const places = new PlaceMemories(store);
  const { memory } = places.of(project);
  await places.settle();
  places.close();
  return memory;
}

/** Learning that begins now. @param commits that there are to learn */
async function beginLearning(commits: number) {
  const { engine, store } = begin();
  await engine.observe(history(0, commits));
  const places = new PlaceMemories(store);
  const { memory } = places.of(`folder:${folder}`);
  return { places, learned: () => memory.statistics.commits.length };
}

test('a file at hand brings the one that changes with it to mind, and says why', async () => {
  const { engine } = begin();
  await engine.observe(work);
  await engine.settle();
  const { items, isSure, isWhole } = await engine.prime(folder, { ...nothing, path: `${folder}/src/queue.ts` }, 3);
  expect([items[0]!.kind, items[0]!.key, isSure, isWhole]).toEqual(['file', 'test/queue.test.ts', true, true]);
  expect(items[0]!.reasons[0]).toMatchObject({ phrase: 'changes together with this file', cue: 'src/queue.ts' });
  const files = items.filter((item) => item.kind === 'file').map((item) => item.key);
  expect(files).not.toContain('src/queue.ts');
});

test('learning in the background gives way to what somebody waits for', async () => {
  const { places, learned } = await beginLearning(200);
  const { promise: waiting, resolve: answer } = Promise.withResolvers<string>();
  const answered = places.after(waiting);
  const before = learned();
  for (let turn = 0; turn < 50; turn += 1) await nextTurn();
  expect(learned()).toBe(before);
  answer('done');
  expect(await answered).toBe('done');
  await places.settle();
  expect(learned()).toBe(200);
  places.close();
});

test('learning in the background stands back from who has just asked, but not for ever', async () => {
  const { places, learned } = await beginLearning(200);
  const startMs = performance.now();
  const quiet: number[] = [];
  while (learned() < 200 && performance.now() - startMs < 20_000) {
    places.of(`folder:${folder}`);
    if (performance.now() - startMs < 80) quiet.push(learned());
    await nextTurn();
  }
  expect(Math.max(...quiet)).toBe(0);
  expect(learned()).toBe(200);
  places.close();
});

test('a file that was repaired again and again comes with a warning', async () => {
  const { engine } = begin();
  await engine.observe(work);
  const { items } = await engine.prime(folder, { ...nothing, path: `${folder}/src/queue.ts` }, 7);
  expect(items.find((item) => item.kind === 'warning')?.label).toMatch(/^30 fixes in 30 commits/);
  const calm = await engine.prime(folder, { ...nothing, path: `${folder}/readme.md` }, 7);
  expect(calm.items.map((item) => item.kind)).not.toContain('warning');
});

/** A stretch of work: a file is edited, then a command is run. */
function stretch(n: number, file: string, command: string): Observation[] {
  const at = startMs + n * hourMs;
  const head = { actor: 'developer' as const, folder };
  const path = `${folder}/${file}`;
  const hunks = [{ path, startLine: 1, before: [], after: [`line ${n}`] }];
  const run = { exitCode: 0, durationMs: 10, output: '' };
  return [
    { ...head, id: `edit${n}`, at, kind: 'edit', paths: [path], text: '', data: { hunks, cause: 'typed' } },
    { ...head, id: `run${n}`, at: at + 60_000, kind: 'command', paths: [], text: command, data: run },
  ];
}

function feedback(n: number, subject: string): Observation {
  const data = { verdict: 'dismissed' as const, subject };
  return {
    id: `f${n}`,
    at: startMs + (100 + n) * hourMs,
    kind: 'feedback',
    actor: 'developer',
    folder,
    paths: [],
    text: '',
    data,
  };
}

test('the command that goes with the file comes to mind, until it is dismissed twice', async () => {
  const { engine } = begin();
  for (let n = 0; n < 8; n++) {
    await engine.observe(n % 2 === 0 ? stretch(n, 'src/a.ts', 'make a') : stretch(n, 'src/b.ts', 'make b'));
  }
  const commands = async () => {
    const { items } = await engine.prime(folder, { ...nothing, path: `${folder}/src/a.ts` }, 9);
    return items.filter((item) => item.kind === 'command');
  };
  const [first] = await commands();
  expect(first).toMatchObject({
    key: 'make a',
    reasons: [{ cue: 'src/a.ts', phrase: 'was at work together with it' }],
  });
  await engine.observe([feedback(1, 'command:make a')]);
  expect((await commands())[0]!.probability).toBeLessThan(first!.probability);
  await engine.observe([feedback(2, 'command:make a')]);
  expect((await commands()).map((item) => item.key)).not.toContain('make a');
});

test('a text brings places to mind, and what is excluded stays away', async () => {
  const { engine } = begin();
  await engine.observe(work);
  await engine.settle();
  const context = { ...nothing, text: 'explain the retries', exclude: [`${folder}/readme.md`] };
  const { items } = await engine.prime(folder, context, 1);
  expect(items.map((item) => item.key)).toEqual(['docs/guide.md']);
});

test('before anything is learned nothing is said, and nothing is waited for', async () => {
  const { engine } = begin();
  expect(await engine.prime(folder, nothing, 7)).toEqual({ items: [], isSure: false, isWhole: false });
});

test('however the commits came, and after a rebuild, the same is primed', async () => {
  const contexts = [{ ...nothing, path: `${folder}/src/queue.ts` }, { ...nothing, text: 'fix the guide' }, nothing];
  const primed = ({ engine }: EvaluationEngine) => Promise.all(contexts.map((each) => engine.prime(folder, each, 5)));
  const whole = begin();
  await whole.engine.observe(work);
  await whole.engine.settle();
  const expected = await primed(whole);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 59 }), { maxLength: 5 }), async (cuts) => {
      const pieces = begin();
      const bounds = [0, ...cuts.toSorted((a, b) => a - b), work.length];
      for (const [i, bound] of bounds.slice(1).entries()) {
        await pieces.engine.observe(work.slice(bounds[i], bound));
        if (bound % 2 === 0) await pieces.engine.settle();
      }
      await pieces.engine.settle();
      expect(await primed(pieces)).toEqual(expected);
    }),
    { numRuns: 8 },
  );
  await whole.rebuild();
  await whole.engine.settle();
  expect(await primed(whole)).toEqual(expected);
});

test('what was learned by predicting commits is taken up by the next start, and goes when all is derived again', async () => {
  const { engine, store, rebuild } = begin();
  await engine.observe(history(0, 130));
  await engine.settle();
  const { project } = await engine.site(folder);
  const start = () => startAgain(store, project);
  const kept = store.rehearsed(project)!;
  const { rehearsals, weights, statistics } = await start();
  expect([rehearsals, statistics.commits.length]).toEqual([125, 130]);
  // Were they predicted again, these numbers would be overwritten.
  store.keepRehearsed(project, { ...kept, numbers: kept.numbers.map((number, i) => (i === 0 ? 500 : number)) });
  const again = await start();
  expect(again.rehearsals).toBe(500);
  expect(again.weights).toEqual(weights);
  await rebuild();
  expect(store.rehearsed(project)?.numbers[0]).not.toBe(500);
  expect((await start()).weights).toEqual(weights);
});

test('what a night made of the predicted commits is the same after a restart, and when all is derived again', async () => {
  const { engine, store, rebuild } = begin();
  await engine.observe(history(0, 130));
  await engine.settle();
  const { project } = await engine.site(folder);
  const start = () => startAgain(store, project);
  const sleep = () => engine.sleepNow(folder, () => undefined, new AbortController().signal);
  expect((await start()).nights).toBe(0);
  await sleep();
  const { nights, forest } = await start();
  expect([nights, forest.some((number) => number !== 0)]).toEqual([1, true]);
  await engine.observe(history(130, 240));
  await engine.settle();
  await sleep();
  await engine.settle();
  const last = await start();
  expect([last.nights, last.forest]).not.toEqual([1, forest]);
  await rebuild();
  const again = await start();
  expect([again.nights, again.forest, again.weights]).toEqual([last.nights, last.forest, last.weights]);
  expect(again.effects).toEqual(last.effects);
  expect(again.lists.toBytes()).toEqual(last.lists.toBytes());
});
