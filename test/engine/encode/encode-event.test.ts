// Events and what they are encoded to: cues, trace and valence, side by side.
import { expect, test } from 'vitest';
import { encodeEvent } from '../../../src/engine/encode/encode-event.ts';
import type { EventDataByKind, EventKind, Hunk, MemoryEvent } from '../../../src/engine/model/event.ts';

function engramOf<K extends EventKind>(kind: K, refs: string[], data: EventDataByKind[K], text = '') {
  const event = { seq: 1, id: 'e', at: 1, kind, actor: 'developer', project: 'p', refs, text, data };
  return encodeEvent(event as MemoryEvent);
}
const cuesOf = (...args: Parameters<typeof engramOf>) =>
  engramOf(...args).cues.map(({ kind, key }) => `${kind} ${key}`);
const hunk = (path: string, after: string[], before: string[] = []): Hunk => ({ path, startLine: 1, before, after });
const edit = (...hunks: Hunk[]): EventDataByKind['edit'] => ({ hunks, cause: 'typed' });
const commit = (subject: string, body = '', hunks: Hunk[] = []): EventDataByKind['commit'] => ({
  sha: 'a1',
  author: 'Ada',
  subject,
  body,
  files: [],
  hunks,
});
const error = {
  instance: 'i',
  tool: 'ts',
  code: '2339',
  message: "Property 'name' does not exist on type 'Promise<User>'.",
  line: 3,
  lineText: '  return user.name;',
};
const resolved = (clearing: 'edit' | 'undo' | 'removal' | 'elsewhere'): EventDataByKind['diagnostic'] => ({
  change: 'resolved',
  ...error,
  clearing,
  hunks: [hunk('src/a.ts', ['  const user = await loadUser(id);'], ['  const user = loadUser(id);'])],
});

test('cues: files in order without repeats, then the error, then packages', () => {
  expect(cuesOf('save', ['src/b.ts', 'src/a.ts', 'src/b.ts'], { manual: true })).toEqual([
    'file src/b.ts',
    'file src/a.ts',
  ]);
  expect(cuesOf('diagnostic', ['src/a.ts'], { change: 'appeared', ...error })).toEqual([
    'file src/a.ts',
    'error ts|2339|Property _ does not exist on type Promise<_>.',
  ]);
});

test.each([
  ["import { z } from 'zod';", ['zod']],
  ["import fs from 'node:fs';", []],
  ["import { a } from './a.ts';", []],
  ["import { a } from '@/a';", []],
  ["import '@scope/name/deep.css';", ['@scope/name']],
  ["const x = require('left-pad/lib');", ['left-pad']],
  ["const x = await import('chart.js');", ['chart.js']],
  ["export { a } from 'b';", ['b']],
  ["const text = 'imported from here';", []],
])('packages of %s', (line, expected) => {
  const packages = cuesOf('edit', [], edit(hunk('src/a.ts', [line])));
  expect(packages).toEqual(expected.map((name) => `package ${name}`));
});

test('packages: of Python too, of added lines only, of no prose', () => {
  const lines = ['import numpy as np', 'from flask.views import View', 'from here on it is easy'];
  expect(cuesOf('edit', [], edit(hunk('a.py', lines)))).toEqual(['package numpy', 'package flask']);
  expect(cuesOf('edit', [], edit(hunk('a.ts', ["import 'zod';"], ["import 'zod';"])))).toEqual([]);
  expect(cuesOf('edit', [], edit(hunk('a.md', ["import 'zod';"])))).toEqual([]);
});

test('what was said is found by its words, its speaker and its day', () => {
  const at = Date.UTC(2024, 2, 12);
  const said = {
    seq: 1,
    id: 'e',
    at,
    kind: 'agent-turn',
    actor: 'agent:Ada',
    project: 'p',
    refs: [],
    data: { session: '1' },
  };
  expect(encodeEvent({ ...said, text: ' We row. ' } as unknown as MemoryEvent).trace).toEqual({
    title: '',
    body: 'We row.',
    places: 'Ada 2024-03-12 12 March 2024',
  });
});

test('traces', () => {
  const patch = [hunk('src/retry-queue.ts', ['  drop();', ''], ['  retry();'])];
  expect(engramOf('commit', ['src/retry-queue.ts'], commit('Drop it', 'It hid failures.\n', patch)).trace).toEqual({
    title: 'Drop it',
    body: 'It hid failures.\ndrop();\nretry();',
    places: 'src/retry-queue.ts retry queue a1',
  });
  expect(engramOf('diagnostic', ['src/a.ts'], { change: 'appeared', ...error }).trace).toEqual({
    title: error.message,
    body: 'return user.name;',
    places: 'src/a.ts a',
  });
  expect(engramOf('diagnostic', ['src/a.ts'], resolved('edit')).trace?.body).toBe(
    'return user.name;\nconst user = await loadUser(id);',
  );
  expect(engramOf('edit', ['a.ts'], edit(hunk('a.ts', [' let x;']))).trace).toEqual({
    title: '',
    body: 'let x;',
    places: 'a.ts a',
  });
  expect(engramOf('note', [], {}, 'Ask Ada\nabout the queue').trace).toEqual({
    title: 'Ask Ada',
    body: 'about the queue',
    places: '',
  });
  expect(engramOf('edit', ['a.ts'], edit(hunk('a.ts', [], ['x']))).trace).toBeUndefined();
  expect(engramOf('save', ['a.ts'], { manual: true }).trace).toBeUndefined();
});

