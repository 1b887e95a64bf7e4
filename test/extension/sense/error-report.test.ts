// What a program wrote as it died, and what is read from it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readUncaughtError, splitErrorText } from '../../../src/extension/sense/error-report.ts';

test('the error that the debugger for JavaScript reports', () => {
  const text = `Debugger attached.
Uncaught TypeError TypeError: Cannot read properties of undefined (reading 'field')
    at boom (/home/ann/shop/crash.js:1:37)
    at <anonymous> (/home/ann/shop/crash.js:2:1)
    at Module._compile (<node_internals>/internal/modules/cjs/loader:1521:14)
    at /home/ann/shop/late.js:7:3
`;
  expect(readUncaughtError(text)).toEqual({
    type: 'TypeError',
    message: "Cannot read properties of undefined (reading 'field')",
    frames: [
      { function: 'boom', path: '/home/ann/shop/crash.js', line: 1 },
      { function: '<anonymous>', path: '/home/ann/shop/crash.js', line: 2 },
      { function: 'Module._compile', path: '<node_internals>/internal/modules/cjs/loader', line: 1521 },
      { function: '<anonymous>', path: '/home/ann/shop/late.js', line: 7 },
    ],
  });
  expect(readUncaughtError('Uncaught (in promise) RangeError: out\nof range')).toEqual({
    type: 'RangeError',
    message: 'out\nof range',
    frames: [],
  });
  expect(readUncaughtError('Uncaught oops')).toEqual({ type: 'Error', message: 'oops', frames: [] });
});

test('the last error of a traceback, the innermost call first', () => {
  const text = `Traceback (most recent call last):
  File "/home/ann/shop/a.py", line 3, in load
    return rows[0]
           ~~~~^^^
IndexError: list index out of range

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/home/ann/shop/main.py", line 9, in <module>
    run()
  File "/home/ann/shop/a.py", line 5, in run
    raise shop.errors.EmptyCart("nothing in it") from None
shop.errors.EmptyCart: nothing in it
`;
  expect(readUncaughtError(text)).toEqual({
    type: 'shop.errors.EmptyCart',
    message: 'nothing in it',
    frames: [
      { function: 'run', path: '/home/ann/shop/a.py', line: 5 },
      { function: '<module>', path: '/home/ann/shop/main.py', line: 9 },
    ],
  });
});

test.each([
  '',
  'Process exited with code 1',
  'TypeError: it was caught and logged\n    at f (/home/ann/shop/a.js:1:1)',
  'we were Uncaught in the rain',
  'Traceback (most recent call last):\n  File "a.py", line 3, in load',
])('%j tells of no uncaught error', (text) => expect(readUncaughtError(text)).toBeUndefined());

test.each([
  ['TypeError: x is not a function', 'TypeError', 'x is not a function'],
  ['Error Error: twice', 'Error', 'twice'],
  ['KeyboardInterrupt', 'KeyboardInterrupt', ''],
  ['Paused on exception', 'Error', 'Paused on exception'],
  ['the request failed: 404', 'Error', 'the request failed: 404'],
])('%j is of type %s', (text, type, message) => expect(splitErrorText(text)).toEqual({ type, message }));

test('any text is read without a fault', () => {
  const part = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'Uncaught ',
      'Error: ',
      '\n',
      '    at f (',
      ':1:2)',
      'Traceback (most recent call last):',
      '  File "a", line 1, in b',
    ),
  );
  fc.assert(fc.property(fc.array(part, { maxLength: 30 }), (parts) => void readUncaughtError(parts.join(''))));
});
