// What holds now leads, what was superseded is marked, and what is contested is said to be.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EvaluationEngine, openEvaluationEngine } from '../../evaluate/evaluation-engine.ts';
import { hourMs, type MadeWork, madeFolder, makeWork } from '../../evaluate/made-work.ts';

let memory: EvaluationEngine;
let work: MadeWork;
beforeEach(async () => {
  memory = openEvaluationEngine({ startMs: Date.UTC(2024, 2, 12, 9), without: [] });
  work = makeWork(memory);
  for (const other of ['mail', 'stock', 'search']) work.note(`The port of the ${other} gateway is 7070.`);
  work.wait(hourMs);
});
afterEach(() => memory.close());

async function ask(question: string) {
  await work.flush();
  const { state, summary, evidence } = await memory.engine.recall(madeFolder, { question, limit: 5, mode: 'auto' });
  const told = evidence.map(({ title, excerpt, standing }) => `${standing ?? 'stands'}: ${title || excerpt}`);
  return { state, summary, told };
}

const config = (before: string[], after: string[]) => [{ path: 'config/billing.yaml', startLine: 1, before, after }];

test('the latest of several statements leads, whoever made it', async () => {
  work.note('The port of the billing gateway is 8080.');
  work.wait(48 * hourMs);
  work.say('helper', 's', 'The billing gateway no longer has 8080, its port is 9090 now.');
  work.wait(48 * hourMs);
  const { summary, told } = await ask('What is the port of the billing gateway?');
  expect(summary).toMatchInlineSnapshot(
    `"On 2024-03-14, helper said: “The billing gateway no longer has 8080, its port is 9090 now”."`,
  );
  expect(told[1]).toBe('superseded: The port of the billing gateway is 8080.');
});

test('a changed line, a rename and a revert supersede what was said of them', async () => {
  work.commit('Set the port of the billing gateway to 8080', config([], ['port: 8080']));
  work.wait(48 * hourMs);
  work.edit('config/billing.yaml', ['port: 8080'], ['port: 9090']);
  work.wait(48 * hourMs);
  expect((await ask('Which port does the billing gateway use?')).summary).toContain('“port: 9090”');

  work.commit('Let BillingHandler serve the invoices', config(['class: None'], ['class: BillingHandler']));
  work.wait(48 * hourMs);
  work.commit('Rename BillingHandler to InvoiceHandler', config(['class: BillingHandler'], ['class: InvoiceHandler']));
  expect((await ask('Which class serves the invoices?')).summary).toContain('InvoiceHandler');

  work.wait(48 * hourMs);
  const id = work.commit('Cache the rates of the ledger for 60 s', config(['ttl: 5'], ['ttl: 60']));
  work.wait(48 * hourMs);
  work.revert(id, 'Cache the rates of the ledger for 60 s', config(['ttl: 60'], ['ttl: 5']));
  expect((await ask('Are the rates of the ledger cached?')).told.slice(0, 2)).toEqual([
    'stands: Revert "Cache the rates of the ledger for 60 s"',
    'superseded: Cache the rates of the ledger for 60 s',
  ]);
});

test('another thing of the same kind, and a question about then, are left alone', async () => {
  work.note('The port of the billing gateway is 8080.');
  work.wait(48 * hourMs);
  work.note('The port of the billing parser is 9090 now.');
  expect((await ask('What is the port of the billing gateway?')).summary).toContain('8080');
  work.wait(48 * hourMs);
  work.note('We moved the port of the billing gateway from 8080 to 6060.');
  expect((await ask('What was the port of the billing gateway at first?')).told).toContain(
    'superseded: The port of the billing gateway is 8080.',
  );
});

test('a name that begins a sentence is a value where a later sentence holds it', async () => {
  work.note('As the owner of the billing gateway, Greta did not work out. Noor does.');
  work.wait(48 * hourMs);
  work.note('As the owner of the billing gateway, Noor did not work out. Tomas does.');
  const { summary, told } = await ask('Which owner is the billing gateway on now?');
  expect(summary).toContain('Tomas does');
  expect(told[1]).toBe('superseded: As the owner of the billing gateway, Greta did not work out. Noor does.');
});

test('what holds now is found among very many that share words with it', async () => {
  work.note('The port of the billing gateway is 8080.');
  const others = ['port of the billing parser', 'port of the mail gateway', 'shelf', 'lamp', 'door'];
  for (let n = 0; n < 500; n += 1) work.note(`The ${others[n % others.length]} is ${7000 + n}.`);
  work.wait(48 * hourMs);
  const watered = Array.from({ length: 60 }, (_, n) => `In room ${n} somebody watered plants.`);
  work.note(['Minutes.', ...watered, 'The port of the billing gateway is 9090 now.', ...watered].join('\n'));
  work.wait(48 * hourMs);
  const { told } = await ask('What is the port of the billing gateway?');
  expect(told.slice(0, 2)).toEqual(['stands: Minutes.', 'superseded: The port of the billing gateway is 8080.']);
});

test('what two people say at once is contested', async () => {
  work.note('The port of the billing gateway is 8080.');
  work.say('helper', 's', 'The port of the billing gateway is 9090.');
  const { state, summary } = await ask('What is the port of the billing gateway?');
  expect(state).toBe('contested');
  expect(summary).toMatchInlineSnapshot(
    `"Two statements contradict each other. On 2024-03-12, helper said: “The port of the billing gateway is 9090”. But on 2024-03-12 it was noted: “The port of the billing gateway is 8080”."`,
  );
});

test('a later commit that shares words or changes one of many lines takes the place of nothing', async () => {
  const path = 'src/json/traversal.ts';
  const written = ['export class JsonTraversal {', 'readonly jsonTraversal = true;', 'walkJsonTraversal(node);'];
  work.commit('Add json traversal support\n\nCo-authored-by: Ada <ada@example.org>', [
    { path, startLine: 1, before: [], after: written },
  ]);
  work.wait(48 * hourMs);
  work.commit('Let json traversal of rows be sorted, and no longer by hand (#12)', [
    { path, startLine: 3, before: ['walkJsonTraversal(node);'], after: ['walkJsonTraversal(node, rows);'] },
  ]);
  const { summary, told } = await ask('When was json traversal support added?');
  expect(summary).toBe('On 2024-03-12, commit d0000004 “Add json traversal support” was made.');
  expect(told[0]).toBe('stands: Add json traversal support');
  expect((await ask('Why was json traversal support added?')).summary).toMatch(/ It gives no reason\.$/);

  work.wait(48 * hourMs);
  work.commit('Remove json traversal', [{ path, startLine: 1, before: written.slice(0, 2), after: [] }]);
  expect((await ask('When was json traversal support added?')).told[0]).toBe('superseded: Add json traversal support');
});

test('the last of several is given where it is asked how things are, and a name that holds a common word is found', async () => {
  for (const what of ['Sort rows withTables', 'Deprecate withTables', 'Sort the tables with care']) {
    work.commit(what, [{ path: 'src/rows.ts', startLine: 1, before: [], after: [] }]);
    work.wait(48 * hourMs);
  }
  expect((await ask('What holds of withTables now?')).summary).toContain('“Deprecate withTables”');
});
