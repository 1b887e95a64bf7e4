// What is learned of how one works: commands before commits, tests that turn by luck, how errors are fixed.
import { expect, it } from 'vitest';
import { createPlanner } from '../../../src/engine/plan-event.ts';
import { nameFixMove } from '../../../src/engine/sleep/fix-move.ts';
import { makeStore } from '../store/small-memory.ts';
import { project, tell } from '../story.ts';
import { live, sleepOn } from './slept-memory.ts';

const time = (minute: number) =>
  `${String(8 + Math.trunc(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Each part of a story takes a minute. */
function days(parts: readonly string[]): string {
  return parts.map((part, minute) => `${time(minute)} ${part}`).join('\n');
}

async function learned(story: string): Promise<string[]> {
  const store = makeStore();
  live(store, tell(story));
  await sleepOn(store);
  const before = store.dump();
  store.rebuild(createPlanner(store));
  expect(store.dump()).toBe(before);
  const habits = new Set(['before-commit', 'flaky', 'fix-habit']);
  return store
    .gists(project, 100)
    .filter(({ form }) => habits.has(form))
    .map(({ statement }) => statement);
}

it('learns which command runs before a commit', async () => {
  const work = Array.from({ length: 8 }, (_, i) => [
    'edit src/a.ts | +a',
    'run ls -l | +src/a.test.ts',
    i === 5 ? 'edit src/b.ts | +b' : 'run npm test | +src/a.test.ts',
    `commit c${i} Change a: src/a.ts`,
  ]);
  expect(await learned(days(work.flat()))).toEqual(['`npm test` runs before a commit, in 7 of 8 commits.']);
  const never = work.map(([edit, list, , commit]) => [edit!, list!, commit!]);
  expect(await learned(days(never.flat()))).toEqual([]);
});

it('learns which tests turn by luck, and not which turn with the code', async () => {
  const run = (isRed: boolean) => `run npm test | ${isRed ? '-net/socket.test.ts > closes' : '+net/socket.test.ts'}`;
  const reds = [3, 7, 12];
  const runs = Array.from({ length: 16 }, (_, i) => run(reds.includes(i)));
  expect(await learned(days(runs))).toEqual([
    'Tests in `net/socket.test.ts` turn red or green without a change of the code: in 6 of 15 runs.',
  ]);
  const worked = runs.flatMap((each, i) => [`edit src/a.ts | +line ${i}`, each]);
  expect(await learned(days(worked))).toEqual([]);
});

it('learns how an error is usually fixed, where it is fixed otherwise elsewhere', async () => {
  const fix = (place: string, code: string, lines: string) => [
    `error ${place} ts ${code} Object is possibly undefined. | x.y`,
    `fixed ${place} by edit | ${lines}`,
  ];
  const parts = [1, 2, 3, 4].flatMap((n) => fix(`src/parse/a.ts:${n}`, '2532', '-x.y | +if (!x) return; | +x.y'));
  const others = [1, 2, 3, 4].flatMap((n) => fix(`src/net/b.ts:${n}`, '2304', "-foo | +import foo from 'foo';"));
  const odd = fix('src/parse/a.ts:9', '2532', '-x.y | +x?.y');
  expect(await learned(days([...parts, ...others, ...odd]))).toEqual([
    '`TS2304` is usually fixed by importing what is missing (4 of 4 times).',
    '`TS2532` is usually fixed by an early return (4 of 5 times).',
  ]);
});

it.each([
  [['const u = load()'], ['const u = await load()'], 'awaiting'],
  [['u.name'], ['u?.name'], 'optional chaining'],
  [['u.name'], ['u!.name'], 'a cast'],
  [['x = y'], ['x = y ?? 0'], 'a default value'],
  [['f(x)'], ['if (x !== undefined) {', '  f(x)', '}'], 'a check before the use'],
  [['f(x)'], ['if (x === undefined) {', '  return', '}', 'f(x)'], 'an early return'],
  [['f(x)'], [], 'removing a line'],
  [['return x'], ['return y'], undefined],
  [['if (a) return'], ['if (b) return'], undefined],
])('%s → %s is %s', (before, after, move) => {
  expect(nameFixMove({ before, after })).toBe(move);
});
