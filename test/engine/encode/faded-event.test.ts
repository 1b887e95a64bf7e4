// The encoded trace that is left of an event whose wording is let go.
import { expect, it } from 'vitest';
import { encodeEvent } from '../../../src/engine/encode/encode-event.ts';
import { letGoWording } from '../../../src/engine/encode/faded-event.ts';
import { identitiesOf } from '../../../src/engine/forget/identity.ts';
import type { Hunk, MemoryEvent } from '../../../src/engine/model/event.ts';

const head = { seq: 1, id: 'e1', at: 1_700_000_000_000, actor: 'developer', project: 'folder:/a', text: '' } as const;
const long = 'const value = readTheWholeQueue(options.first, options.second);';

function hunk(given: Partial<Hunk> = {}): Hunk {
  return {
    path: 'src/a.ts',
    startLine: 3,
    before: [long],
    after: [long.toUpperCase()],
    lead: [long],
    trail: [long],
    ...given,
  };
}

it('takes the lines of a commit, and leaves its message, its files, its symbols and its packages', () => {
  const files = [{ path: 'src/a.ts', status: 'M', added: 9, deleted: 1 }] as const;
  const hunks = [
    hunk({ symbol: 'Queue.push' }),
    hunk({ symbol: 'Queue.push' }),
    hunk({ after: ["import z from 'zod';"] }),
  ];
  const commit = {
    sha: 'f'.repeat(40),
    author: 'ada',
    subject: 'Read it whole',
    body: 'Because halves lie.',
    files,
    hunks,
  };
  const event = { ...head, kind: 'commit', refs: ['src/a.ts'], text: commit.subject, data: commit } as MemoryEvent;
  const { event: left, bytes } = letGoWording(event)!;
  expect(JSON.stringify(left)).not.toContain('QUEUE');
  expect(left.data).toMatchObject({ subject: commit.subject, body: commit.body, files, faded: true });
  expect(encodeEvent(left).cues).toEqual(encodeEvent(event).cues);
  expect(encodeEvent(left).cues.map(({ key }) => key)).toEqual(['src/a.ts', 'src/a.ts#Queue.push', 'zod']);
  expect(identitiesOf(left)).toEqual(identitiesOf(event));
  expect(bytes).toBe(Buffer.byteLength(JSON.stringify(event)) - Buffer.byteLength(JSON.stringify(left)));
});

it('takes what stood around an edit, and leaves what was changed', () => {
  const event = { ...head, kind: 'edit', refs: ['src/a.ts'], data: { hunks: [hunk()], cause: 'typed' } } as MemoryEvent;
  const { event: left } = letGoWording(event)!;
  const { lead: _, trail: __, ...changed } = hunk();
  expect(left.data).toEqual({ hunks: [changed], cause: 'typed', faded: true });
});

it('takes what a command wrote, but not where errors or tests were read from it', () => {
  const run = (exitCode: number, output: string) =>
    letGoWording({ ...head, kind: 'command', refs: [], text: 'npm test', data: { exitCode, durationMs: 1, output } });
  expect(run(0, `built ${long}\n`.repeat(9))?.event.data).toMatchObject({ output: '', faded: true });
  expect(run(1, `src/a.ts(3,1): error TS2339: Property 'x' does not exist on type 'Y'.\n`.repeat(9))).toBeUndefined();
});

it('keeps the beginning of what was said, by which an import would know it again', () => {
  const text = `${long} `.repeat(20);
  const event = {
    ...head,
    kind: 'agent-turn',
    actor: 'agent:helper',
    refs: [],
    text,
    data: { session: 's' },
  } as MemoryEvent;
  const { event: left } = letGoWording(event)!;
  expect(text.startsWith(left.text.slice(0, -2))).toBe(true);
  expect(left.text.length).toBeLessThan(310);
  expect(identitiesOf(left)).toEqual(identitiesOf(event));
});

it('leaves notes, errors and what is short as they are', () => {
  expect(letGoWording({ ...head, kind: 'note', refs: [], text: long.repeat(50), data: {} })).toBeUndefined();
  const said = { ...head, kind: 'agent-turn', refs: [], text: 'yes', data: { session: 's' } } as const;
  expect(letGoWording(said)).toBeUndefined();
});
