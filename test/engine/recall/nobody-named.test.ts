// A question that names nobody, put to a memory in which much was said: what was said about something else answers nothing.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EvaluationEngine, openEvaluationEngine } from '../../evaluate/evaluation-engine.ts';
import { tellBesides } from '../../evaluate/made-crowd.ts';
import { hourMs, type MadeWork, madeFolder, makeWork } from '../../evaluate/made-work.ts';

let memory: EvaluationEngine;
let work: MadeWork;
beforeEach(async () => {
  memory = openEvaluationEngine({ startMs: Date.UTC(2024, 2, 12, 9), without: [] });
  work = makeWork(memory);
  await tellBesides(work, { seed: 0, besides: 400 });
});
afterEach(() => memory.close());

async function ask(question: string) {
  await work.flush();
  return memory.engine.recall(madeFolder, { question, limit: 3, mode: 'auto' });
}

test('what shares one word with the question is not asserted', async () => {
  for (const what of ['import router', 'mail queue', 'upload scheduler', 'survey renderer']) {
    work.commit(`Add the ${what}`, [
      { path: `src/${what.replace(' ', '/')}.ts`, startLine: 1, before: [], after: ['go();'] },
    ]);
  }
  work.note('corruption reported by the night shift', 'src/roster/parser.ts');
  work.edit('src/stock/monitor.ts', ['run();'], ['run(batching);']);
  for (const what of ['import router', 'mail queue', 'upload scheduler', 'survey renderer']) {
    const { state, summary } = await ask(`Did batching cure the corruption of the ${what}?`);
    expect(`${state}: ${summary}`).toMatch(/^unknown/);
  }
});

test('what was said about the very thing is', async () => {
  work.wait(hourMs);
  work.say('helper', 'router', 'The import router lost packets until its retries were batched.');
  const { state, summary } = await ask('What happened to the packets of the import router?');
  expect(['known', 'familiar']).toContain(state);
  expect(summary).toContain('lost packets until its retries were batched');
});
