// What a terminal shows, as it is shown.
import { beforeAll, expect, test } from 'vitest';
import {
  describeAnswer,
  describeImport,
  describeOrientation,
  describeStatus,
  plainInk,
} from '../../../src/engine/serve/plain-text.ts';

const noon = Date.UTC(2026, 2, 12, 12);
beforeAll(() => {
  process.env.TZ = 'UTC';
});

test('an orientation with facts, what shows them, and where it hurts', () => {
  const orientation = {
    project: 'p',
    name: 'orders',
    summary: ['41 commits by 2 people between 3 Jan and 12 Mar 2026.'],
    facts: [
      {
        sentence:
          'src/schema.ts and src/client.ts change together: 9 of the 11 commits that touched the one touched the other as well.',
        check: 'git log --oneline -- src/schema.ts src/client.ts',
        paths: ['src/schema.ts', 'src/client.ts'],
        evidence: ['git:1', 'git:2'],
      },
      { sentence: 'Left out.', check: 'true', paths: [], evidence: [] },
    ],
    fragile: [{ path: 'src/retry-queue.ts', reason: 'reverted twice' }],
  };
  const event = {
    id: 'git:1',
    at: noon,
    kind: 'commit',
    text: 'Add the discount\n\nbody',
    paths: [],
    sha: 'a1b2c3d4e5f6',
    hunks: [],
  };
  expect(describeOrientation(orientation, 1, new Map([['git:1', event]]), plainInk).join('\n')).toMatchInlineSnapshot(`
    "orders
      41 commits by 2 people between 3 Jan and 12 Mar 2026.

    A fact you can check

      1. src/schema.ts and src/client.ts change together: 9 of the 11 commits that touched the one
         touched the other as well.
         check     git log --oneline -- src/schema.ts src/client.ts
         evidence  a1b2c3d4  12 Mar 2026  Add the discount
                   git:2

    Places that have hurt before
      src/retry-queue.ts
        reverted twice"
  `);
});

test('an answer with its evidence, made harmless for the terminal', () => {
  const answer = {
    question: 'why was the retry queue dropped?',
    state: 'known' as const,
    probability: 0.87,
    summary: 'It hid failures.',
    missing: ['zebra'],
    system: 'system1' as const,
    compiled: false,
    cost: { steps: 1, events: 0, tokens: 20, durationMs: 2 },
    evidence: [
      {
        event: 'git:1',
        episode: 'git:1',
        at: noon,
        title: 'Drop the retry \u001b[31mqueue\u0007',
        excerpt: 'It hid failures.\n\tAnd doubled orders.',
        sha: 'a1b2c3d4e5f6',
        paths: ['src/retry-queue.ts'],
        weight: 1,
        reasons: ['words: retry queue'],
      },
    ],
  };
  expect(describeAnswer(answer, plainInk).join('\n')).toMatchInlineSnapshot(`
    "Known (87 %)
      It hid failures.
      No evidence holds: zebra

      a1b2c3d4  12 Mar 2026  Drop the retry queue
          It hid failures.
            And doubled orders.
        in src/retry-queue.ts
        because of words: retry queue"
  `);
  const unknown = { ...answer, state: 'unknown' as const, summary: 'Nothing is known of zebras.', evidence: [] };
  expect(describeAnswer(unknown, plainInk).join('\n')).toMatchInlineSnapshot(`
    "Unknown
      Nothing is known of zebras.
      No evidence holds: zebra"
  `);
});

test('an import that was stopped', () => {
  const report = { imported: 1, alreadyKnown: 2_400, cancelled: true, durationMs: 1_260, problems: [] };
  expect(describeImport(report)).toMatchInlineSnapshot(
    `"Learned 1 commit in 1.3 s; 2,400 commits known already. It was stopped; the rest can follow at any time."`,
  );
});

test('a status', () => {
  const status = {
    version: '0.1.0',
    pid: 42,
    memoryDirectory: '/home/ada/.local/share/second-nature',
    database: '/home/ada/.local/share/second-nature/memory.db',
    startedAt: noon,
    clients: [{ client: 'extension', activateMs: 12.4 }, { client: 'cli' }],
    counts: { events: 12_345, episodes: 1, nodes: 900, links: 4_000, errorCases: 7, vectors: 12_000 },
    refused: { excluded: 3 },
    redactions: 2,
    encoder: 'words-1',
    vectorIndex: 'exact' as const,
    notices: ['hnswlib-node could not be loaded, so vectors are scanned one by one.'],
  };
  expect(describeStatus(status, noon + 125 * 60_000, plainInk).join('\n')).toMatchInlineSnapshot(`
    "Second Nature
      engine       0.1.0, process 42, up 2 h
      clients      extension (activated in 12 ms), cli
      memory       /home/ada/.local/share/second-nature
      holds        12,345 events in 1 episode
                   900 nodes, 4,000 links, 7 error cases
      meaning      words-1, 12,000 vectors, index exact
      turned away  3 excluded
      secrets      2 taken out before writing

      hnswlib-node could not be loaded, so vectors are scanned one by one."
  `);
});
