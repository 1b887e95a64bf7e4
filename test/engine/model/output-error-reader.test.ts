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
  [
    "\n/home/ada/shop/b.js\n  1:1  error  Parsing error: The keyword 'let' is reserved\n",
    "eslint  /home/ada/shop/b.js:1 Parsing error: The keyword 'let' is reserved",
  ],
  [
    "/home/ada/my shop/a.js: line 1, col 7, Error - 'x' is never used. (no-unused-vars)",
    "eslint no-unused-vars /home/ada/my shop/a.js:1 'x' is never used.",
  ],
  [
    '/home/ada/a.js:2:16: Unexpected any. [Error/@typescript-eslint/no-explicit-any]',
    'eslint @typescript-eslint/no-explicit-any /home/ada/a.js:2 Unexpected any.',
  ],
  [
    '  File "/home/ada/shop/bad.py", line 1\n    def f(:\n          ^\nSyntaxError: invalid syntax',
    'exception SyntaxError /home/ada/shop/bad.py:1 invalid syntax',
  ],
  [
    '    @pytest.fixture\n    def db():\n>       raise OSError("down")\nE       OSError: down\n\ntest_cart.py:15: OSError',
    'exception OSError test_cart.py:15 down',
  ],
  [
    'sum.c:2:10: fatal error: nowhere.h: No such file or directory\n    2 | #include "nowhere.h"\n      |          ^~~~~~~~~~~\ncompilation terminated.',
    'c  sum.c:2 nowhere.h: No such file or directory',
  ],
  [
    './prog.go:9:15: cannot use total (variable of type int) as string value in argument to greet',
    'go  prog.go:9 cannot use total (variable of type int) as string value in argument to greet',
  ],
  ['vet: ./main.go:8:2: undefined: fmtt', 'go  main.go:8 undefined: fmtt'],
  [
    'shop/cart.py:7:12: error: "Order" has no attribute "totl"; maybe "total"?  [attr-defined]',
    'mypy attr-defined shop/cart.py:7 "Order" has no attribute "totl"; maybe "total"?',
  ],
  [
    "shop/cart.py:7:15: E1101: Instance of 'Order' has no 'totl' member (no-member)\nshop/cart.py:1:0: C0114: Missing module docstring (missing-module-docstring)",
    "pylint E1101 shop/cart.py:7 Instance of 'Order' has no 'totl' member",
  ],
  [
    'F401 [*] `os` imported but unused\n --> shop/cart.py:1:8\n  |\n1 | import os\n  |        ^^\n',
    'ruff F401 shop/cart.py:1 `os` imported but unused',
  ],
  [
    "/usr/bin/ld: /tmp/ccOP4gJJ.o: in function `main':\n/home/ada/shop/main.c:1: undefined reference to `add'\ncollect2: error: ld returned 1 exit status",
    "c  /home/ada/shop/main.c:1 undefined reference to `add'",
  ],
  [
    "/usr/bin/ld: /tmp/cc999wYj.o: in function `main':\nmain.c:(.text+0xa): undefined reference to `add'\ncollect2: error: ld returned 1 exit status",
    "c  main.c:1 undefined reference to `add'",
  ],
  [
    "C:\\shop\\my cart.cpp(10,5): error C2065: 'total': undeclared identifier [C:\\shop\\shop.vcxproj]",
    "msvc C2065 C:/shop/my cart.cpp:10 'total': undeclared identifier",
  ],
  [
    "ERROR in ./src/a.ts:3:5\nTS2339: Property 'x' does not exist on type 'User'.",
    "ts 2339 src/a.ts:3 Property 'x' does not exist on type 'User'.",
  ],
  ['src/Cart.java:7: warning: [removal] x\nsrc/Cart.java:9: error: y', 'java  src/Cart.java:9 y'],
])('%s', (output, expected) => {
  expect(read(output)).toEqual([expected]);
});

