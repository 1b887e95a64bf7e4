// What programs write, and the errors that are read out of it: `tool code path:line message`.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOutputErrors } from '../../../src/engine/model/output-error-reader.ts';

const read = (output: string) =>
  readOutputErrors(output).map(({ tool, code, path, line, message }) => `${tool} ${code} ${path}:${line} ${message}`);

test.each([
  [
    "src/a.ts(3,5): error TS2339: Property 'x' does not exist on type 'User'.",
    "ts 2339 src/a.ts:3 Property 'x' does not exist on type 'User'.",
  ],
  ["src/a.ts:3:5 - error TS2304: Cannot find name 'y'.\n\n3   y\n    ~", "ts 2304 src/a.ts:3 Cannot find name 'y'."],
  [
    "/home/ada/shop/src/a.js\n   1:7   warning  'a' is long  max-len\n  3:5  error  'x' is never used  no-unused-vars\n\n✖ 2 problems",
    "eslint no-unused-vars /home/ada/shop/src/a.js:3 'x' is never used",
  ],
  [
    'Traceback (most recent call last):\n  File "app.py", line 9, in <module>\n    main()\n  File "shop/cart.py", line 4, in main\n    return cart["x"]\nKeyError: \'x\'',
    "exception KeyError shop/cart.py:4 'x'",
  ],
  ['shop/cart.py:4: error: Incompatible types  [assignment]', 'mypy assignment shop/cart.py:4 Incompatible types'],
  ['shop/cart.py:1:8: F401 [*] `os` imported but unused', 'ruff F401 shop/cart.py:1 `os` imported but unused'],
  [
    '/home/ada/shop/cart.py:4:8 - error: Import "x" could not be resolved (reportMissingImports)',
    'pyright reportMissingImports /home/ada/shop/cart.py:4 Import "x" could not be resolved',
  ],
  ['# shop\n./main.go:12:5: undefined: total', 'go  main.go:12 undefined: total'],
  [
    'error[E0382]: borrow of moved value: `orders`\n --> src/main.rs:3:5\n  |',
    'rustc E0382 src/main.rs:3 borrow of moved value: `orders`',
  ],
  ['src/Cart.java:7: error: cannot find symbol\n  symbol: x', 'java  src/Cart.java:7 cannot find symbol'],
  [
    '[ERROR] /home/ada/shop/src/Cart.java:[7,9] cannot find symbol',
    'java  /home/ada/shop/src/Cart.java:7 cannot find symbol',
  ],
  [
    "src/sum.c:3:9: error: 'n' undeclared (first use in this function)",
    "c  src/sum.c:3 'n' undeclared (first use in this function)",
  ],
  ['src/sum.cpp:3:9: error: unused variable [-Werror=unused]', 'c -Werror=unused src/sum.cpp:3 unused variable'],
  [
    "/home/ada/shop/crash.mjs:2\n  return cart.items.length;\n                    ^\n\nTypeError: Cannot read properties of undefined (reading 'length')\n    at boom (file:///home/ada/shop/crash.mjs:2:21)\n    at node:internal/x:1:1",
    "exception TypeError /home/ada/shop/crash.mjs:2 Cannot read properties of undefined (reading 'length')",
  ],
  [
    'Exception in thread "main" java.lang.IllegalStateException: empty cart\n\tat shop.Cart.pay(Cart.java:12)',
    'exception IllegalStateException Cart.java:12 empty cart',
  ],
])('%s', (output, expected) => {
  expect(read(output)).toEqual([expected]);
});

test.each([
  'build ok in 3.2 s',
  '0 errors, 2 warnings',
  'see src/a.ts:3 for the error',
  'AssertionError: expected 1 to be 2',
])('no error: %s', (output) => {
  expect(read(output)).toEqual([]);
});

test('whatever is written, reading it ends, with at most ten errors', () => {
  const piece = fc.constantFrom(
    'a.ts(1,1): error TS1: x',
    'Error: ',
    '    at ',
    ' --> ',
    '\n',
    '"',
    'a.py:1:1: ',
    '  1:1  error  ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
      expect(readOutputErrors(pieces.join('')).length).toBeLessThanOrEqual(10);
    }),
  );
});
