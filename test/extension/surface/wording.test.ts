// Remembered text becomes one harmless line, and the phrases read as people write.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epistemicStates } from '../../../src/engine/model/recollection.ts';
import {
  dayOf,
  heldApart,
  markdownSentence,
  markdownText,
  narrowSentence,
  plainLine,
  stateWording,
  withoutIcons,
} from '../../../src/extension/surface/wording.ts';
import { createLocalisedText } from '../../../src/language/localised-text.ts';

const english = createLocalisedText({ language: 'en', words: undefined });
const day = (text: string) => new Date(`${text}T12:00:00`).getTime();

describe('dayOf', () => {
  it('names the year only when it is another one, in the order of the language', () => {
    expect(dayOf(day('2024-03-12'), day('2026-06-01'), 'en')).toBe('12 Mar 2024');
    expect(dayOf(day('2026-03-12'), day('2026-06-01'), 'en-us')).toBe('Mar 12');
    expect(dayOf(day('2026-03-12'), day('2026-06-01'), 'de')).toBe('12. März');
  });
});

describe('plainLine', () => {
  it('keeps what is plain and takes out what is not', () => {
    expect(plainLine('awaiting\n\tclose()', 80)).toBe('awaiting close()');
    expect(plainLine('safe\u202egnp.exe', 80)).toBe('safe gnp.exe');
    expect(plainLine('\u001b]0;title\u0007x', 80)).toBe(']0;title x');
    expect(plainLine('abcdef', 4)).toBe('abc…');
  });

  it('never breaks a line and never grows beyond its bound', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 40 }), (text, lengthMax) => {
        const line = plainLine(text, lengthMax);
        expect(line.length).toBeLessThanOrEqual(lengthMax);
        expect(line).not.toMatch(/[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e]/);
      }),
    );
  });
});

it('names in a narrow list what tells paths apart, and leaves folders, commands and packages whole', () => {
  const short = (sentence: string) => narrowSentence(sentence, 120);
  expect(short('`src/schema.ts` changes with `test/schema.check.ts#checkAll` in 7 of 9 commits')).toBe(
    'schema.ts changes with schema.check.ts#checkAll in 7 of 9 commits',
  );
  expect(short('`src/net/index.ts` changes with `src/parse/index.ts`')).toBe(
    'net/index.ts changes with parse/index.ts',
  );
  expect(short('`src/net/` hurts; `npm run a/b` and `@scope/pack` and/or others')).toBe(
    'src/net/ hurts; npm run a/b and @scope/pack and/or others',
  );
});

it('shows code as code, and whatever else stands in a sentence as it is written', () => {
  expect(markdownSentence('`src/a_b.ts` hurts [here](command:x), `once')).toBe(
    '`src/a_b.ts` hurts \\[here\\]\\(command:x\\), \\`once',
  );
});

it('shows an icon that was remembered as text', () => {
  expect(withoutIcons('run $(rm) now')).toBe('run \\$(rm) now');
});

it('has words for every epistemic state', () => {
  expect(epistemicStates.map((state) => stateWording(state, english).words)).toMatchInlineSnapshot(`
    [
      "Known",
      "Familiar",
      "On the tip of the tongue",
      "Contested",
      "Perhaps out of date",
      "Unknown",
    ]
  `);
});

it('text in Markdown shows as it is written', () => {
  expect(markdownText('`a` [b](c) <i> $(x) 1. d_e & #f')).toBe(
    '\\`a\\` \\[b\\]\\(c\\) &lt;i> \\$\\(x\\) 1\\. d\\_e &amp; \\#f',
  );
});

it('holds a name with letters from the right apart from what stands beside it, and leaves any other as it is', () => {
  expect(heldApart('תיקון (3)')).toBe('\u2068תיקון (3)\u2069');
  expect(heldApart('فاتورة.ts')).toBe('\u2068فاتورة.ts\u2069');
  expect(heldApart('invoice.ts')).toBe('invoice.ts');
});
