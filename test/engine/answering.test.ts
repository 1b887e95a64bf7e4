// System 2 and what it leaves behind, in a whole engine: a question that two events answer together is worked out once,
// then known, also in other words, until its evidence is contradicted by news.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EvaluationEngine, openEvaluationEngine } from '../evaluate/evaluation-engine.ts';
import { hourMs, type MadeWork, madeFolder, makeWork } from '../evaluate/made-work.ts';

let memory: EvaluationEngine;
let work: MadeWork;
beforeEach(async () => {
  memory = openEvaluationEngine({ startMs: Date.UTC(2024, 2, 12, 9), without: [] });
  work = makeWork(memory);
  for (let i = 0; i < 20; i++) {
    work.commit(`Tidy module ${i}`, [{ path: `src/module-${i}.ts`, startLine: 1, before: ['a'], after: ['b'] }]);
    work.wait(hourMs);
  }
  work.edit('src/billing/importer.ts', ['retry();'], ['once();']);
  work.note('Ivo saw duplicates on the staging cluster and asked for it.');
  work.wait(2 * hourMs);
  await work.flush();
});
afterEach(() => memory.close());

const ask = (question: string, mode: 'auto' | 'system1' | 'system2' = 'auto') =>
  memory.engine.recall(madeFolder, { question, limit: 5, mode });
const recalls = () => memory.store.eventsOfKind(`folder:${madeFolder}`, 'recall', 10);

test('what two events answer together is worked out once and known afterwards, in other words too', async () => {
  const first = await ask('Did duplicates concern the billing importer?', 'system1');
  expect([first.state, first.system]).toEqual(['tip-of-the-tongue', 'system1']);
  expect(recalls()).toEqual([]);

  const second = await ask('Did duplicates concern the billing importer?');
  expect(second.state).toBe('known');
  expect(second).toMatchObject({ system: 'system2', compiled: false });
  expect(second.summary).toMatchInlineSnapshot(
    `"On 2024-03-13 it was noted: “Ivo saw duplicates on the staging cluster and asked for it”. With it: On 2024-03-13, src/billing/importer.ts was edited: “once();”."`,
  );
  expect(recalls()[0]!.data).toMatchObject({ state: 'known', terms: ['duplicat', 'concern', 'bill', 'import'] });

  for (const question of [
    'Did duplicates concern the billing importer?',
    'The billing importer, what of its duplicates?',
  ]) {
    const again = await ask(question);
    expect(again).toMatchObject({ state: 'known', system: 'system1', compiled: true });
    expect(again.evidence.map(({ event }) => event)).toEqual(second.evidence.map(({ event }) => event));
  }
  expect(recalls().length).toBe(1);
});

test('what was worked out is part of the projection, and news makes it void', async () => {
  await ask('Did duplicates concern the billing importer?');
  expect((await memory.rebuild()).changed).toBe(false);
  work.note('The duplicates of the billing importer came from the mail server.');
  await work.flush();
  const again = await ask('Did duplicates concern the billing importer?');
  expect(again.compiled).toBe(false);
  expect(again.summary).toContain('mail server');
});

test('of what adds as much at one place, the latest is taken', async () => {
  for (const title of ['Trim quotas in spring', 'Trim quotas in autumn', 'Bound the carrier queue']) {
    work.commit(title, [{ path: 'src/post.ts', startLine: 1, before: ['a'], after: ['b'] }]);
    work.wait(hourMs);
  }
  await work.flush();
  const found = await ask('Did quotas concern the carrier queue?', 'system2');
  expect(found.evidence.slice(0, 2).map(({ title }) => title)).toEqual([
    'Bound the carrier queue',
    'Trim quotas in autumn',
  ]);
});

test('a question that holds a secret is logged without it, and what cannot be found is not looked for twice', async () => {
  const secret = `ghp_${'a1B2c3D4'.repeat(4)}abcd`;
  await ask(`Did duplicates concern the billing importer with ${secret}?`, 'system2');
  expect(recalls()[0]!.text).not.toContain(secret);

  const [once, twice] = [await ask('Did duplicates concern module 7?'), await ask('Did duplicates concern module 7?')];
  expect([once.state, once.system]).toEqual(['unknown', 'system2']);
  expect([twice.state, twice.system, twice.compiled]).toEqual(['unknown', 'system1', true]);
});

test('thinking it over reads of a place what may add to the answer, and no more', async () => {
  for (let i = 0; i < 15; i++) {
    work.edit('src/billing/importer.ts', [`colour(${i});`], [`shade(${i});`]);
    work.wait(2 * hourMs);
  }
  work.edit('src/billing/importer.ts', ['once();'], ['never();']);
  work.note('Mia saw duplicates again.');
  await work.flush();
  const found = await ask('Did duplicates concern the billing importer?', 'system2');
  expect(found).toMatchObject({ state: 'known', system: 'system2' });
  expect(found.summary).toContain('Mia saw duplicates');
  // Each of the edits names the importer, and only the two notes say anything of duplicates.
  expect(found.cost.events).toBeLessThan(10);
});

test('what was told of the very place answers for it, and not what was told of another place just before', async () => {
  work.note('Flicker reported by the night shift', 'src/fleet/adapter.ts');
  work.wait(3 * hourMs);
  work.note('Flicker reported by the night shift', 'src/voucher/router.ts');
  work.edit('src/fleet/adapter.ts', ['send(all);'], ['send(batching(all));']);
  await work.flush();
  const found = await ask('Did batching help against the flicker in the fleet adapter?');
  expect(found).toMatchObject({ state: 'known', system: 'system2' });
  expect(found.summary).toContain('src/fleet/adapter.ts');
  expect(found.summary).not.toContain('src/voucher/router.ts');
});
