// What is particular to single things: in, lists in which one thing comes more often than its scores say; out, how much so.
import { expect, test } from 'vitest';
import {
  type ChoiceEffects,
  effectSlots,
  emptyEffects,
  fitEffects,
  scoreByEffects,
} from '../../../src/engine/model/choice-effect.ts';
import { RehearsedLists } from '../../../src/engine/recall/rehearsed-lists.ts';

/** Three candidates that look alike: one always comes, one never, and the third is another each time and never comes. */
function oneComes(count: number): RehearsedLists {
  const lists = new RehearsedLists(1);
  const alike = Float64Array.of(0.5);
  for (let n = 0; n < count; n++) {
    const things = [
      [7, 300],
      [8, 301],
      [1_000 + n, 301],
    ];
    lists.add([alike, alike, alike], things, [true, false, false]);
  }
  return lists;
}

function effectsOf(lists: RehearsedLists): ChoiceEffects {
  const read = lists.read(Float64Array.of(1));
  const fitting = fitEffects(read, read.scores);
  let step = fitting.next();
  while (!step.done) step = fitting.next();
  return step.value;
}

test('a thing that comes more often than its features say is put before others, one that comes less often after them', () => {
  const effects = effectsOf(oneComes(200));
  const [comes, never, unmet] = [
    [7, 300],
    [8, 301],
    [9, 302],
  ].map((slots) => scoreByEffects(effects, slots));
  expect(comes).toBeGreaterThan(1);
  expect(never).toBeLessThan(-0.5);
  expect(unmet).toBe(0);
});

test('of what was met once little is believed, and of what was met often more', () => {
  const [few, many] = [effectsOf(oneComes(5)), effectsOf(oneComes(200))];
  expect(Math.abs(many[1_000]!)).toBeLessThan(0.1);
  expect(few[7]!).toBeGreaterThan(0);
  expect(few[7]!).toBeLessThan(many[7]! / 2);
});

test('is the same twice and after a stay on disk, whatever the number of a thing', () => {
  const lists = oneComes(40);
  lists.add(
    [Float64Array.of(0), Float64Array.of(0)],
    [
      [effectSlots - 1, 255],
      [128, 256],
    ],
    [true, false],
  );
  const taken = new RehearsedLists(1);
  taken.takeUp(lists.toBytes());
  expect(taken.read(Float64Array.of(1)).slots.slice(-4)).toEqual(Uint16Array.of(effectSlots - 1, 255, 128, 256));
  expect(effectsOf(taken)).toEqual(effectsOf(lists));
  expect(effectsOf(lists)[effectSlots - 1]!).toBeGreaterThan(0);
  expect(scoreByEffects(emptyEffects(), [7, 300])).toBe(0);
});
