// What was typed while nothing was recorded stays out of what is recorded later.
import { expect, test } from 'vitest';
import { diffText } from '../../../src/extension/sense/line-hunk.ts';
import { UnseenLines } from '../../../src/extension/sense/unseen-lines.ts';
import type { WireObservation } from '../../../src/protocol/observe.ts';

const path = '/home/ann/shop/a.ts';
const head = { id: 'e1', at: 1, actor: 'developer', folder: '/home/ann/shop', paths: [path], text: '' };
const edit = (before: string, now: string): WireObservation => ({
  ...head,
  kind: 'edit',
  data: { hunks: diffText(path, before, now), cause: 'typed' },
});

function blindFrom(before: string, now: string): UnseenLines {
  const unseen = new UnseenLines();
  unseen.add(path, before, now);
  return unseen;
}

test('an edit beside unseen lines is told without them', () => {
  const text = 'first line\nhidden line\nlast line';
  const unseen = blindFrom('first line\nlast line', text);
  const { data } = unseen.cover(edit(text, `typed above\n${text}`)) as Extract<WireObservation, { kind: 'edit' }>;
  expect(data.hunks).toEqual([
    { path, startLine: 1, before: [], after: ['typed above'], lead: [], trail: ['first line'] },
  ]);
  const below = unseen.cover(edit(text, `${text}\ntyped below`));
  expect(JSON.stringify(below)).not.toContain('hidden');
  expect(JSON.stringify(below)).toContain('last line');
});

test('an unseen line that is changed, moved or at fault is blank', () => {
  const text = 'first line\n  hidden line\nlast line';
  const unseen = blindFrom('first line\nlast line', text);
  expect(JSON.stringify(unseen.cover(edit(text, 'first line\nnew line\nlast line')))).not.toContain('hidden');
  expect(JSON.stringify(unseen.cover(edit(text, `${text}\nhidden line`)))).not.toContain('hidden');
  const longer = unseen.cover(edit(text, text.replace('hidden line', 'hidden line and more')));
  expect(JSON.stringify(longer)).not.toContain('hidden');
  const still = unseen.cover(edit(text.replace('hidden line', 'hidden line and more'), 'first line\nlast line'));
  expect(JSON.stringify(still)).not.toContain('hidden');
  const error = { change: 'appeared', instance: 'i', tool: 'ts', code: '1', message: 'm', line: 2 } as const;
  const appeared = unseen.cover({ ...head, kind: 'diagnostic', data: { ...error, lineText: '  hidden line' } });
  expect(appeared.data).toEqual({ ...error, lineText: '' });
});

test('an error is told of without the names that were typed unseen, wherever it stands', () => {
  const seen = 'const cart = load();\nsend(cart);';
  const unseen = blindFrom(seen, `${seen}\nsend(markerXyz, total);\nlet name: string;`);
  const told = (message: string, lineText: string) => {
    const fault = { change: 'appeared', instance: 'i', tool: 'ts', code: '1', line: 3 } as const;
    const covered = unseen.cover({ ...head, text: message, kind: 'diagnostic', data: { ...fault, message, lineText } });
    const { data } = covered as Extract<WireObservation, { kind: 'diagnostic' }>;
    expect(covered.text).toBe(data.message);
    return `${data.message} | ${data.lineText}`;
  };
  expect(told("Cannot find name 'markerXyz'.", '  send(markerXyz, total);')).toBe("Cannot find name '_'. | ");
  expect(told('undefined: total', 'send(markerXyz, total);')).toBe('undefined: _ | ');
  // At another line, or one that something was just typed before.
  expect(told("'total' and markerXyz clash by name", 'x = send(markerXyz);')).toBe(
    "'_' and _ clash by name | x = send(_);",
  );
  const ordinary = "Type 'string' is not assignable to parameter 'cart' by name.";
  expect(told(ordinary, 'send(cart);')).toBe(`${ordinary} | send(cart);`);
});