test('several versions of a tool tell one error', () => {
  const told = "Property 'name' does not exist on type 'Promise<User>'.";
  const forms = [
    `a.ts(4,61): error TS2339: ${told}`, // tsc 4.9
    `a.ts:4:61 - error TS2339: ${told}\n\n4   return p.name;\n             ~~~~\n\n  a.ts:4:61\n    Did you forget to use 'await'?\n\nFound 1 error in a.ts:4`, // tsc 6, pretty
  ];
  for (const form of forms) expect(read(form)).toEqual([`ts 2339 a.ts:4 ${told}`]);
});

test('of a chain of causes each is read, with the place where it was thrown', () => {
  // Python 3.11
  expect(
    read(`Traceback (most recent call last):
  File "/home/ada/shop/app.py", line 3, in main
    return cart["x"]
           ~~~~^^^^^
KeyError: 'x'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/home/ada/shop/app.py", line 6, in <module>
    main({})
  File "/home/ada/shop/app.py", line 5, in main
    raise ValueError("no x in cart") from e
ValueError: no x in cart`),
  ).toEqual([
    "exception KeyError /home/ada/shop/app.py:3 'x'",
    'exception ValueError /home/ada/shop/app.py:5 no x in cart',
  ]);
  // Node 20 and 24
  for (const loader of ['node:internal/modules/run_main:117:5', 'node:internal/modules/run_main:101:5']) {
    expect(
      read(`file:///home/ada/shop/crash.mjs:3
function pay() { throw new PaymentError('no receipt', { cause }); }
                       ^

PaymentError: no receipt
    at pay (file:///home/ada/shop/crash.mjs:3:81)
    at file:///home/ada/shop/crash.mjs:4:1
    ... 2 lines matching cause stack trace ...
    at async asyncRunEntryPointWithESMLoader (${loader}) {
  [cause]: Error: ENOENT: no such file or directory, open '/nowhere/x.json'
      at readFileSync (node:fs:452:35)

Node.js v20.20.2`),
    ).toEqual(['exception PaymentError /home/ada/shop/crash.mjs:3 no receipt']);
  }
  // Java 17
  expect(
    read(`Exception in thread "main" java.lang.IllegalStateException: empty cart
\tat shop.Cart.pay(Cart.java:12)
\tat shop.Cart.main(Cart.java:20)
Caused by: java.lang.NullPointerException: Cannot invoke "Object.hashCode()"
\t... 2 more`).slice(0, 1),
  ).toEqual(['exception IllegalStateException Cart.java:12 empty cart']);
});

test('compilers tell of many at once', () => {
  expect(
    read(`sum2.c: In function ‘add’:
sum2.c:2:38: error: ‘n’ undeclared (first use in this function)
    2 | int add(int a, char *b) { return a + n; }
      |                                      ^
sum2.c:2:38: note: each undeclared identifier is reported only once for each function it appears in
sum2.c:3:69: error: expected ‘;’ before ‘}’ token
sum2.c:3:22: error: unused variable ‘unused’ [-Werror=unused-variable]
cc1: all warnings being treated as errors`),
  ).toEqual([
    'c  sum2.c:2 ‘n’ undeclared (first use in this function)',
    'c  sum2.c:3 expected ‘;’ before ‘}’ token',
    'c -Werror=unused-variable sum2.c:3 unused variable ‘unused’',
  ]);
  expect(
    read(`error[E0425]: cannot find value \`y\` in this scope
 --> src/main.rs:2:64
  |
2 | fn main() { y; }
  |             ^

error: expected \`;\`, found \`}\`
  --> src/main.rs:9:12

warning: unused variable: \`o\`
 --> src/main.rs:1:23

error: aborting due to 2 previous errors; 1 warning emitted`),
  ).toEqual([
    'rustc E0425 src/main.rs:2 cannot find value `y` in this scope',
    'rustc  src/main.rs:9 expected `;`, found `}`',
  ]);
  expect(
    read(`shop/Cart.java:2: error: cannot find symbol
class Cart { int pay() { return totl; } }
                                ^
  symbol:   variable totl
  location: class Cart
shop/Cart.java:5: error: incompatible types: int cannot be converted to String
2 errors`),
  ).toEqual([
    'java  shop/Cart.java:2 cannot find symbol',
    'java  shop/Cart.java:5 incompatible types: int cannot be converted to String',
  ]);
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
