// What the memory tells of itself in numbers, through the whole engine: who answered, how right it was, how it fades.
import { afterEach, expect, test } from 'vitest';
import type { Observation } from '../../src/engine/model/event.ts';
import { type EvaluationEngine, openEvaluationEngine } from '../evaluate/evaluation-engine.ts';

const folder = '/made/shop';
const startMs = Date.UTC(2024, 2, 12);
const dayMs = 86_400_000;

let made: EvaluationEngine | undefined;
afterEach(async () => made?.close());

const head = { folder, paths: [], text: '' };

function judge(n: number, verdict: 'accepted' | 'dismissed' | 'pinned', claimed: number): Observation {
  const data = { verdict, subject: 'c1', claimed };
  return { ...head, id: `f${n}`, at: startMs + n, kind: 'feedback', actor: 'developer', data };
}

test('answers are counted by who gave them, claims by what came of them, and memories fade', async () => {
  made = openEvaluationEngine({ startMs, without: [] });
  const { engine } = made;
  const commit: Observation = {
    ...head,
    id: 'c1',
    at: startMs,
    kind: 'commit',
    actor: 'history',
    paths: [`${folder}/src/queue.ts`],
    text: 'Drop the retry queue',
    data: {
      sha: '1'.padStart(40, '0'),
      author: 'Ada',
      subject: 'Drop the retry queue',
      body: 'The broker redelivers by itself.',
      files: [{ path: `${folder}/src/queue.ts`, status: 'A', added: 1, deleted: 0 }],
      hunks: [],
    },
  };
  await engine.observe([commit]);
  const ask = (mode: 'auto' | 'system1' | 'system2') =>
    engine.recall(folder, { question: 'Why did we drop the retry queue?', limit: 3, mode });
  await ask('system1'); // While one types: no answer that counts.
  const { cost } = await ask('auto');
  await ask('system2');
  await engine.observe([
    judge(1, 'accepted', 0.92),
    judge(2, 'accepted', 0.98),
    judge(3, 'dismissed', 0.95),
    judge(4, 'dismissed', 0.31),
    judge(5, 'pinned', 0.31), // Says nothing of a claim.
  ]);

  const { answers, calibration, fading } = await engine.insights(folder, 90, []);
  const day = startMs / dayMs;
  expect(answers.map(({ system, answers: count, ...rest }) => [rest.day, system, count])).toEqual([
    [day, 'system1', 1],
    [day, 'system2', 1],
  ]);
  expect(answers[0]!.tokens).toBe(cost.tokens);
  expect(calibration).toEqual([
    { claimed: 0.31, judged: 1, right: 0 },
    { claimed: expect.closeTo(0.95), judged: 3, right: 2 },
  ]);

  const file = fading.find(({ subject }) => subject === 'file:src/queue.ts')!;
  expect(file.points[0]).toMatchObject({ days: 0 });
  for (const [i, { verbatim, gist }] of file.points.entries()) {
    const before = file.points[i - 1];
    expect(verbatim).toBeLessThan(before?.verbatim ?? 1);
    expect(gist).toBeLessThan(before?.gist ?? 1);
    // Meaning outlasts the words, as soon as there is something to outlast.
    if (i > 0) expect(gist).toBeGreaterThan(verbatim);
  }
  const [asked] = (await engine.insights(folder, 90, ['file:src/queue.ts', 'file:unknown'])).fading;
  expect(asked).toEqual(file);
});