test('what programs, debuggers and tests repeat of it is told without it', () => {
  const seen = "import { load } from './load';\nsend(cart);";
  const hidden = `  throw new Error("no stock of \${item} in the warehouse");\ntest('ships on Sunday');\nconst stockTotal = 1;`;
  const unseen = blindFrom(seen, `${seen}\n${hidden}`);
  const output = [
    "src/a.ts(3,9): error TS2304: Cannot find name 'stockTotal'.",
    'src/a.ts:5:const stockTotal = 1;',
    '> 5 | const stockTotal = 1;',
    '+const stockTotal = 1;',
    'Error: no stock of shoes in the warehouse',
    '1 failed: ships on Sunday',
    '12 passed of 13 in the second run',
  ].join('\n');
  const run = unseen.cover({ ...head, kind: 'command', text: 'npm test', data: { durationMs: 1, output } });
  expect((run as Extract<WireObservation, { kind: 'command' }>).data.output.split('\n')).toEqual([
    "src/a.ts(3,9): error TS2304: Cannot find name '_'.",
    '',
    '',
    '',
    'Error: _ shoes _',
    '1 failed: _',
    '12 passed of 13 in the second run',
  ]);
  const message = 'no stock of shoes in the warehouse';
  const data = { type: 'Error', message, frame: { function: 'stockTotal', line: 3 } };
  expect(unseen.cover({ ...head, kind: 'exception', text: `Error: ${message}`, data })).toMatchObject({
    text: 'Error: _ shoes _',
    data: { type: 'Error', message: '_ shoes _', frame: { function: '<anonymous>', line: 3 } },
  });
  const tests = { tool: 'junit', failed: ['cart > ships on Sunday'], passed: ['adds'], failedCount: 1, passedCount: 1 };
  expect(unseen.cover({ ...head, kind: 'test', data: tests } as WireObservation)).toMatchObject({
    data: { failed: ['cart > _'], passed: ['adds'] },
  });
});

test('an edit in a definition is told without its name where that was typed unseen', () => {
  const unseen = blindFrom('class Cart {\n}', 'class Cart {\n  markerXyz() {\n  }\n}');
  const symbols = ['Cart', 'Cart.markerXyz'].map((symbol) => {
    const hunk = { path, startLine: 3, before: [], after: ['    this.send();'], symbol };
    const covered = unseen.cover({ ...head, kind: 'edit', data: { hunks: [hunk], cause: 'typed' } });
    return (covered as Extract<WireObservation, { kind: 'edit' }>).data.hunks.map((told) => told.symbol);
  });
  expect(symbols).toEqual([['Cart'], [undefined]]);
});

test('nothing else is touched', () => {
  const unseen = blindFrom('first line\n}', 'first line\nhidden line\n}');
  const seen = edit('first line\n}', 'first line\nsecond line\n}');
  expect(unseen.cover(seen)).toEqual(seen);
  const elsewhere = { ...seen, data: { hunks: diffText('/home/ann/shop/b.ts', '', 'hidden line'), cause: 'typed' } };
  expect(unseen.cover(elsewhere as WireObservation)).toEqual(elsewhere);
  expect(new UnseenLines().cover(seen)).toBe(seen);
});

test('the next window knows it, from something that holds none of it', async () => {
  const state = new Map<string, unknown>();
  const memento = {
    get: (key: string) => state.get(key),
    update: async (key: string, value: unknown) => void state.set(key, value),
  };
  const text = 'first line\nhidden markerXyz\nlast line';
  const first = new UnseenLines(memento);
  first.add(path, 'first line\nlast line', text);
  await first.settled();
  expect(JSON.stringify([...state])).not.toMatch(/hidden|markerXyz|shop/);
  const next = new UnseenLines(memento);
  expect(JSON.stringify(next.cover(edit(text, `typed above\n${text}`)))).not.toContain('hidden');
  const message = "Cannot find name 'markerXyz'.";
  const fault = { change: 'appeared', instance: 'i', tool: 'ts', code: '1', message, line: 9, lineText: 'x' } as const;
  expect(next.cover({ ...head, text: message, kind: 'diagnostic', data: fault }).text).toBe("Cannot find name '_'.");
});
