// What comes in floods and says little is turned away while it does; what a user would miss never is.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isWorthAdmitting, thresholdOf } from '../../../src/engine/gate/admission-rule.ts';
import type { Draft } from '../../../src/engine/model/event.ts';
import { openStore } from '../../../src/engine/store/sqlite-store.ts';
import { planOn, project, remember, tell } from '../story.ts';

const head = { id: 'x', at: 1_000_000, actor: 'developer', project, refs: ['src/a.ts'], text: '' } as const;
const save = (at: number, file = 'src/a.ts'): Draft => ({
  ...head,
  id: `s${at}${file}`,
  at,
  refs: [file],
  kind: 'save',
  data: { manual: false },
});

/** Offers so many saves of one file and counts those that get in. */
function admit(everyMs: number, count: number, then: (isWorth: (draft: Draft) => boolean, at: number) => void): number {
  const directory = mkdtempSync(join(tmpdir(), 'second-nature-admission-'));
  const opened = openStore(directory);
  if (!opened.ok) throw new Error(opened.message);
  const { store } = opened;
  let admitted = 0;
  let at = head.at;
  for (let n = 0; n < count; n += 1) {
    at += everyMs;
    if (!isWorthAdmitting(save(at), store)) continue;
    admitted += store.append([save(at)], planOn(store)).length;
  }
  then((draft) => isWorthAdmitting(draft, store), at);
  store.close();
  rmSync(directory, { recursive: true, force: true });
  return admitted;
}

test('a day of saves is kept whole', () => {
  expect(admit(20_000, 200, () => {})).toBe(200);
});

test('a flood is held near the set point, and only as long as it lasts', () => {
  const seconds = 600;
  const admitted = admit(500, 2 * seconds, (isWorth, at) => {
    expect(isWorth(save(at + 500))).toBe(false);
    // Another place is new, and later the flood is over.
    expect(isWorth(save(at + 500, 'src/never-seen.ts'))).toBe(true);
    expect(isWorth(save(at + 3_600_000))).toBe(true);
    // What a user would miss always gets in.
    const wanted: Draft[] = tell(`
      09:00 edit src/a.ts:3 | -a | +b
      09:00 error src/a.ts:4 ts 2339 No such thing. | a
      09:00 note remember this
      09:00 commit c1 Teach the parser: src/a.ts
      09:00 run npm test | -a.test.ts > adds
    `).map((draft) => ({ ...draft, at: at + 500 }));
    expect(wanted.map(isWorth)).toEqual([true, true, true, true, true]);
  });
  expect(admitted).toBeGreaterThanOrEqual(64);
  expect(admitted).toBeLessThan(250);
});

test.each([
  [undefined, 0],
  [64 * 15_000, 0],
  [64 * 7_500, Math.log(2)],
])('the threshold over a window of %s ms is %s', (windowMs, expected) => {
  const since = windowMs === undefined ? undefined : head.at - windowMs;
  expect(thresholdOf(since, head.at)).toBeCloseTo(expected, 6);
});

test('what is seen at a glance is kept with the event, each on its own channel, and derived alike', () => {
  const { store, leave } = remember(`
    09:00 commit c1 Add a parser: src/a.ts
    09:10 revert c2 of c1 Revert "Add a parser": src/a.ts
    09:20 open src/a.ts
    09:30 note the parser is slow
  `);
  const kept = () => [1, 2, 3, 4].map((seq) => store.tagsOf(seq));
  const first = kept();
  expect(first).toEqual([
    { content: 1, valence: 0, novelty: 1, trust: 'imported' },
    { content: 1, valence: 0.2, novelty: 0.5, trust: 'imported' },
    { content: 0.2, valence: 0.4, novelty: 0.334, trust: 'observed' },
    { content: 1, valence: 0, novelty: 1, trust: 'observed' },
  ]);
  store.rebuild(planOn(store));
  expect(kept()).toEqual(first);
  leave();
});
