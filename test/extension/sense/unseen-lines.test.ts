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
