// Laws of the line difference: applied, it gives the later text; lines are followed through it.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundHunks, diffText, moveLine, splitLines, writtenRanges } from '../../../src/extension/sense/line-hunk.ts';
import type { WireHunk } from '../../../src/protocol/observe.ts';

function show(before: string, after: string): string[] {
  return diffText('a.ts', before, after).map(
    (hunk) => `${hunk.startLine}: ${hunk.before.join('¦')} → ${hunk.after.join('¦')}`,
  );
}

function applyHunks(before: readonly string[], hunks: readonly WireHunk[]): string[] {
  const lines = [...before];
  for (const hunk of hunks.toReversed()) lines.splice(hunk.startLine - 1, hunk.before.length, ...hunk.after);
  return lines;
}

const smallText = fc
  .array(fc.constantFrom('a', 'b', 'c', '', 'close()'), { maxLength: 12 })
  .map((lines) => lines.join('\n'));

describe('diffText', () => {
  it('names what changed by line', () => {
    expect(show('a\nb\nc', 'a\nB\nc')).toEqual(['2: b → B']);
    expect(show('a\nc', 'a\nb\nc')).toEqual(['2:  → b']);
    expect(show('a\nb\nc', 'a\nc')).toEqual(['2: b → ']);
    expect(show('a\nb\nc\nd\ne', 'A\nb\nc\nd\nE')).toEqual(['1: a → A', '5: e → E']);
    expect(show('a\r\nb', 'a\nb')).toEqual([]);
  });

  it('gives the later text when applied to the earlier one', () => {
    fc.assert(
      fc.property(smallText, smallText, (before, after) => {
        expect(applyHunks(splitLines(before), diffText('a.ts', before, after))).toEqual(splitLines(after));
      }),
    );
  });

  it('brings the unchanged lines around a change, three at most, none of another change', () => {
    const context = (before: string, after: string) =>
      diffText('a.ts', before.replaceAll(' ', '\n'), after.replaceAll(' ', '\n')).map(
        (hunk) => `${hunk.lead?.join(' ')} [${hunk.before.join(' ')}] ${hunk.trail?.join(' ')}`,
      );
    expect(context('a b c d e f g h i', 'a b c d E f g h i')).toEqual(['b c d [e] f g h']);
    expect(context('a b c d e', 'A b c D e')).toEqual([' [a] b c', 'b c [d] e']);
    expect(context('a b c', 'a b new c')).toEqual(['a b [] c']);
    expect(context(`a ${'x'.repeat(501)} b c d`, `a ${'x'.repeat(501)} b C d`)).toEqual(['b [c] d']);
  });

  it('finds its context beside the change in both texts', () => {
    fc.assert(
      fc.property(smallText, smallText, (before, after) => {
        const hunks = diffText('a.ts', before, after);
        const old = splitLines(before);
        const now = splitLines(after);
        for (const [index, { startLine, before: taken, lead = [], trail = [] }] of hunks.entries()) {
          const from = startLine - 1;
          expect(old.slice(from - lead.length, from)).toEqual(lead);
          expect(old.slice(from + taken.length, from + taken.length + trail.length)).toEqual(trail);
          const written = writtenRanges(hunks)[index]!;
          expect(now.slice(written.first - 1 - lead.length, written.first - 1)).toEqual(lead);
          expect(now.slice(written.last, written.last + trail.length)).toEqual(trail);
        }
      }),
    );
  });

  it('writes exactly the ranges it names', () => {
    fc.assert(
      fc.property(smallText, smallText, (before, after) => {
        const hunks = diffText('a.ts', before, after);
        const now = splitLines(after);
        expect(writtenRanges(hunks).map((range) => now.slice(range.first - 1, range.last))).toEqual(
          hunks.map((hunk) => hunk.after),
        );
      }),
    );
  });

  it('answers for a rewritten file without searching long', () => {
    const before = Array.from({ length: 20_000 }, (_, index) => `old ${index}`).join('\n');
    const after = Array.from({ length: 20_000 }, (_, index) => `new ${index}`).join('\n');
    expect(diffText('a.ts', before, after)).toHaveLength(1);
  });
});

describe('moveLine', () => {
  it('follows every line that was left alone', () => {
    fc.assert(
      fc.property(smallText, smallText, (before, after) => {
        const hunks = diffText('a.ts', before, after);
        const old = splitLines(before);
        const now = splitLines(after);
        for (let line = 1; line <= old.length; line++) {
          const isChanged = hunks.some((hunk) => line >= hunk.startLine && line < hunk.startLine + hunk.before.length);
          if (!isChanged) expect(now[moveLine(hunks, line) - 1]).toBe(old[line - 1]);
        }
      }),
    );
  });
});

describe('boundHunks', () => {
  it('passes over what is too large and keeps the order', () => {
    const hunk = (startLine: number, text: string): WireHunk => ({
      path: 'a.ts',
      startLine,
      before: [],
      after: [text],
    });
    const hunks = [hunk(9, 'near'), hunk(1, 'x'.repeat(30_000)), hunk(3, 'far'), hunk(4, 'too many')];
    expect(boundHunks(hunks, { countMax: 2, charsMax: 100_000 }).map((kept) => kept.startLine)).toEqual([9, 3]);
    expect(boundHunks(hunks, { countMax: 9, charsMax: 9 }).map((kept) => kept.startLine)).toEqual([9, 3]);
  });
});
