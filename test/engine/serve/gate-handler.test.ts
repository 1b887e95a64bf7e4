// Over the wire: what a folder keeps out is turned away from then on, and the ledger of it outlasts the engine, without
// a word of what it counts.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { excludeMethod } from '../../../src/protocol/exclusion.ts';
import { ledgerMethod, ledgerResult } from '../../../src/protocol/ledger.ts';
import { observeMethod, observeResult } from '../../../src/protocol/observe.ts';
import { EngineFixture } from './engine-fixture.ts';

test('exclusions are honoured and counted, over a restart', { timeout: 90_000 }, async () => {
  const engines = new EngineFixture();
  onTestFinished(() => engines.end());
  const { folder } = engines;
  let connection = await engines.connect(200);
  const observe = async (...observations: unknown[]) => {
    const reply = await connection.request(observeMethod, { observations }, observeResult);
    if (!reply.ok) throw new Error(reply.message);
    return reply.value.refused.map(({ reason }) => reason);
  };
  const saved = (id: string, file: string) => ({
    ...engines.note(id),
    kind: 'save',
    paths: [path.join(folder, file)],
    text: '',
    data: { manual: true },
  });
  expect(await observe(saved('a', 'drafts/marker-plan.md'))).toEqual([]);
  const told = await connection.request(excludeMethod, { folder, globs: ['drafts/**'] }, z.object({}));
  expect(told.ok).toBe(true);
  expect(await observe(saved('b', 'drafts/marker-later.md'), saved('c', '.env'), { id: 'd' })).toEqual([
    'excluded',
    'excluded',
    'malformed',
  ]);
  expect(await observe(engines.note('e', 'the password: hunter2 is out'))).toEqual([]);
  const expected = {
    entries: [
      { reason: 'excluded', kind: 'save', count: 2 },
      { reason: 'malformed', kind: '', count: 1 },
      { reason: 'redacted', kind: 'note', count: 1 },
    ],
  };
  const ledger = async () => connection.request(ledgerMethod, {}, ledgerResult);
  expect(await ledger()).toEqual({ ok: true, value: expected });
  await connection.close();
  await engines.untilNoEngine(20_000);
  for (const name of readdirSync(engines.directory)) {
    const bytes = readFileSync(path.join(engines.directory, name));
    expect(bytes.includes('marker-later')).toBe(false);
    expect(bytes.includes('hunter2')).toBe(false);
  }
  connection = await engines.connect(200);
  expect(await ledger()).toEqual({ ok: true, value: expected });
});
