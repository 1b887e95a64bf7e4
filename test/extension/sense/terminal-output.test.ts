// What a terminal shows in the end, of all that it was told to show.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOutputTail, outputCharsMax, plainOutput } from '../../../src/extension/sense/terminal-output.ts';

test.each([
  ['plain lines', 'a\r\nb\r\n', 'a\nb'],
  ['colours', '\u001b[1m\u001b[31mred\u001b[39m\u001b[22m line', 'red line'],
  ['marks of the shell', '\u001b]633;C\u0007hello\r\n\u001b]633;D;1\u0007', 'hello'],
  ['links', '\u001b]8;;https://shop.example\u001b\\here\u001b]8;;\u001b\\', 'here'],
  ['strings for the device', 'a\u001bPsecret\u001b\\b', 'ab'],
  ['a line that is written again', 'loading 10 %\rloading 90 %\rdone\r\nnext', 'done\nnext'],
  ['a line that ends in a return', '50 %\r\nok\r', '50 %\nok'],
  ['a title and a cursor', '\u001b[?25l\u001b(Btext\u001b[K\u001b[2K\u001b[?25h', 'text'],
  ['bells and backspaces', 'a\u0007b\u0008c', 'abc'],
  ['an editor', 'before\r\n\u001b[?1049hfile content\u001b[?1049lafter', 'before\nafter'],
  ['an editor whose beginning was dropped', 'file content\u001b[?1049lafter', 'after'],
  ['an editor that was killed', 'before\u001b[?1049hfile content', 'before'],
  ['two pagers', 'a\u001b[?1049hx\u001b[?1049lb\u001b[?1047hy\u001b[?1047lc', 'abc'],
  ['a control that is cut off', 'text\u001b[3', 'text'],
])('%s', (_, raw, expected) => expect(plainOutput(raw)).toBe(expected));

test('the end is kept, in whole lines, whatever pieces it came in', () => {
  const text = Array.from({ length: 30_000 }, (_, index) => `line ${index}`).join('\r\n');
  const tail = createOutputTail();
  for (let at = 0; at < text.length; at += 777) tail.push(text.slice(at, at + 777));
  const kept = tail.read().split('\n');
  expect(kept.at(-1)).toBe('line 29999');
  expect(kept[0]).toMatch(/^line \d{5}$/);
  expect(tail.read().length).toBeLessThanOrEqual(outputCharsMax);
  expect(kept.length).toBeGreaterThan(300);
});

test('a line too long to be kept whole is not kept at all', () => {
  const tail = createOutputTail();
  tail.push(`token=${'x'.repeat(10_000)}`);
  expect(tail.read()).toBe('');
});

test('no control survives, and nothing takes long', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\u001b[', '\u001b]', '\u001bP', '\u009b', '\r', '\n', '\u001b[?1049h', '\u001b[?1049l'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(plainOutput(pieces.join(''))).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    }),
  );
  const startedAt = performance.now();
  for (const part of [
    '\u001b[',
    '\u001b]',
    '\u001bP',
    '\u001b[?1049h',
    '\u001b[?1049hx\u001b[?1049ly',
    '\r',
    '\r\n',
    ' ',
    '\n',
  ])
    plainOutput(part.repeat(60_000));
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
