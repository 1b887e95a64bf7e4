// Asked for the last time that something was done, the memory names the last time, however well an earlier one fits.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLatest } from '../../../src/engine/recall/latest-answer.ts';
import { type EvaluationEngine, openEvaluationEngine } from '../../evaluate/evaluation-engine.ts';
import { hourMs, type MadeWork, madeFolder, makeWork } from '../../evaluate/made-work.ts';

let memory: EvaluationEngine;
let work: MadeWork;
beforeEach(() => {
  memory = openEvaluationEngine({ startMs: Date.UTC(2024, 2, 12, 9), without: [] });
  work = makeWork(memory);
});
afterEach(() => memory.close());

test.each([
  ['When was the last time: we released', 'when we released'],
  ['when was the last time that the cache was cleared?', 'when the cache was cleared?'],
  ['When did we last rotate the keys?', 'When did we  rotate the keys?'],
  ['Why does the last test fail?', undefined],
  ['What did Mel do last week?', undefined],
])('%s → %s', (question, asked) => {
  expect(readLatest(question)).toBe(asked);
});

test('the last of several releases leads, and nothing of them counts as superseded', async () => {
  for (const version of ['1.0.0', '1.1.0', '2.0.0']) {
    work.commit(`Release ${version}`, [
      { path: 'package.json', startLine: 2, before: ['"version": "0"'], after: [`"version": "${version}"`] },
    ]);
    work.wait(48 * hourMs);
    work.commit('Tidy the mail template', [{ path: 'mail.html', startLine: 1, before: ['a'], after: ['b'] }]);
    work.wait(48 * hourMs);
  }
  await work.flush();
  const question = 'When was the last time: we released';
  const answer = await memory.engine.recall(madeFolder, { question, limit: 5, mode: 'auto' });
  expect(answer).toMatchObject({ question, state: 'known' });
  expect(answer.summary).toMatch(/^On 2024-03-20, commit \S+ “Release 2\.0\.0” (?:says|was made)/);
  expect(answer.evidence.map(({ title, standing }) => `${title} ${standing ?? ''}`.trim())).toEqual([
    'Release 2.0.0',
    'Release 1.1.0',
    'Release 1.0.0',
  ]);
});
