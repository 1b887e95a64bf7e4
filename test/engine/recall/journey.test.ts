// Stretches of work with their dead ends, and what each step is credited with, as an episode is told.
import { afterEach, expect, test } from 'vitest';
import { readEpisode } from '../../../src/engine/recall/timeline.ts';
import { remember } from '../story.ts';

let leave = () => {};
afterEach(() => leave());

/** The edits of the episode that the story's first line begins. */
function journey(story: string): string[] {
  const memory = remember(story);
  leave = memory.leave;
  const { events } = readEpisode('e0', memory.store)!;
  return events
    .filter(({ kind }) => kind === 'edit')
    .map(({ summary, progress, isDeadEnd }) =>
      [summary.replace(/^Edited /, ''), progress, isDeadEnd && 'dead end']
        .filter((part) => part !== undefined)
        .join(' · '),
    );
}

test('an error, an attempt that fails, one that brings it on, one that clears it', () => {
  const told = journey(`
    09:00 run npm test | -cart.test.ts > adds | -cart.test.ts > rounds
    09:01 edit src/cart.ts:3 | -return a + b; | +return Number(a) + b;
    09:02 run npm test | -cart.test.ts > adds | -cart.test.ts > rounds
    09:03 edit src/cart.ts:3 | -return Number(a) + b; | +return a + b;
    09:04 edit src/cart.ts:9 | -const rate = 1; | +const rate = 100;
    09:05 run npm test | -cart.test.ts > adds | +other.test.ts
    09:06 edit src/sum.ts:1 | -let sum; | +let sum = 0;
    09:07 error src/sum.ts:4 ts 2322 Type 'string' is not assignable to type 'number'. | sum = a;
    09:08 edit src/sum.ts:4 | -sum = a; | +sum = Number(a);
    09:09 fixed src/sum.ts:4 by edit | -sum = a; | +sum = Number(a);
    09:10 run npm test | +cart.test.ts | +other.test.ts
  `);
  expect(told).toEqual([
    'src/cart.ts: return Number(a) + b; · dead end',
    'src/cart.ts: return a + b; · 0.5',
    'src/cart.ts: const rate = 100; · 0.5',
    'src/sum.ts: let sum = 0; · -0.5',
    'src/sum.ts: sum = Number(a); · 1.5',
  ]);
});

test('a colour that turns without an edit is nobody’s, and so is work that nothing looked at', () => {
  const told = journey(`
    09:00 edit src/cart.ts:3 | -a | +b
    09:01 run npm test | -cart.test.ts > adds
    09:02 run npm test | +cart.test.ts
    09:03 edit src/cart.ts:5 | -c | +d
  `);
  expect(told).toEqual(['src/cart.ts: b', 'src/cart.ts: d']);
});
