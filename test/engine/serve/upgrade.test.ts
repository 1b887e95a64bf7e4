// A memory that an older version derived, opened by this one: what is known is derived again, while clients go on.
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { databaseName } from '../../../src/engine/store/memory-file.ts';
import { checkMethod, checkResult } from '../../../src/protocol/lifecycle.ts';
import { observeMethod, observeResult } from '../../../src/protocol/observe.ts';
import { recallMethod, recallResult } from '../../../src/protocol/recall.ts';
import { EngineFixture, killNow } from './engine-fixture.ts';

vi.setConfig({ testTimeout: 60_000 }); // Processes are started, on a machine that may be busy.

let fixture: EngineFixture;
beforeEach(() => {
  fixture = new EngineFixture();
});
afterEach(() => fixture.end());

/** As a version leaves it that did not yet index what was said: the log whole, the projections poorer. */
function makeOld(): void {
  const database = new Database(path.join(fixture.directory, databaseName));
  database.exec(`
    UPDATE derivation SET derived_by = '0.0.1';
    INSERT INTO trace_word (trace_word) VALUES ('delete-all');
    UPDATE event_mark SET project = NULL, digest = NULL;
  `);
  database.close();
}

async function stopEngines(): Promise<void> {
  for (const pid of fixture.enginePids()) killNow(pid);
  await fixture.untilNoEngine(5_000);
}

test('what an older version derived is derived again at the first start, once', async () => {
  const observations = [fixture.note('old', 'The retry queue was dropped because of the duplicates.')];
  await (await fixture.connect()).request(observeMethod, { observations }, observeResult);
  await stopEngines();
  makeOld();

  const client = await fixture.connect();
  // What comes in waits for its turn and is acknowledged afterwards.
  const fresh = await client.request(observeMethod, { observations: [fixture.note('fresh')] }, observeResult);
  expect(fresh).toEqual({ ok: true, value: { settled: ['fresh'], refused: [] } });
  const question = 'Why was the retry queue dropped?';
  const answer = await client.request(recallMethod, { folder: fixture.folder, question }, recallResult);
  expect(answer).toMatchObject({ ok: true, value: { state: 'known' } });
  expect((await fixture.status(client)).notices.join()).not.toMatch(/derived again/);
  expect(await client.request(checkMethod, {}, checkResult)).toEqual({ ok: true, value: { problems: [] } });

  await stopEngines();
  const database = new Database(path.join(fixture.directory, databaseName));
  expect(database.prepare('SELECT derived_by FROM derivation').pluck().get()).not.toBe('0.0.1');
  database.close();
});
