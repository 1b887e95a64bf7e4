// Notes in a whole engine: the one that answers leads, and notes that hold a part of what is asked for are no answer, alone or
// together.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EvaluationEngine, openEvaluationEngine } from '../../evaluate/evaluation-engine.ts';
import { type MadeWork, madeFolder, makeWork, minuteMs } from '../../evaluate/made-work.ts';

let memory: EvaluationEngine;
let work: MadeWork;
beforeEach(async () => {
  memory = openEvaluationEngine({ startMs: Date.UTC(2024, 2, 12, 9), without: [] });
  work = makeWork(memory);
  const things = [
    'parcel planner',
    'ledger client',
    'catalog resolver',
    'tenant queue',
    'fleet proxy',
    'stock renderer',
  ];
  for (const thing of things) {
    work.note(`The ${thing} got throttling and that cured the leaks.`);
    work.note('The build is green again, thank you.');
    work.wait(minuteMs);
  }
  work.note('We dropped the backup parser last night, it kept running into deadlocks.');
  work.note('Ada, 8 May: I sold the boat.');
  work.note('Ivo, 9 May: I sold the car.');
  await work.flush();
});
afterEach(() => memory.close());

const ask = async (question: string) => {
  const { state, evidence } = await memory.engine.recall(madeFolder, { question, limit: 5, mode: 'auto' });
  return { state, title: evidence[0]?.title };
};

test.each([
  ['Why was the backup parser removed?', 'We dropped the backup parser last night, it kept running into deadlocks.'],
  ['What fixed the stock renderer?', 'The stock renderer got throttling and that cured the leaks.'],
  ['What has Ada sold?', 'Ada, 8 May: I sold the boat.'],
  ['What has Ivo sold?', 'Ivo, 9 May: I sold the car.'],
])('%s → %s', async (question, title) => {
  const answer = await ask(question);
  expect(answer.title).toBe(title);
  expect(answer.state).not.toBe('unknown');
});

test.each(['What fixed the backup planner?', 'Why was the tenant proxy removed?', 'Where does the fleet queue stand?'])(
  '%s → it does not know',
  async (question) => {
    expect(await ask(question)).toEqual({ state: 'unknown', title: undefined });
  },
);

test('beside what was done to the thing, a note that holds a half of its name does not lead', async () => {
  work.commit('Add the harvest loader', [
    { path: 'src/harvest/loader.ts', startLine: 1, before: [], after: ['run();'] },
  ]);
  work.note('leaks again, this time in the harvest planner');
  await work.flush();
  expect((await ask('Tell me about leaks and the harvest loader')).title).toBe('Add the harvest loader');
});
