// Whatever a tool, a terminal or a diff may hold, the gate and the engine take it or turn it away; they never throw, and
// the memory that comes of it is sound and can be derived again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGate } from '../../src/engine/gate/gate.ts';
import { type Draft, feedbackVerdicts } from '../../src/engine/model/event.ts';
import { createPlanner } from '../../src/engine/plan-event.ts';
import { toObservation } from '../../src/engine/serve/wire-conversion.ts';
import { openStore } from '../../src/engine/store/sqlite-store.ts';
import { observationSchema } from '../../src/protocol/observe.ts';

const site = { project: 'p', root: '/repo', facts: { name: 'repo', commonDir: '/repo/.git' } };

/** Text as the world makes it: any bytes, controls, halves of characters, and pieces that some rule looks for. */
const piece = fc.constantFrom(
  'password = "',
  "token: '",
  '-----BEGIN PRIVATE KEY-----',
  'eyJ',
  '://a:b@',
  '\u001b[31m',
  '\r\n',
  '\ud800',
  '\u0000',
  'Tests  1 failed | 2 passed (3)',
  'FAIL ',
  '--- FAIL: TestA (0.00s)',
  'test result: FAILED. 1 passed; 2 failed',
  'error TS2345: ',
  "Type 'a' is not assignable to type 'b'.",
  'Traceback (most recent call last):',
  '  File "a.py", line 3',
  '2 failed, 1 passed in 0.3s',
  '@@ -1,3 +1,4 @@',
  'diff --git a/x b/x',
  '<|im_start|>',
  'import x from "y"',
  '/repo/../..',
  'C:\\repo\\a.ts',
  '`',
  '${',
  '{{',
  '\\',
  '"'.repeat(40),
  'x'.repeat(300),
);
const text = fc
  .array(fc.oneof(piece, fc.string({ maxLength: 60, unit: 'binary' })), { maxLength: 12 })
  .map((parts) => parts.join(''));
const lines = fc.array(
  text.map((each) => each.replaceAll('\n', ' ')),
  { maxLength: 6 },
);
const place = fc.oneof(
  fc.constantFrom('/repo/src/a.ts', '/repo/src/b.py', '/repo/.env', '/repo', '/elsewhere/x', '', '../x', '\u0000'),
  fc.string({ maxLength: 40, unit: 'binary' }).map((name) => `/repo/${name}`),
);
const hunk = fc.record(
  {
    path: place,
    startLine: fc.integer({ min: 1, max: 1e6 }),
    before: lines,
    after: lines,
    lead: fc.array(text, { maxLength: 3 }),
    trail: fc.array(text, { maxLength: 3 }),
    symbol: fc.string({ maxLength: 80 }),
  },
  { requiredKeys: ['path', 'startLine', 'before', 'after'] },
);
const error = {
  instance: fc.constantFrom('i1', 'i2', 'i3'),
  tool: fc.oneof(fc.constantFrom('ts', 'eslint', ''), fc.string({ maxLength: 20 })),
  code: fc.string({ maxLength: 20 }),
  message: text,
  line: fc.integer({ min: 1, max: 1e6 }),
  lineText: text,
};
const names = fc.array(
  text.map((each) => each.slice(0, 500)),
  { maxLength: 5 },
);
const session = fc.oneof(fc.constantFrom('s1', 's2', ''), fc.string({ maxLength: 60, unit: 'binary' }));
const share = fc.double({ min: 0, max: 1, noNaN: true });
/** What feedback speaks of: an event that may be there, a node, or nothing there is. */
const subject = fc.oneof(
  fc.nat({ max: 300 }).map((n) => `f${n}`),
  fc.constantFrom('file:src/a.ts', 'belief:', 'gist:x', 'error:ts', ''),
  fc.string({ maxLength: 100, unit: 'binary' }),
);
const body = fc.oneof(
  fc.record({
    kind: fc.constant('edit'),
    data: fc.record({
      hunks: fc.array(hunk, { maxLength: 4 }),
      cause: fc.constantFrom('typed', 'undo', 'redo', 'external'),
    }),
  }),
  fc.record({ kind: fc.constant('diagnostic'), data: fc.record({ change: fc.constant('appeared'), ...error }) }),
  fc.record({
    kind: fc.constant('diagnostic'),
    data: fc.record({
      change: fc.constant('resolved'),
      ...error,
      clearing: fc.constantFrom('edit', 'undo', 'removal', 'elsewhere'),
      hunks: fc.array(hunk, { maxLength: 3 }),
    }),
  }),
  fc.record({
    kind: fc.constant('command'),
    data: fc.record(
      { exitCode: fc.integer(), durationMs: fc.nat(), output: text },
      { requiredKeys: ['durationMs', 'output'] },
    ),
  }),
  fc.record({ kind: fc.constant('exception'), data: fc.record({ type: fc.string({ maxLength: 60 }), message: text }) }),
  fc.record({ kind: fc.constantFrom('note', 'open'), data: fc.constant({}) }),
  fc.record({ kind: fc.constant('save'), data: fc.record({ manual: fc.boolean() }) }),
  fc.record({ kind: fc.constant('dwell'), data: fc.record({ durationMs: fc.nat() }) }),
  fc.record({
    kind: fc.constant('test'),
    data: fc.record({
      tool: fc.constant('junit'),
      failed: names,
      passed: names,
      failedCount: fc.nat(),
      passedCount: fc.nat(),
    }),
  }),
  fc.record({
    kind: fc.constant('checkout'),
    data: fc.record({ branch: text, was: text }, { requiredKeys: ['branch'] }),
  }),
  fc.record({ kind: fc.constant('prime'), data: fc.record({ surface: fc.string({ maxLength: 100 }), subject }) }),
  fc.record({
    kind: fc.constant('feedback'),
    data: fc.record(
      {
        verdict: fc.constantFrom(...feedbackVerdicts),
        subject,
        reason: text,
        until: fc.nat(),
        claimed: share,
        estimated: share,
      },
      { requiredKeys: ['verdict', 'subject'] },
    ),
  }),
  fc.record({
    kind: fc.constant('agent-turn'),
    data: fc.record(
      { session, corrects: fc.constant(true), deadEnd: fc.constant(true) },
      { requiredKeys: ['session'] },
    ),
  }),
  fc.record({
    kind: fc.constant('agent-action'),
    data: fc.record(
      {
        session,
        tool: fc.oneof(fc.constantFrom('Bash', 'Edit', 'run_in_terminal'), fc.string({ maxLength: 100 })),
        failed: fc.constant(true),
        output: text,
        deadEnd: fc.constant(true),
      },
      { requiredKeys: ['session', 'tool'] },
    ),
  }),
);
const observation = fc
  .tuple(
    body,
    fc.record({
      at: fc.nat({ max: 2_000_000_000 }),
      paths: fc.array(place, { maxLength: 3 }),
      text,
      actor: fc.constantFrom('developer', 'tool:ts', 'agent:x', 'history'),
    }),
  )
  .map(([what, head]) => ({ ...head, ...what, folder: '/repo' }));

