// What evidence says of a place beside what stands there now.
import { expect, test } from 'vitest';
import type { EventDataByKind, EventKind, Hunk, MemoryEvent } from '../../../src/engine/model/event.ts';
import { checkPlace } from '../../../src/engine/recall/citation-check.ts';

const event = <K extends EventKind>(kind: K, data: EventDataByKind[K]) =>
  ({ seq: 1, id: 'e1', at: 0, kind, actor: 'developer', project: 'p', refs: ['a.ts'], text: '', data }) as MemoryEvent;
const hunk = (after: string[], more: Partial<Hunk> = {}): Hunk => ({
  path: 'a.ts',
  startLine: 1,
  before: [],
  after,
  ...more,
});
const edit = (...hunks: Hunk[]) => event('edit', { hunks, cause: 'typed' });
const file = (text: string) => ({ there: true, text }) as const;
const added = hunk(['  const user = await load();', '}']);

test.each([
  ['the file is gone', edit(added), { there: false } as const, 'gone'],
  [
    'the lines stand there, moved and indented anew',
    edit(added),
    file('x\n\n\tconst user = await load();\n'),
    undefined,
  ],
  [
    'a formatter has broken the lines anew, turned the quotes and dropped the semicolons',
    edit(hunk(['  send(order, { retries: 3, name: "late" });'])),
    file("  send(\n    order,\n    { retries: 3, name: 'late' },\n  )\n"),
    undefined,
  ],
  [
    'what is written without a break is another name',
    edit(hunk(['const count = 10;'])),
    file('const account = 10;\nconst count = 100;'),
    'changed',
  ],
  ['the lines stand there no longer', edit(added), file('const user = load();'), 'changed'],
  [
    'half of the lines stand there',
    edit(hunk(['const first = 1;', 'const second = 2;'])),
    file('const first = 1;'),
    undefined,
  ],
  ['the change was of another file', edit({ ...added, path: 'b.ts' }), file(''), undefined],
  ['lines that stand anywhere tell nothing', edit(hunk(['}', 'return;'])), file(''), undefined],
  [
    'the lines are there, the definition has another name',
    edit({ ...added, symbol: 'Users.show' }),
    file('function list() {\nconst user = await load();'),
    'changed',
  ],
  [
    'the definition has its name',
    edit({ ...added, symbol: 'Users.show' }),
    file('show() {\nconst user = await load();'),
    undefined,
  ],
  ['nobody can tell what stands in it', edit(added), { there: true } as const, undefined],
  ['only the place is cited', undefined, file(''), undefined],
] as const)('%s', (_, cited, now, expected) => {
  expect(checkPlace(cited, 'a.ts', now)).toBe(expected);
});

test('an error has changed when its line is there no longer', () => {
  const error = { change: 'appeared', instance: 'i', tool: 'ts', code: '1', message: 'm', line: 1 } as const;
  const met = event('diagnostic', { ...error, lineText: '  greet(user.name);' });
  expect(checkPlace(met, 'a.ts', file('greet(user.name);'))).toBeUndefined();
  expect(checkPlace(met, 'a.ts', file('greet(name);'))).toBe('changed');
});
