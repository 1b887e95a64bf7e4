// How an answer is known, as a client is told it: each state through a real engine and memory/recall.
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { EngineConnection } from '../../../src/client/engine-connection.ts';
import { forgetMethod, forgetResult } from '../../../src/protocol/forget.ts';
import { observeMethod, observeResult } from '../../../src/protocol/observe.ts';
import { recallMethod, recallResult } from '../../../src/protocol/recall.ts';
import { EngineFixture } from './engine-fixture.ts';

vi.setConfig({ testTimeout: 60_000 }); // A process is started, on a machine that may be busy.

const startMs = Date.UTC(2024, 2, 12, 9);
const hourMs = 3_600_000;
let fixture: EngineFixture;
let client: EngineConnection;
let told = 0;

beforeAll(async () => {
  fixture = new EngineFixture();
  client = await fixture.connect();
  for (const name of ['mail', 'stock', 'search']) await note(`The port of the ${name} gateway is 7070.`);
});
afterAll(() => fixture.end());

async function tell(observation: object): Promise<void> {
  told += 1;
  const head = { id: `t${told}`, at: startMs + told * hourMs, folder: fixture.folder, paths: [], text: '', data: {} };
  const observations: unknown[] = [{ ...head, ...observation }];
  const reply = await client.request(observeMethod, { observations }, observeResult);
  expect(reply).toMatchObject({ ok: true, value: { refused: [] } });
}

const note = (text: string, actor = 'developer') => tell({ kind: 'note', actor, text });

async function edit(name: string, line: string): Promise<string> {
  const file = path.join(fixture.folder, name);
  fs.writeFileSync(file, `${line}\n`);
  const data = { cause: 'typed', hunks: [{ path: file, startLine: 1, before: [], after: [line] }] };
  await tell({ kind: 'edit', actor: 'developer', paths: [file], data });
  return file;
}

async function ask(question: string, mode = 'auto') {
  const reply = await client.request(recallMethod, { folder: fixture.folder, question, mode }, recallResult);
  if (!reply.ok) throw new Error(reply.message);
  return reply.value;
}

test('known while the place is as it was, stale once it has changed or gone, and of the past still known', async () => {
  const file = await edit('billing-ledger.ts', 'const ledgerRounding = "half-even";');
  const question = 'Which rounding does the billing ledger use?';
  expect(await ask(question)).toMatchObject({ state: 'known' });

  fs.writeFileSync(file, 'export {};\n');
  const { state, summary, evidence } = await ask(question);
  expect([state, evidence[0]]).toMatchObject([
    'stale',
    { standing: 'stale', change: 'billing-ledger.ts has changed since' },
  ]);
  expect(summary).toMatch(/ But billing-ledger\.ts has changed since\.$/);
  expect((await ask('Why did the rounding of the billing ledger come in?')).state).not.toBe('stale');

  fs.rmSync(file);
  expect((await ask(question)).summary).toMatch(/ But billing-ledger\.ts is gone since\.$/);
});

test('on the tip of the tongue at a first look, and recovered by thinking it over', async () => {
  await edit('parcel-importer.ts', 'sendParcelOnce();');
  await note('Ivo saw duplicates on the staging cluster and asked for it.');
  const question = 'Did duplicates concern the parcel importer?';
  expect(await ask(question, 'system1')).toMatchObject({
    state: 'tip-of-the-tongue',
    summary:
      'I know of `duplicates`, `parcel`, `importer`, but what joins them does not come to mind. Thinking it over may bring it.',
    evidence: [],
  });
  expect(await ask(question)).toMatchObject({ state: 'known', system: 'system2' });
  expect(await ask('Did unicorns concern the parcel importer?', 'system1')).toMatchObject({ state: 'unknown' });
});

test('contested between bounds: what an agent says is less necessary than what the developer noted', async () => {
  await note('The port of the billing gateway is 8080.');
  await note('The port of the billing gateway is 9090.', 'agent:helper');
  const { state, probability, bounds, evidence } = await ask('What is the port of the billing gateway?');
  expect(state).toBe('contested');
  expect(evidence.slice(0, 2).map(({ title }) => title)).toEqual([
    'The port of the billing gateway is 9090.',
    'The port of the billing gateway is 8080.',
  ]);
  expect(bounds).toEqual({ necessity: 0, possibility: 0.7 });
  expect(probability).toBeLessThan(bounds!.possibility / 2);
  expect(probability).toBeGreaterThan(bounds!.necessity);
});

test('what users say of answers moves how sure the next one is, and forgetting it takes that back', async () => {
  const question = 'What is the port of the mail gateway?';
  const judge = (id: string, verdict: string, estimated: number) =>
    tell({ id, kind: 'feedback', actor: 'developer', data: { verdict, subject: 't1', estimated } });
  const before = await ask(question);
  expect(before.estimated).toBe(before.probability);

  await judge('judged-0', 'dismissed', 0.9);
  const once = await ask(question);
  for (let i = 1; i < 8; i++) await judge(`judged-${i}`, 'dismissed', 0.9);
  const after = await ask(question);
  expect(after.estimated).toBe(before.estimated);
  expect(once.probability).toBeLessThan(before.probability);
  expect(after.probability).toBeLessThan(once.probability - 0.1);

  for (let i = 1; i < 8; i++) {
    const params = { folder: fixture.folder, selector: { by: 'memory', id: `judged-${i}` }, token: 't' };
    expect(await client.request(forgetMethod, params, forgetResult)).toMatchObject({ ok: true });
  }
  expect((await ask(question)).probability).toBeCloseTo(once.probability, 9);
});
