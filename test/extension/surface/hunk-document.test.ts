// Remembered hunks become the two sides of a diff, a pair a file.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffText } from '../../../src/extension/sense/line-hunk.ts';
import { renderHunks } from '../../../src/extension/surface/hunk-document.ts';
import { createLocalisedText } from '../../../src/language/localised-text.ts';
import type { WireHunk } from '../../../src/protocol/observe.ts';

const english = createLocalisedText({ language: 'en', words: undefined });

const hunk = (path: string, startLine: number, before: string[], after: string[]): WireHunk => ({
  path,
  startLine,
  before,
  after,
});

/** Both sides of one file's diff, from the lines of a text and the changed ones by their number. */
function show(lines: string, changes: Readonly<Record<number, string>>): { before: string; after: string } {
  const old = lines.split(' ');
  const now = old.map((line, index) => changes[index + 1] ?? line);
  const [document] = renderHunks(diffText('a.ts', old.join('\n'), now.join('\n')).toReversed(), english);
  const flat = (text: string) => text.replaceAll('\n', ' ');
  return { before: flat(document!.before), after: flat(document!.after) };
}

describe('renderHunks', () => {
  it('puts the hunks of a file in order, with a mark on both sides where lines are left out', () => {
    expect(
      renderHunks(
        [hunk('b.ts', 9, ['x'], ['y', 'z']), hunk('a.ts', 1, [], ['new']), hunk('b.ts', 2, ['old'], [])],
        english,
      ),
    ).toEqual([
      { path: 'b.ts', before: '⋯ line 2\nold\n⋯ line 9\nx', after: '⋯ line 2\n⋯ line 9\ny\nz' },
      { path: 'a.ts', before: '', after: 'new' },
    ]);
  });

  it('shows a change between the lines around it, numbered truly where they are the first', () => {
    expect(show('a b c d e f g h i', { 4: 'D' })).toEqual({ before: 'a b c d e f g', after: 'a b c D e f g' });
    expect(show('a b c d e f g h i', { 6: 'F' }).after).toBe('⋯ line 3 c d e F g h i');
  });

  it('joins changes whose surroundings meet', () => {
    expect(show('a b c d e f g h i', { 2: 'B', 3: 'C', 6: 'F' }).after).toBe('a B C d e F g h i');
    expect(show('a b c d e f g h i', { 1: 'A', 8: 'H' })).toEqual({
      before: 'a b c d e f g h i',
      after: 'A b c d e f g H i',
    });
    expect(show('a b c d e f g h i j', { 1: 'A', 9: 'I' }).after).toBe('A b c d ⋯ line 6 f g h I j');
  });

  it('does not join changes of different texts', () => {
    const first = { ...hunk('a.ts', 1, ['a'], ['A']), trail: ['b', 'c'] };
    const later = { ...hunk('a.ts', 3, ['y'], ['Y']), lead: ['A', 'x'] };
    expect(renderHunks([first, later], english)[0]!.after).toBe('A\nb\nc\n⋯ line 1\nA\nx\nY');
  });

  it('gives the whole of both texts where no line is left out', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '', 'close()'), { maxLength: 7 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [document] = renderHunks(diffText('a.ts', before, after), english);
        if (document === undefined || document.before.includes('⋯')) return;
        expect(before.startsWith(document.before)).toBe(true);
        expect(after.startsWith(document.after)).toBe(true);
      }),
    );
  });
});
