// Hints of every kind that were dismissed: once is a word, twice is for good, and only for what was dismissed.
import { afterEach, expect, test } from 'vitest';
import type { Observation } from '../../src/engine/model/event.ts';
import { type EvaluationEngine, openEvaluationEngine } from '../evaluate/evaluation-engine.ts';

const folder = '/made/shop';
const startMs = Date.UTC(2024, 2, 12, 9);
const minuteMs = 60_000;
let made: EvaluationEngine;
let count = 0;
afterEach(() => made.close());

function begin(): void {
  made = openEvaluationEngine({ startMs, without: [] });
  count = 0;
}

type Told = Pick<Observation, 'kind' | 'text' | 'data'>;

async function see(path: string, told: Told, gapMinutes = 1): Promise<void> {
  count += 1;
  made.clock.nowMs += gapMinutes * minuteMs;
  const head = { id: `e${count}`, at: made.clock.nowMs, actor: 'developer', folder, paths: [`${folder}/${path}`] };
  const { refused } = await made.engine.observe([{ ...head, ...told } as Observation]);
  expect(refused).toEqual([]);
}

const dismiss = (subject: string) =>
  see('src/a.ts', { kind: 'feedback', text: '', data: { verdict: 'dismissed', subject, reason: 'stale' } });

const error = { tool: 'ts', code: '2339', message: "Property 'name' does not exist on type 'Promise<User>'." };
const cue = (path: string) => ({
  ...{ ...error, path: `${folder}/${path}`, line: 5, lines: ['const u = loadUser(1);', 'u.name;'], errorIndex: 1 },
  instance: 'other',
  beside: [],
});

async function mend(path: string, instance: string): Promise<void> {
  const stay = { ...error, instance, line: 5, lineText: 'u.name;' };
  await see(path, { kind: 'diagnostic', text: error.message, data: { change: 'appeared', ...stay } });
  const hunks = [{ path, startLine: 4, before: ['const u = loadUser(1);'], after: ['const u = await loadUser(1);'] }];
  const data = { change: 'resolved', clearing: 'edit', hunks, ...stay } as const;
  await see(path, { kind: 'diagnostic', text: error.message, data });
}

test('the hint at an error goes at the second dismissal', async () => {
  begin();
  await mend('src/a.ts', 'first');
  const first = await made.engine.dejaVu(folder, cue('src/b.ts'));
  expect(first.recognised).toBe(true);
  await dismiss(first.fingerprint);
  expect((await made.engine.dejaVu(folder, cue('src/b.ts'))).recognised).toBe(true);
  await dismiss('another');
  expect((await made.engine.dejaVu(folder, cue('src/b.ts'))).recognised).toBe(true);
  await dismiss(first.fingerprint);
  expect(await made.engine.dejaVu(folder, cue('src/b.ts'))).toMatchObject({ recognised: false, reason: 'refused' });
});

test('the warning at a place goes, and its feel stays', async () => {
  begin();
  const feel = (path: string) => made.engine.feel(folder, { path: `${folder}/${path}` });
  await mend('src/a.ts', 'first');
  const { sentence } = await feel('src/a.ts');
  for (const isUnwanted of [false, false, true]) {
    expect(await feel('src/a.ts')).toMatchObject({ sentence, isUnwanted });
    await dismiss('warning:src/a.ts');
  }
  expect((await feel('src/b.ts')).isUnwanted).toBe(false);
});

test('a learned rule is offered no more', async () => {
  begin();
  for (const name of ['account', 'balance', 'entry']) {
    const hunks = [
      {
        path: `${name}.ts`,
        startLine: 2,
        before: [`  return ${name}.owner == null;`],
        after: [`  return ${name}.owner === undefined;`],
      },
    ];
    await see(`${name}.ts`, { kind: 'edit', text: '', data: { hunks, cause: 'typed' } }, 120);
  }
  await made.engine.sleepNow(folder, () => undefined, new AbortController().signal);
  const offers = () =>
    made.engine.rules(folder, `${folder}/transfer.ts`, [{ line: 2, text: '  return transfer.to == null;' }]);
  const [offer] = await offers();
  expect(offer).toBeDefined();
  for (const left of [1, 1, 0]) {
    expect(await offers()).toHaveLength(left);
    await dismiss(`rule:${offer!.rule.key}`);
  }
});
