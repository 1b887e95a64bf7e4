import { afterEach, expect, test } from 'vitest';
import type { Draft } from '../../../src/engine/model/event.ts';
import type { DejaVu, ErrorCue } from '../../../src/engine/model/recollection.ts';
import { recogniseError } from '../../../src/engine/recall/deja-vu.ts';
import { appear, cueAt, type ErrorStory, project, type Remembered, remember, resolve } from './remembered.ts';

let remembered: Remembered;
afterEach(() => remembered.close());

const missing = (property: string, type: string) => `Property '${property}' does not exist on type 'Promise<${type}>'.`;
const profile: ErrorStory = {
  path: 'src/profile.ts',
  message: missing('name', 'User'),
  line: 5,
  lineText: '  console.log(u.name);',
};
const awaiting = { startLine: 4, before: ['  const u = loadUser(id);'], after: ['  const u = await loadUser(id);'] };
const invoice = cueAt(
  'src/invoice.ts',
  missing('total', 'Order'),
  'const order = fetchOrder(7);\n!print(order.total);',
);

function recognise(cue: ErrorCue & { fingerprint: string }, ...drafts: Draft[]): DejaVu {
  remembered = remember(...drafts);
  return recogniseError({ cue, fingerprint: cue.fingerprint, project, memory: remembered.memory });
}

test('an error that was fixed is recognised elsewhere, with the fix fitted to the new place', () => {
  const answer = recognise(invoice, appear(0, 'i', profile), resolve(1, 'i', profile, 'edit', awaiting));
  expect(answer).toMatchObject({
    recognised: true,
    seen: 1,
    fixes: [
      {
        event: 'i-resolved',
        episode: 'i-appeared',
        at: Date.parse('2024-06-01T09:01:00Z'),
        path: 'src/profile.ts',
        hunks: [{ path: 'src/profile.ts', ...awaiting }],
        phrase: 'awaiting `loadUser(id)`',
        transfer: {
          startLine: 1,
          before: ['const order = fetchOrder(7);'],
          after: ['const order = await fetchOrder(7);'],
        },
      },
    ],
  });
  expect(answer.recognised && answer.probability).toBeGreaterThan(0.8);
});

test('what fits comes before what is recent, and one phrase is told once', () => {
  const elsewhere = { startLine: 5, before: [profile.lineText], after: ['  show(u);'] };
  const answer = recognise(
    invoice,
    appear(0, 'a', profile),
    resolve(1, 'a', profile, 'edit', awaiting),
    appear(2, 'b', profile),
    resolve(3, 'b', profile, 'edit', awaiting),
    appear(4, 'c', profile),
    resolve(5, 'c', profile, 'edit', elsewhere),
  );
  expect(answer.recognised && [answer.seen, answer.fixes.map((fix) => [fix.event, fix.phrase])]).toEqual([
    3,
    [
      ['b-resolved', 'awaiting `loadUser(id)`'],
      ['c-resolved', 'changing `console.log(u.name)` to `show(u)`'],
    ],
  ]);
});

test.each([
  ['never-met', []],
  ['never-cleared', [appear(0, 'i', profile)]],
  ['never-cleared', [appear(0, 'i', profile), resolve(1, 'i', profile, 'undo', awaiting)]],
  ['never-cleared', [appear(0, 'i', profile), resolve(1, 'i', profile, 'removal', awaiting)]],
  ['never-cleared', [appear(0, 'i', profile), resolve(1, 'i', profile, 'elsewhere')]],
] as const)('it says nothing of an error that was %s', (reason, drafts) => {
  expect(recognise(invoice, ...drafts)).toEqual({ recognised: false, fingerprint: invoice.fingerprint, reason });
});

test('it says nothing of half-typed code, nor of another error, and the standing error does not recall itself', () => {
  const typed = cueAt('src/a.ts', "';' expected.", '!const a = ', '1005');
  expect(recognise(typed)).toMatchObject({ recognised: false, reason: 'syntax' });
  remembered.close();
  const story = [appear(0, 'i', profile), resolve(1, 'i', profile, 'edit', awaiting)];
  const other = cueAt('src/b.ts', "Property 'total' does not exist on type 'Order'.", '!print(order.total);');
  expect(recognise(other, ...story)).toMatchObject({ recognised: false, reason: 'never-met' });
  remembered.close();
  expect(recognise({ ...invoice, instance: 'i' }, ...story)).toMatchObject({ recognised: false, reason: 'never-met' });
});
