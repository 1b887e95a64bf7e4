// An agent reports something; what is seen afterwards confirms it, or does not.
import { afterEach, expect, test } from 'vitest';
import type { Draft } from '../../../src/engine/model/event.ts';
import { trustNow } from '../../../src/engine/recall/confirmation.ts';
import { commit, project, type Remembered, remember } from './remembered.ts';

let remembered: Remembered;
afterEach(() => remembered.close());

const note = (id: string, text: string, actor: Draft['actor']): Draft => ({
  id,
  at: Date.parse('2024-03-01T10:00:00Z'),
  kind: 'note',
  actor,
  project,
  refs: [],
  text,
  data: {},
});
const report = note('r', 'The mail gateway needs a fresh token each morning', 'agent:copilot');
const run = (actor: Draft['actor'], output: string): Draft => ({
  ...note('c', 'npm run send', actor),
  kind: 'command',
  data: { exitCode: 1, durationMs: 1, output },
});

test.each<[string, Draft[], string]>([
  ['nothing has been seen', [], 'reported'],
  [
    'a commit says so',
    [commit('03-02', 'Fetch a fresh token for the mail gateway each morning', ['M src/mail.ts'])],
    'observed',
  ],
  ['the developer says so', [note('d', 'mail gateway: fresh token needed every morning', 'developer')], 'observed'],
  [
    'a command of the developer says so',
    [run('developer', 'Error: the mail gateway needs a fresh morning token')],
    'observed',
  ],
  [
    'an agent says so again',
    [note('d', report.text, 'agent:claude-code'), run('agent:copilot', report.text)],
    'reported',
  ],
  [
    'it is denied',
    [commit('03-02', 'The mail gateway never needs a fresh token in the morning', ['M src/mail.ts'])],
    'reported',
  ],
  [
    'something else is seen there',
    [commit('03-02', 'Send mail through another gateway', ['M src/mail.ts'])],
    'reported',
  ],
])('%s', (_, seen, trust) => {
  remembered = remember(report, ...seen);
  expect(trustNow(remembered.memory.event('r')!, remembered.memory)).toBe(trust);
});

test('what was seen before it was reported confirms nothing: the agent may have read it', () => {
  remembered = remember(commit('03-01', 'Fetch a fresh token for the mail gateway each morning', ['M a.ts']), report);
  expect(trustNow(remembered.memory.event('r')!, remembered.memory)).toBe('reported');
});