test('the trace of a huge commit stays small', () => {
  const hunks = Array.from({ length: 50 }, () => hunk('a.ts', Array(400).fill('x'.repeat(200))));
  const refs = Array.from({ length: 1_000 }, (_, index) => `src/file-${index}.ts`);
  const trace = engramOf('commit', refs, commit('Big', '', hunks)).trace!;
  expect(trace.body.length).toBeLessThanOrEqual(4_000);
  expect(trace.places.length).toBeLessThan(2_000);
});

const ran = (output: string, exitCode = 0): EventDataByKind['command'] => ({ exitCode, durationMs: 5, output });
const red = 'FAILED test_sum.py::test_carry - assert 2 == 3\n== 1 failed, 1 passed in 0.10s ==';

test('a command is known by its first line and by the tests that failed in it', () => {
  expect(cuesOf('command', [], ran(red, 1), 'pytest -q \\\n  tests')).toEqual([
    'command pytest -q \\',
    'error test: test_sum.py > test_carry',
  ]);
  expect(cuesOf('command', [], ran('a.ts\nb.ts'), 'ls')).toEqual(['command ls']);
});

test('what a command wrote is found where it failed; where it went well, the command is', () => {
  expect(engramOf('command', [], ran('  no space left\n', 1), 'npm run pack').trace).toEqual({
    title: 'npm run pack',
    body: 'no space left',
    places: '',
  });
  expect(engramOf('command', [], ran('a.ts\nb.ts'), 'ls').trace).toEqual({ title: 'ls', body: '', places: '' });
});

test('an exception is known by its place and by what stays the same elsewhere', () => {
  const thrown = { type: 'TypeError', message: "Cannot read properties of undefined (reading 'cart')" };
  const elsewhere = { ...thrown, message: "Cannot read properties of undefined (reading 'user')" };
  const [file, cause] = cuesOf('exception', ['src/a.ts'], thrown);
  expect(file).toBe('file src/a.ts');
  expect(cause).toMatch(/^error exception\|TypeError\|/);
  expect(cuesOf('exception', ['src/b.ts'], elsewhere)[1]).toBe(cause);
});

const felt = (...args: Parameters<typeof engramOf>) => {
  const { outcome, friction, risk, affinity, precision } = engramOf(...args).valence;
  return `outcome ${outcome} friction ${friction} risk ${risk} affinity ${affinity} × ${precision}`;
};

test.each([
  ['revert', commit('Revert "Drop it"'), 'outcome -0.6 friction 0.3 risk 0.8 affinity 0 × 1'],
  ['commit', commit('Fix a crash on exit'), 'outcome 0.1 friction 0.3 risk 0.4 affinity 0 × 1'],
  ['commit', commit('hotfix: regression in login'), 'outcome 0.1 friction 0.3 risk 0.4 affinity 0 × 1'],
  ['commit', commit('Fix typo in docs'), 'outcome 0.2 friction 0 risk 0 affinity 0 × 1'],
  ['commit', commit('Add a prefix to fixtures'), 'outcome 0.2 friction 0 risk 0 affinity 0 × 1'],
  ['diagnostic', { change: 'appeared', ...error }, 'outcome -0.1 friction 0.2 risk 0 affinity 0 × 0.5'],
  ['diagnostic', resolved('edit'), 'outcome 0.4 friction 0.1 risk 0 affinity 0 × 0.5'],
  ['diagnostic', resolved('undo'), 'outcome 0 friction 0.4 risk 0 affinity 0 × 0.5'],
  ['edit', { hunks: [], cause: 'undo' }, 'outcome 0 friction 0.3 risk 0 affinity 0 × 0.25'],
  ['edit', { hunks: [], cause: 'typed' }, 'outcome 0 friction 0 risk 0 affinity 0 × 0'],
  ['feedback', { verdict: 'dismissed', subject: 's' }, 'outcome 0 friction 0 risk 0 affinity -0.6 × 0.5'],
  ['save', { manual: true }, 'outcome 0 friction 0 risk 0 affinity 0 × 0'],
  ['exception', { type: 'TypeError', message: 'm' }, 'outcome -0.1 friction 0.2 risk 0 affinity 0 × 0.5'],
  ['command', ran('no match', 1), 'outcome 0 friction 0 risk 0 affinity 0 × 0'],
  ['command', ran(red, 1), 'outcome -0.3 friction 0.2 risk 0 affinity 0 × 0.5'],
  ['command', ran('== 3 passed in 0.10s =='), 'outcome 0.2 friction 0 risk 0 affinity 0 × 0.25'],
] as const)('%s feels: %j', (kind, data, expected) => {
  expect(felt(kind, [], data)).toBe(expected);
});

test('the same event gives the same engram', () => {
  expect(engramOf('diagnostic', ['a.ts'], resolved('edit'))).toEqual(
    engramOf('diagnostic', ['a.ts'], resolved('edit')),
  );
});
