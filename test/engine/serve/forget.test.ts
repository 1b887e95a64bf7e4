// Forgetting as a client asks for it: over the socket, by the process that works on the whole log, on a real memory.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineConnection } from '../../../src/client/engine-connection.ts';
import { curiousMethod, curiousResult, investigateMethod, investigateResult } from '../../../src/protocol/curious.ts';
import {
  forgetMethod,
  forgetPreviewMethod,
  forgetPreviewResult,
  forgetResult,
  type WireSelector,
} from '../../../src/protocol/forget.ts';
import { importMethod, importResult, rebuildMethod, rebuildResult } from '../../../src/protocol/lifecycle.ts';
import { observeMethod, observeResult } from '../../../src/protocol/observe.ts';
import { recallMethod, recallResult } from '../../../src/protocol/recall.ts';
import { upkeepProgressMethod, upkeepProgressParams } from '../../../src/protocol/upkeep.ts';
import { EngineFixture, makeHistory } from './engine-fixture.ts';

vi.setConfig({ testTimeout: 60_000 }); // Processes are started, on a machine that may be busy.

let fixture: EngineFixture;
beforeEach(() => {
  fixture = new EngineFixture();
});
afterEach(() => fixture.end());

const secret = 'the Zanzibar contract';

async function observe(client: EngineConnection, ...texts: string[]): Promise<void> {
  const observations = texts.map((text, i) => fixture.note(`n${i}`, text));
  const reply = await client.request(observeMethod, { observations }, observeResult);
  if (!reply.ok) throw new Error(reply.message);
}

async function preview(client: EngineConnection, selector: WireSelector) {
  const reply = await client.request(forgetPreviewMethod, { folder: fixture.folder, selector }, forgetPreviewResult);
  if (!reply.ok) throw new Error(reply.message);
  return reply.value;
}

async function forget(client: EngineConnection, selector: WireSelector, signal?: AbortSignal) {
  const params = { folder: fixture.folder, selector, token: 't' };
  return client.request(forgetMethod, params, forgetResult, signal);
}

/** Files of the memory, from outside, that hold the text. */
function filesHolding(text: string): string[] {
  return fs.readdirSync(fixture.directory, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = path.join(fixture.directory, name);
    return fs.statSync(file).isFile() && fs.readFileSync(file).includes(text);
  });
}

test('a text is previewed, forgotten and gone from every file; what is said afterwards is remembered', async () => {
  const client = await fixture.connect();
  await observe(
    client,
    `lunch with Ada\n${secret} is signed`,
    'the gateway needs a token',
    `again: ${secret.toUpperCase()}`,
  );
  expect(filesHolding(secret)).not.toEqual([]);
  const selector = { by: 'text', text: secret } as const;
  expect(await preview(client, selector)).toMatchObject({
    events: 2,
    episodes: 1,
    kinds: { note: 2 },
    projects: [{ name: 'orders', events: 2, isWhole: false }],
    examples: [{ id: 'n0', text: `lunch with Ada ${secret} is signed` }, { id: 'n2' }],
  });

  const stages = new Set<string>();
  client.onNotification(upkeepProgressMethod, upkeepProgressParams, ({ stage }) => void stages.add(stage));
  const receipt = await forget(client, selector);
  expect(receipt).toMatchObject({
    ok: true,
    value: {
      removed: { events: 2, episodes: 1, projects: 0 },
      derived: { events: 3, episodes: 1 },
      tombstones: 2,
      scan: { probes: 1, alsoElsewhere: 0, found: [], unread: [] },
    },
  });
  expect([...stages]).toEqual(['deriving', 'cleaning', 'checking']);
  expect(filesHolding(secret)).toEqual([]);
  expect(filesHolding('Zanzibar')).toEqual([]);
  expect(fixture.log()).not.toContain('Zanzibar');

  // A redelivery of the same observations brings nothing back; a new one is news.
  const again = await client.request(
    observeMethod,
    { observations: [fixture.note('n0', secret), fixture.note('n9', 'the gateway has a token now')] },
    observeResult,
  );
  expect(again).toMatchObject({ value: { settled: ['n0', 'n9'], refused: [{ id: 'n0', reason: 'forgotten' }] } });
  const asked = { folder: fixture.folder, question: 'Which contract was signed in Zanzibar?' };
  expect(await client.request(recallMethod, asked, recallResult)).toMatchObject({ value: { state: 'unknown' } });
  expect(await client.request(rebuildMethod, {}, rebuildResult)).toMatchObject({ value: { changed: false } });
});

