// The status page: everything one would ask about a memory that behaves oddly, in plain lines.
import { expect, it } from 'vitest';
import { reportLedger, reportStatus } from '../../../src/extension/surface/status-report.ts';
import { createLocalisedText } from '../../../src/language/localised-text.ts';

const english = createLocalisedText({ language: 'en', words: undefined });
const window = {
  version: '1.2.3',
  activateMs: 0.42,
  loadMs: 31,
  keystroke: { count: 200, p99Ms: 0.0871 },
  queued: { waiting: 3, dropped: 0 },
};

it('says why the engine is not there', () => {
  expect(reportStatus(window, undefined, 'The disk is full.', english).join('\n')).toMatchInlineSnapshot(`
    "Second Nature 1.2.3
      activation            0.4 ms, then 31.0 ms of loading
      cost of a keystroke   0.087 ms at the 99th percentile of 200
      on the way            3 waiting, 0 dropped
    Engine: The disk is full."
  `);
});

it('tells what the engine holds and what it is short of', () => {
  const status = {
    version: '1.2.3',
    pid: 42,
    memoryDirectory: '/home/ann/memory',
    startedAt: 0,
    clients: [{ client: 'extension' }],
    counts: { events: 7, episodes: 2, nodes: 5, links: 4, errorCases: 1, vectors: 6 },
    refused: { excluded: 2 },
    redactions: 1,
    encoder: 'none',
    vectorIndex: 'none' as const,
    database: '/home/ann/memory/memory.db',
    notices: ['The encoder is missing.'],
  };
  expect(reportStatus(window, status, '', english).slice(4).join('\n')).toMatchInlineSnapshot(`
    "Engine 1.2.3, process 42, 1 connected
      memory                /home/ann/memory
      remembered            7 events, 2 episodes, 5 nodes, 4 links
      errors followed       1
      turned away           2 excluded; 1 secret taken out
      encoder               none, 6 vectors, index: none
      database              /home/ann/memory/memory.db
      notice                The encoder is missing."
  `);
});

it('tells what was turned away, by reason and kind', () => {
  const entries = [
    { reason: 'excluded', kind: 'save', count: 1 },
    { reason: 'redacted', kind: 'command', count: 3 },
    { reason: 'excluded', kind: 'edit', count: 4 },
    { reason: 'malformed', kind: '', count: 1 },
  ];
  expect(reportLedger(entries, english).join('\n')).toMatchInlineSnapshot(`
    "At the gate, by reason and kind
      excluded              4 edit, 1 save
      malformed             1 other
      redacted              3 command"
  `);
  expect(reportLedger([], english)).toEqual([]);
});