test('nothing that a sensor may report breaks the gate or the memory', { timeout: 120_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-nature-fuzz-'));
  const opened = openStore(directory);
  if (!opened.ok) throw new Error(opened.message);
  const { store } = opened;
  const gate = createGate({ excludeGlobs: ['private/**'] });
  const plan = createPlanner(store);
  const kinds = new Set<string>();
  let id = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(observation, { minLength: 1, maxLength: 6 }), async (raw) => {
      const drafts: Draft[] = [];
      for (const each of raw) {
        id += 1;
        const parsed = observationSchema.safeParse({ id: `f${id}`, ...each });
        if (!parsed.success) continue;
        const admission = await gate.admit(toObservation(parsed.data), site);
        if (!admission.admitted) continue;
        drafts.push(admission.draft);
        kinds.add(admission.draft.kind);
      }
      store.append(drafts, plan);
    }),
    { numRuns: 200 },
  );
  expect([...kinds].sort()).toEqual(observationSchema.options.map((each) => each.shape.kind.value).sort());
  expect(store.counts().events).toBeGreaterThan(150);
  expect(store.problems()).toEqual([]);
  const before = store.digest();
  store.rebuild(plan);
  expect(store.digest()).toBe(before);
  store.close();
  rmSync(directory, { recursive: true, force: true });
});

test('what is no observation is told apart from one, whatever it is', () => {
  const [at, folder] = [1, '/repo'];
  const whole = { id: 'a', at, kind: 'note', actor: 'developer', folder, paths: [], text: '', data: {} };
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('x'.repeat(300_000), -1, 1e308, null, [[]], { toString: 1 }),
    fc.constantFrom('edit', 'diagnostic', 'exception', 'investigation', 'forget', 'commit', 'sleep'),
  );
  const spoiled = fc
    .tuple(fc.constantFrom(...Object.keys(whole), 'unknown'), odd)
    .map(([key, value]) => ({ ...whole, [key]: value }));
  fc.assert(
    fc.property(fc.oneof(odd, spoiled), (raw) => {
      const parsed = observationSchema.safeParse(raw);
      if (parsed.success) expect(JSON.stringify(parsed.data).length).toBeLessThan(400_000);
      else expect(parsed.error.issues.length).toBeGreaterThan(0);
    }),
  );
});
