// The choice of an encoder as a window makes it: over the socket, kept for the engines to come.
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineConnection } from '../../../src/client/engine-connection.ts';
import { exchangeEncoderMethod, exchangeEncoderResult } from '../../../src/protocol/encoder.ts';
import { observeMethod, observeResult } from '../../../src/protocol/observe.ts';
import { makeSentenceFolder } from '../encode/made-sentence-folder.ts';
import { EngineFixture } from './engine-fixture.ts';

vi.setConfig({ testTimeout: 60_000 }); // Processes are started, on a machine that may be busy.

let fixture: EngineFixture;
beforeEach(() => {
  fixture = new EngineFixture();
});
afterEach(() => fixture.end());

async function choose(client: EngineConnection, folder: string) {
  const reply = await client.request(exchangeEncoderMethod, { folder }, exchangeEncoderResult);
  if (!reply.ok) throw new Error(reply.message);
  return reply.value;
}

const eventually = { timeout: 30_000, interval: 100 };

test('a chosen encoder encodes what is remembered anew, and is used by the next engine too', async () => {
  const client = await fixture.connect(1_500);
  const observations = ['close file', 'open file'].map((text, i) => fixture.note(`n${i}`, text));
  await client.request(observeMethod, { observations }, observeResult);
  const state = async (connection: EngineConnection) => {
    const { encoder, counts } = await fixture.status(connection);
    return `${counts.vectors} ${encoder.replace(/[0-9a-f]{12}$/, '…')}`;
  };
  await expect.poll(() => state(client), eventually).toMatch(/^2 token-sum-\d+-…$/);

  expect(await choose(client, path.join(fixture.root, 'nowhere'))).toEqual({
    problem: expect.stringMatching(/nowhere cannot be read.*The former one stays in force\.$/),
  });
  expect(await state(client)).toMatch(/^2 token-sum/);

  const folder = makeSentenceFolder(path.join(fixture.root, 'tiny'));
  expect(await choose(client, folder)).toEqual({});
  await expect.poll(() => state(client), eventually).toBe('2 tiny-4-…');

  await client.close();
  await fixture.untilNoEngine(20_000);
  const later = await fixture.connect();
  expect(await choose(later, folder)).toEqual({});
  await later.request(observeMethod, { observations: [fixture.note('n2', 'open')] }, observeResult);
  await expect.poll(() => state(later), eventually).toBe('3 tiny-4-…');
  expect(await choose(later, '')).toEqual({});
  await expect.poll(() => state(later), eventually).toMatch(/^3 token-sum-\d+-…$/);
});