test('a project is forgotten whole, and its history is not imported again', async () => {
  makeHistory(fixture.folder, 20);
  const client = await fixture.connect();
  const params = { folder: fixture.folder, token: 'i' };
  await client.request(importMethod, params, importResult);
  const receipt = await forget(client, { by: 'project' });
  expect(receipt).toMatchObject({ value: { removed: { events: 21, projects: 1 }, scan: { found: [] } } });
  expect((await fixture.status(client)).counts.events).toBe(1); // That it was forgotten.
  const imported = await client.request(importMethod, params, importResult);
  expect(imported).toMatchObject({ value: { imported: 0, alreadyKnown: 0 } });
  expect((await fixture.status(client)).counts).toMatchObject({ events: 2, episodes: 0 }); // And the opening.
});

test('what git is asked about a place afterwards does not count what was forgotten, and what was found before is gone', async () => {
  const git = (...args: string[]) => execFileSync('git', ['-C', fixture.folder, ...args], { stdio: 'pipe' });
  git('init', '--quiet', '-b', 'main');
  for (const [n, subject] of ['Add a queue', 'Fix its length', `Fix it for ${secret}`].entries()) {
    fs.writeFileSync(path.join(fixture.folder, 'queue.ts'), `export const queue = ${n};\n`);
    git('add', 'queue.ts');
    git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '--quiet', '-m', subject);
  }
  const client = await fixture.connect();
  const { folder } = fixture;
  await client.request(importMethod, { folder, token: 'i' }, importResult);
  const look = async () => {
    const reply = await client.request(investigateMethod, { folder, key: 'file:queue.ts' }, investigateResult);
    return reply.ok && reply.value.wonder?.finding?.text;
  };
  expect(await look()).toMatch(/^`queue\.ts`: 3 commits by 1 person .* 2 of them repairs\. Of its 1 line, 100 % from/);
  const selector = { by: 'text', text: secret } as const;
  expect(await preview(client, selector)).toMatchObject({ kinds: { commit: 1, investigation: 1 } });
  expect(await forget(client, selector)).toMatchObject({ value: { scan: { found: [] } } });
  const curious = await client.request(curiousMethod, { folder }, curiousResult);
  expect(curious).toMatchObject({
    value: { wonders: [{ reason: expect.stringContaining('2 commits, 1 of them a repair') }] },
  });
  expect(curious.ok && curious.value.wonders[0]!.finding).toBeUndefined();
  // The line stands, and nobody says of which commit.
  expect(await look()).toMatch(/^`queue\.ts`: 2 commits by 1 person from \S+ to \S+, 1 of them repairs\.$/);
});

test('a request that is taken back in time changes nothing', async () => {
  makeHistory(fixture.folder, 1_500);
  const client = await fixture.connect();
  await client.request(importMethod, { folder: fixture.folder, token: 'i' }, importResult);
  const before = (await fixture.status(client)).counts;
  const cancel = new AbortController();
  client.onNotification(upkeepProgressMethod, upkeepProgressParams, () => cancel.abort());
  const reply = await forget(client, { by: 'text', text: 'change number 7' }, cancel.signal);
  expect(reply).toMatchObject({ ok: false, problem: 'cancelled' });
  expect((await fixture.status(client)).counts).toMatchObject({ ...before, vectors: expect.any(Number) });
});
