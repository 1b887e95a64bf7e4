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

test('what two people say at once is contested', async () => {
  work.note('The port of the billing gateway is 8080.');
  work.say('helper', 's', 'The port of the billing gateway is 9090.');
  const { state, summary } = await ask('What is the port of the billing gateway?');
  expect(state).toBe('contested');
  expect(summary).toMatchInlineSnapshot(
    `"Two statements contradict each other. On 2024-03-12, helper said: “The port of the billing gateway is 9090”. But on 2024-03-12 it was noted: “The port of the billing gateway is 8080”."`,
  );
});
