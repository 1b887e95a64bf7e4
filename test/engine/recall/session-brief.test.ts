// A story is lived through; then it is looked at what someone who begins to work would be told.
import { afterEach, expect, test } from 'vitest';
import type { PrimedItem } from '../../../src/engine/model/priming.ts';
import { orient } from '../../../src/engine/recall/orienter.ts';
import { planBrief } from '../../../src/engine/recall/session-brief.ts';
import { project, remember } from '../story.ts';

let leave = () => {};
afterEach(() => leave());

interface About {
  task?: string;
  paths?: string[];
  isWhole?: boolean;
  primed?: readonly PrimedItem[];
}

function brief(story: string, about: About): string {
  const remembered = remember(story);
  leave = remembered.leave;
  const { task, paths = [], isWhole = false, primed = [] } = about;
  const remarks = planBrief({
    project,
    memory: remembered.store,
    primed,
    paths,
    ...(task !== undefined && { task }),
    ...(isWhole && { orientation: orient(project, 'shop', remembered.store) }),
  });
  return remarks.map(({ kind, text, weight }) => `${weight.toFixed(2)} ${kind}: ${text}`).join('\n');
}

const story = `
  09:00 commit c1 Add a retry queue for mails: src/mail.ts src/queue.ts
  09:10 revert c2 of c1 Revert "Add a retry queue for mails": src/mail.ts src/queue.ts
  09:20 commit c3 Fix the sender address: src/mail.ts src/address.ts
  09:30 commit c4 Fix mails without a body: src/mail.ts src/address.ts
  09:40 commit c5 Fix the reply address: src/mail.ts src/address.ts
  09:59 error src/cart.ts:4 ts 1003 Identifier expected. | cart.
  10:00 error src/cart.ts:4 ts 2339 Property 'sum' does not exist on type 'Cart'. | cart.sum
  10:05 run npm test | -cart.test.ts > adds up
`;

test('the whole: what stands open, what was taken back, what is fragile', () => {
  expect(brief(story, { isWhole: true })).toMatchInlineSnapshot(`
    "0.80 open: red at the last run of npm test: cart.test.ts > adds up
    0.80 open: ts 2339 stands at src/cart.ts:4: Property 'sum' does not exist on type 'Cart'.
    0.50 fragile: src/mail.ts: 1 revert and 3 fixes in 5 commits
    0.48 fragile: src/address.ts: 3 fixes in 3 commits
    0.46 fragile: src/queue.ts: 1 revert in 2 commits
    0.45 dead-end: tried and taken back on 2024-03-12: Add a retry queue for mails
    0.40 convention: \`src/address.ts\` changes with \`src/mail.ts\` in 3 of its 3 commits."
  `);
});

test('of the whole, what concerns the task comes first', () => {
  const [first] = brief(story, { isWhole: true, task: 'change how the cart adds up' }).split('\n');
  expect(first).toMatch(/^1\.00 open: red at the last run of npm test: cart/);
  expect(brief(story, { isWhole: true, task: 'change the reply address' })).toMatch(
    /^0\.60 fragile: src\/address\.ts/m,
  );
});

test('of the whole, what has nothing to do with the task is not told of what was taken back and what goes together', () => {
  const told = brief(story, { isWhole: true, task: 'translate the sign-in page' });
  expect(told).toContain('fragile: src/mail.ts');
  expect(told).not.toMatch(/dead-end|convention/);
});

test('a task like one that was taken back brings that first; a task like none brings nothing', () => {
  expect(brief(story, { task: 'retry mails that could not be sent through a queue' })).toMatchInlineSnapshot(
    `"0.90 dead-end: tried and taken back on 2024-03-12: Add a retry queue for mails"`,
  );
  expect(brief(story, { task: 'translate the sign-in page' })).toBe('');
});

test('what is said between tasks brings nothing, whatever it brings to mind', () => {
  const primed: PrimedItem[] = [{ kind: 'file', key: 'src/mail.ts', label: 'mail.ts', probability: 0.5, reasons: [] }];
  expect(brief(story, { task: 'Thanks, that looks good!', primed })).toBe('');
  expect(brief(story, { task: '2.0.1', primed })).toContain('src/mail.ts');
  expect(brief(story, { task: 'fix the tests', primed })).toContain('src/mail.ts is likely needed (50 %)');
});

test('a file at hand brings what hurt there and what goes with it; a file without a past brings nothing', () => {
  expect(brief(story, { paths: ['src/mail.ts'] })).toMatchInlineSnapshot(`
    "0.95 dead-end: tried and taken back on 2024-03-12: Add a retry queue for mails
    0.75 fragile: src/mail.ts: reverted 1×, 3 fixes in 5 commits; last hurt 12 Mar 2024
    0.36 place: src/mail.ts changes with src/address.ts in 3 of its 5 commits"
  `);
  expect(brief(story, { paths: ['src/cart.ts'] })).toMatchInlineSnapshot(
    `"0.80 open: ts 2339 stands at src/cart.ts:4: Property 'sum' does not exist on type 'Cart'."`,
  );
  expect(brief(story, { paths: ['src/new.ts'] })).toBe('');
});
