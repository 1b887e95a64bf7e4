// What a night makes of questions that were asked by day: one that was asked in vain is known at once where the answer has
// come since, dreams say nothing in words of their own, and they go with the question that they were of.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { selectEvents } from '../../src/engine/forget/event-selection.ts';
import { type EvaluationEngine, openEvaluationEngine } from '../evaluate/evaluation-engine.ts';
import { hourMs, type MadeWork, madeFolder, makeWork, sleepOver } from '../evaluate/made-work.ts';

const project = `folder:${madeFolder}`;
const question = 'Did duplicates concern the billing importer?';
let memory: EvaluationEngine;
let work: MadeWork;
afterEach(() => memory.close());
beforeEach(() => begin());

function begin(...without: string[]) {
  memory = openEvaluationEngine({ startMs: Date.UTC(2024, 2, 12, 9), without });
  work = makeWork(memory);
}

async function askInVainThenTell(): Promise<void> {
  for (let i = 0; i < 20; i++) {
    work.commit(`Tidy module ${i}`, [{ path: `src/module-${i}.ts`, startLine: 1, before: ['a'], after: ['b'] }]);
    work.wait(hourMs);
  }
  await work.flush();
  expect(await ask()).toMatchObject({ state: 'unknown', system: 'system1', compiled: false });
  work.edit('src/billing/importer.ts', ['retry();'], ['once();']);
  work.note('Ivo saw duplicates on the staging cluster and asked for it.');
  work.wait(2 * hourMs);
  await work.flush();
}

const ask = (asked = question) => memory.engine.recall(madeFolder, { question: asked, limit: 5, mode: 'auto' });
const sleep = () => sleepOver(memory, { seed: 1, without: [] });
const recalls = () => memory.store.eventsOfKind(project, 'recall', 10);

test('what was asked in vain is known at once after a night, in other words too, where the answer has come since', async () => {
  await askInVainThenTell();
  await sleep();
  for (const asked of [question, 'The billing importer, what of its duplicates?']) {
    const again = await ask(asked);
    expect(again).toMatchObject({ state: 'known', system: 'system1', compiled: true });
    expect(again.summary).toContain('Ivo saw duplicates');
  }
  expect((await memory.rebuild()).changed).toBe(false);
});

test('without dreams it has to be thought over by day', async () => {
  await memory.close();
  begin('dreams');
  await askInVainThenTell();
  await sleep();
  expect(await ask()).toMatchObject({ state: 'known', system: 'system2' });
});

test('a dream has no words, goes with its question, and is dreamt once', async () => {
  await askInVainThenTell();
  await sleep();
  const [dream, asked] = recalls();
  expect([dream!.text, dream!.data]).toMatchObject(['', { again: asked!.id, terms: [], state: 'known' }]);
  expect(asked).toMatchObject({ text: question, data: { steps: 0, evidence: [] } });

  await ask('Does the gateway flicker because of pooling?');
  await ask('Does the gateway flicker because of pooling?');
  for (const text of ['Something else went on.', 'And something else.']) {
    work.note(text);
    await work.flush();
    await sleep();
    expect(recalls().length).toBe(4);
  }

  const { seqs } = selectEvents({ by: 'text', text: 'concern the billing' }, memory.store);
  expect(seqs).toEqual(expect.arrayContaining([asked!.seq, dream!.seq]));
});
