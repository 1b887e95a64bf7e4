// Which of several past fixes comes first, and what is not offered at all.
import { afterEach, expect, test } from 'vitest';
import { recogniseError } from '../../../src/engine/recall/deja-vu.ts';
import { nameFixKind } from '../../../src/engine/recall/fix-kind.ts';
import { measureLikeness } from '../../../src/engine/recall/line-likeness.ts';
import { appear, cueAt, project, type Remembered, remember, resolve } from './remembered.ts';

let remembered: Remembered | undefined;
afterEach(() => {
  remembered?.close();
  remembered = undefined;
});

const possibly = (name: string) => `'${name}' is possibly 'undefined'.`;
const onMember = {
  path: 'src/a.ts',
  line: 2,
  message: possibly('user.note'),
  lineText: '  const n = user.note.length;',
};
const onValue = { path: 'src/b.ts', line: 5, message: possibly('order'), lineText: '  return order.total;' };
const chaining = { startLine: 2, before: [onMember.lineText], after: ['  const n = user.note?.length;'] };
const guarding = { startLine: 5, before: [], after: ['  if (order === undefined) return 0;'] };

function answer(cue: ReturnType<typeof cueAt>) {
  return recogniseError({ cue, fingerprint: cue.fingerprint, project, memory: remembered!.memory });
}

test('of fixes of one error, that of the line most alike comes first', () => {
  remembered = remember(
    appear(0, 'a', onMember),
    resolve(1, 'a', onMember, 'edit', chaining),
    appear(2, 'b', onValue),
    resolve(3, 'b', onValue, 'edit', guarding),
  );
  const first = (message: string, text: string) => {
    const found = answer(cueAt('src/c.ts', message, text));
    return found.recognised && found.fixes[0]!.event;
  };
  expect(first(possibly('match'), '!  return match.score;')).toBe('b-resolved');
  expect(first(possibly('team.motto'), '!  const size = team.motto.length;')).toBe('a-resolved');
});

test('code of quite another shape has another cause', () => {
  const message = "Parameter 'x' implicitly has an 'any' type.";
  const met = { path: 'src/a.ts', line: 1, message, lineText: 'export function area(x, y: number): number {' };
  const typing = {
    startLine: 1,
    before: [met.lineText],
    after: ['export function area(x: Sides, y: number): number {'],
  };
  remembered = remember(appear(0, 'i', met), resolve(1, 'i', met, 'edit', typing));
  const callback = cueAt(
    'src/b.ts',
    message.replace('x', 'row'),
    '!  return rows.gather((row) => row.size > 3).join();',
  );
  expect(answer(callback)).toMatchObject({ recognised: false, reason: 'never-met' });
  const alike = answer(cueAt('src/b.ts', message.replace('x', 'p'), '!export function sum(p, q: number): number {'));
  expect(alike).toMatchObject({ recognised: true });
  // The type of another file is no ground for an edit here.
  expect(alike.recognised && alike.fixes[0]!.transfer).toBeUndefined();
});

test('a name that the message proposes is put in the place of the misspelled one', () => {
  const spelled = (wrong: string, right: string) =>
    `Property '${wrong}' does not exist on type 'T'. Did you mean '${right}'?`;
  const met = { path: 'src/a.ts', line: 1, message: spelled('nmae', 'name'), lineText: 'print(user.nmae);' };
  const respelling = { startLine: 1, before: [met.lineText], after: ['print(user.name);'] };
  remembered = remember(appear(0, 'i', met), resolve(1, 'i', met, 'edit', respelling));
  const found = answer(cueAt('src/b.ts', spelled('toatl', 'total'), '!  return order.toatl + 1;'));
  expect(found.recognised && found.fixes[0]!.transfer?.after).toEqual(['  return order.total + 1;']);
});

test('nothing is said beside an error of syntax, until that is gone', () => {
  const syntax = { path: 'src/b.ts', line: 9, message: "'}' expected.", lineText: '', code: '1005' };
  const cue = cueAt('src/b.ts', possibly('match'), '!  return match.score;');
  // What stands is what the asker sees: the log tells of no end where another error came in its place.
  remembered = remember(appear(0, 'b', onValue), resolve(1, 'b', onValue, 'edit', guarding), appear(2, 's', syntax));
  expect(answer({ ...cue, beside: [{ tool: 'ts', ...syntax }] })).toMatchObject({
    recognised: false,
    reason: 'syntax',
  });
  expect(answer(cue)).toMatchObject({ recognised: true });
});

test('names and literals make neither a shape nor a kind', () => {
  const line = (lineText: string) => ({ message: 'm', lineText });
  expect(measureLikeness(line('const a = load(7);'), line('const order = fetchOrder(12);'))).toBe(1);
  expect(measureLikeness(line('const a = load(7);'), line('}'))).toBeLessThan(0.4);
  const hunk = (before: string, after: string) => [{ path: 'a', startLine: 1, before: [before], after: [after] }];
  expect(nameFixKind(hunk('f(a);', 'await f(a);'))).toBe(nameFixKind(hunk('  go(b, 2);', '  await go(b, 2);')));
  expect(nameFixKind(hunk('f(a);', 'await f(a);'))).not.toBe(nameFixKind(hunk('f(a);', 'f(a)!;')));
});
