import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertionOf } from '../../../src/extension/surface/rule-insertion.ts';

const line = 'const rows = load(x);';
const at = (was: string, text: string) => {
  const start = line.indexOf(was);
  return insertionOf({ start, end: start + was.length, text }, line);
};

test('what is only added stands at one place, before, behind or between', () => {
  expect(at('load', 'await load')).toEqual({ character: 13, text: 'await ' });
  expect(at('load(x)', 'load(x).rows')).toEqual({ character: 20, text: '.rows' });
  expect(at('load(x)', 'load(x, 1)')).toEqual({ character: 19, text: ', 1' });
  expect(insertionOf({ start: 20, end: 20, text: ' ?? []' }, line)).toEqual({ character: 20, text: ' ?? []' });
});

test('what is replaced, taken away or made wider is no insertion', () => {
  expect(at('load', 'read')).toBeUndefined();
  expect(at('load(x)', 'load()')).toBeUndefined();
  expect(at('= load', '=  load')).toBeUndefined();
});

test('put where it says, the addition gives what the rule would have written', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', ' ') });
  fc.assert(
    fc.property(word, word, word, word, word, (lead, before, added, after, trail) => {
      const whole = lead + before + after + trail;
      const match = { start: lead.length, end: (lead + before + after).length, text: before + added + after };
      const found = insertionOf(match, whole);
      if (added.trim() === '') return;
      expect(found).toBeDefined();
      const put = whole.slice(0, found!.character) + found!.text + whole.slice(found!.character);
      expect(put).toBe(lead + match.text + trail);
    }),
  );
});
