// An agent's edit, told by its hook and seen in the file, in whichever order; what becomes of both.
import { expect, test } from 'vitest';
import { AgentEdits } from '../../src/engine/agent-edits.ts';
import type { Observation } from '../../src/engine/model/event.ts';

const at = Date.UTC(2024, 2, 12, 9);
const folder = '/home/ada/shop';
const call = 'agent:copilot:s1:call:c1';

function edit(id: string, actor: string, hunks: string[], more: { path?: string; at?: number; cause?: string } = {}) {
  const path = `${folder}/${more.path ?? 'a.ts'}`;
  const side = (sign: string) => hunks.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
  const hunk = { path, startLine: 7, before: side('-'), after: side('+') };
  const data = { hunks: [hunk], cause: more.cause ?? 'external' };
  return { id, at: more.at ?? at, kind: 'edit', actor, folder, paths: [path], text: '', data } as Extract<
    Observation,
    { kind: 'edit' }
  >;
}

const told = edit(call, 'agent:copilot', ['-let a;', '+const a = 1;', '+const b = 2;']);
const seen = edit('s', 'developer', ['-  let a;', '+  const a = 1;', '+  const b = 2;']);

function attribute(edits: AgentEdits, ...given: Observation[]): string[] {
  const { observations, duplicates } = edits.attribute(given);
  return [...observations.map(({ id, actor }) => `${id} ${actor}`), ...duplicates.map(({ id }) => `${id} dropped`)];
}

test('what the hook told first is not logged again when the file shows it', () => {
  const edits = new AgentEdits();
  expect(attribute(edits, told)).toEqual([`${call} agent:copilot`]);
  expect(attribute(edits, seen)).toEqual(['s dropped']);
});

test('what the file shows first is the agent’s, under the id of its call', () => {
  const edits = new AgentEdits();
  edits.expect(told);
  expect(attribute(edits, seen)).toEqual([`${call} agent:copilot`]);
  expect(attribute(edits, told)).toEqual([`${call} dropped`]);
});

test('what a transcript tells after the file has shown it, with no word before, is not logged again', () => {
  const edits = new AgentEdits();
  expect(attribute(edits, seen)).toEqual(['s developer']);
  expect(attribute(edits, told)).toEqual([`${call} dropped`]);
  expect(attribute(edits, told)).toEqual([`${call} dropped`]); // Read once more.
});

test.each([
  ['typed by the developer', { ...seen, data: { ...seen.data, cause: 'typed' as const } }],
  ['seen an hour before', { ...seen, at: at - 3_600_000 }],
  ['another change', edit('s', 'developer', ['+const c = 3;'])],
])('what a transcript tells is logged where what was seen is %s', (_, other) => {
  const edits = new AgentEdits();
  expect(attribute(edits, other)).toEqual(['s developer']);
  expect(attribute(edits, told)).toEqual([`${call} agent:copilot`]);
});

test('what the developer typed beside it stays the developer’s', () => {
  const edits = new AgentEdits();
  edits.expect(told);
  const typed = edit('t', 'developer', ['+// mine'], { cause: 'typed' });
  const both = { ...seen, data: { ...seen.data, hunks: [...seen.data.hunks, ...typed.data.hunks] } };
  expect(attribute(edits, both)).toEqual([`${call} agent:copilot`, 's developer']);
});

test('of a call that changes two files, the one that is not open is taken from the hook', () => {
  const edits = new AgentEdits();
  const other = edit('x', 'agent:copilot', ['+new'], { path: 'b.ts' });
  const call2 = { ...told, data: { ...told.data, hunks: [...told.data.hunks, ...other.data.hunks] } };
  edits.expect(call2);
  expect(attribute(edits, seen)).toEqual([`${call} agent:copilot`]);
  const { observations } = edits.attribute([call2]);
  expect(observations.map(({ id, paths }) => [id, paths])).toEqual([[`${call}:rest`, [`${folder}/b.ts`]]]);
});

test.each([
  ['an undo', { ...seen, data: { ...seen.data, cause: 'undo' as const } }],
  ['the same lines an hour later', { ...seen, at: at + 3_600_000 }],
  ['the same lines in another file', edit('s', 'developer', ['+const a = 1;'], { path: 'c.ts' })],
  ['other lines', edit('s', 'developer', ['-let a;', '+var a;'])],
])('%s is the developer’s own', (_, own) => {
  const edits = new AgentEdits();
  attribute(edits, told);
  expect(attribute(edits, own)).toEqual(['s developer']);
});
