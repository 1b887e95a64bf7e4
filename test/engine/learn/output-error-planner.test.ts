// Errors met in a terminal: what opens their cases, what clears them, and that déjà vu knows them in the editor.
import { afterEach, expect, test } from 'vitest';
import { fingerprintError } from '../../../src/engine/encode/error-fingerprint.ts';
import type { Draft } from '../../../src/engine/model/event.ts';
import type { MemoryStore } from '../../../src/engine/model/ports.ts';
import { recogniseError } from '../../../src/engine/recall/deja-vu.ts';
import { planOn, project, remember } from '../story.ts';

let leave = () => {};
afterEach(() => leave());

const error = { tool: 'ts', code: '2339', message: "Property 'name' does not exist on type 'Promise<User>'." };
const red = `src/a.ts(4,5): error TS2339: ${error.message}`;
const other = "src/b.ts(9,1): error TS2304: Cannot find name 'total'.";

function live(...steps: ({ run: string; exit: number; out: string } | { edit: string; hunk: [string, string] })[]) {
  const memory = remember('09:00 open src/a.ts');
  leave = memory.leave;
  const plan = planOn(memory.store);
  for (const [i, step] of steps.entries()) {
    const head = { id: `s${i}`, at: Date.UTC(2024, 2, 12, 9, i + 1), actor: 'developer', project };
    const draft =
      'run' in step
        ? {
            ...head,
            kind: 'command',
            refs: [],
            text: step.run,
            data: { exitCode: step.exit, durationMs: 1, output: step.out },
          }
        : {
            ...head,
            kind: 'edit',
            refs: [step.edit],
            text: '',
            data: {
              hunks: [{ path: step.edit, startLine: 4, before: [step.hunk[0]], after: [step.hunk[1]] }],
              cause: 'typed',
            },
          };
    memory.store.append([draft as Draft], plan);
  }
  return memory.store;
}
const casesOf = (store: MemoryStore) =>
  store
    .cases(project, fingerprintError(error), 9)
    .map(
      ({ path, cleared }) =>
        `${path} ${cleared === undefined ? 'stands' : `${cleared.how} ${cleared.hunks[0]?.after}`}`,
    );
const fix = { edit: 'src/a.ts', hunk: ['const u = load()', 'const u = await load()'] as [string, string] };

test('an error of a failed command is cleared by what was edited before it ran clean', () => {
  const store = live({ run: 'tsc', exit: 2, out: `${red}\n${other}` }, fix, { run: 'tsc', exit: 0, out: '' });
  expect(casesOf(store)).toEqual(['src/a.ts edit const u = await load()']);
  const lines = ['', 'u.name'];
  const cue = { ...error, instance: 'now', path: 'src/c.ts', line: 2, lines, errorIndex: 1, beside: [] };
  const known = recogniseError({ cue, fingerprint: fingerprintError(error), project, memory: store });
  expect(known).toMatchObject({ recognised: true, seen: 1, fixes: [{ path: 'src/a.ts', event: 's2' }] });
});

test('a compiler that tells of others only has told that it is gone', () => {
  expect(
    casesOf(live({ run: 'tsc', exit: 2, out: `${red}\n${other}` }, fix, { run: 'tsc', exit: 2, out: other })),
  ).toEqual(['src/a.ts edit const u = await load()']);
});

test.each([
  ['another command runs clean', { run: 'eslint .', exit: 0, out: '' }],
  ['it fails before it comes to it', { run: 'tsc', exit: 127, out: 'tsc: not found' }],
  ['a syntax error hides it', { run: 'tsc', exit: 2, out: "src/b.ts(1,1): error TS1005: ';' expected." }],
  ['it is told of again', { run: 'tsc', exit: 2, out: red }],
])('it stands where %s', (_, second) => {
  expect(casesOf(live({ run: 'tsc', exit: 2, out: red }, fix, second))).toEqual(['src/a.ts stands']);
});

test('a search that succeeds and prints an error opens nothing', () => {
  expect(casesOf(live({ run: 'cat build.log', exit: 0, out: red }))).toEqual([]);
});
