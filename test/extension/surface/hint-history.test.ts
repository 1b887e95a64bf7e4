import { expect, test } from 'vitest';
import { HintHistory } from '../../../src/extension/surface/hint-history.ts';

const items = [
  { kind: 'file' as const, key: 'src/client.ts', probability: 0.9, reasons: [{ isTie: true }] },
  { kind: 'file' as const, key: 'src/schema.ts', probability: 0.8, reasons: [{ isTie: true }] },
];
const nowMs = 1_000_000_000;
const minutes = (count: number) => nowMs + count * 60_000;
const keysAt = (history: HintHistory, atMs: number) =>
  history.chooseCompanions(items, new Set(), 0, { nowMs: atMs, boundary: 'save' }).map(({ key }) => key);

test('after any hint it is quiet for ten minutes, and nothing is named twice', () => {
  const history = new HintHistory();
  expect(keysAt(history, nowMs)).toEqual(['src/client.ts', 'src/schema.ts']);
  history.noteCompanions([items[0]!], nowMs);
  expect(keysAt(history, minutes(9))).toEqual([]);
  expect(keysAt(history, minutes(10))).toEqual(['src/schema.ts']);
  history.noteHint(minutes(10)); // Of an error, say.
  expect(keysAt(history, minutes(19))).toEqual([]);
  expect(keysAt(history, minutes(20))).toEqual(['src/schema.ts']);
});

test('of all kinds of hints there is one in ten minutes; the words at an error that was hinted at are put back', () => {
  const error = (fingerprint: string, path = '/home/dev/orders/a.ts') => ({ fingerprint, path });
  const history = new HintHistory();
  expect(history.mayHintError(error('a'), nowMs)).toBe(true);
  history.noteError(error('a'), nowMs);
  expect(history.mayHintError(error('b'), minutes(9))).toBe(false);
  expect(history.mayHintError(error('a'), minutes(9))).toBe(true);
  expect(history.mayHintError(error('a', '/home/dev/orders/b.ts'), minutes(9))).toBe(false);
  expect(history.mayHint(minutes(9))).toBe(false);
  expect(history.mayHintError(error('b'), minutes(10))).toBe(true);
  history.beQuiet(minutes(60));
  expect(history.mayHintError(error('a'), minutes(59))).toBe(false);
});

test('quiet that was asked for holds in a window that is opened anew', () => {
  const before = new HintHistory();
  before.beQuiet(minutes(60));
  const history = new HintHistory(before.snoozedUntil);
  expect(keysAt(history, minutes(59))).toEqual([]);
  expect(keysAt(history, minutes(60))).toHaveLength(2);
});

test('who wants quiet gets it, however often something else is said meanwhile', () => {
  const history = new HintHistory();
  history.beQuiet(minutes(60));
  history.noteHint(minutes(5));
  expect(keysAt(history, minutes(59))).toEqual([]);
  expect(keysAt(history, minutes(60))).toHaveLength(2);
});

test('each dismissal asks for more certainty', () => {
  const history = new HintHistory();
  history.noteDismissal();
  history.noteDismissal();
  expect(keysAt(history, nowMs)).toEqual(['src/client.ts']);
});
