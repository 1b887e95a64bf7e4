// What programs write as they die, and the error with its place in the project's own code.
import { expect, test } from 'vitest';
import { readOutputErrors } from '../../../src/engine/model/output-error-reader.ts';

const read = (output: string) =>
  readOutputErrors(output).map(({ code, path, line, message }) => `${code} ${path}:${line} ${message}`);

const loading = `
    at Module._resolveFilename (node:internal/modules/cjs/loader:1564:15)
    at node:internal/main/run_main_module:33:47

Node.js v24.21.0`;

test.each([
  [
    'one of syntax, to which no call of the project led',
    `/home/ada/shop/syn.js:1\nlet a = ;\n        ^\n\nSyntaxError: Unexpected token ';'${loading}`,
    "SyntaxError /home/ada/shop/syn.js:1 Unexpected token ';'",
  ],
  [
    'a module that is required and missing',
    `node:internal/modules/cjs/loader:1568\n  throw err;\n  ^\n\nError: Cannot find module './nope'\nRequire stack:\n- /home/ada/shop/mod.js${loading}`,
    "Error /home/ada/shop/mod.js:1 Cannot find module './nope'",
  ],
  [
    'a module that is imported and missing',
    `node:internal/modules/esm/resolve:272\n    throw new ERR_MODULE_NOT_FOUND(\n          ^\n\nError [ERR_MODULE_NOT_FOUND]: Cannot find package 'x' imported from /home/ada/shop/m.mjs${loading}`,
    "Error /home/ada/shop/m.mjs:1 Cannot find package 'x' imported from /home/ada/shop/m.mjs",
  ],
  [
    'a class of the project, in a folder with a space',
    `HttpFailure: not found\n    at get (/home/ada/my shop/c.js:4:98)\n    at node:internal/x:1:1`,
    'HttpFailure /home/ada/my shop/c.js:4 not found',
  ],
  [
    'one without a message',
    `/home/ada/shop/e.js:1\nthrow new Error()\n^\n\nError\n    at async file:///home/ada/shop/e.js:2:7`,
    'Error /home/ada/shop/e.js:2 ',
  ],
  ['one of Windows', 'TypeError: x\n    at f (C:\\shop\\a.js:3:4)', 'TypeError C:/shop/a.js:3 x'],
  [
    'Python, a class without the usual ending',
    'Traceback (most recent call last):\n  File "/home/ada/b.py", line 4, in <module>\n    f()\n    ~^^\nshop.models.DoesNotExist: Cart matching query does not exist.',
    'DoesNotExist /home/ada/b.py:4 Cart matching query does not exist.',
  ],
  [
    'Python, without a message',
    'Traceback (most recent call last):\n  File "/home/ada/c.py", line 1, in <module>\n    next(iter([]))\nStopIteration',
    'StopIteration /home/ada/c.py:1 ',
  ],
  [
    'Python, raised in its library',
    'Traceback (most recent call last):\n  File "/home/ada/e.py", line 2, in <module>\n    subprocess.run(["sleep"])\n  File "/usr/lib/python3.11/subprocess.py", line 550, in run\n    stdout, stderr = process.communicate(input)\nsubprocess.TimeoutExpired: Command \'x\' timed out',
    "TimeoutExpired /home/ada/e.py:2 Command 'x' timed out",
  ],
  [
    'a panic of Rust',
    "thread 'main' (15536) panicked at src/main.rs:3:18:\nindex out of bounds: the len is 0 but the index is 3\nstack backtrace:",
    'panic src/main.rs:3 index out of bounds: the len is 0 but the index is 3',
  ],
  [
    'a panic of an older Rust',
    "thread 'main' panicked at 'called `Option::unwrap()` on a `None` value', src/main.rs:3:4",
    'panic src/main.rs:3 called `Option::unwrap()` on a `None` value',
  ],
  [
    'a panic of Go, in a library first',
    'panic: runtime error: index out of range [3] with length 0\n\ngoroutine 1 [running]:\nsort.Sort(...)\n\t/usr/local/go/src/sort/sort.go:9\nmain.main()\n\t/home/ada/shop/main.go:9 +0x1d\nexit status 2',
    'panic /home/ada/shop/main.go:9 runtime error: index out of range [3] with length 0',
  ],
  [
    'Java, a class without the usual ending',
    'Exception in thread "main" shop.EmptyCart: nothing to pay\n\tat shop.Cart.pay(Cart.java:12)',
    'EmptyCart Cart.java:12 nothing to pay',
  ],
])('%s', (_, output, expected) => {
  expect(read(output)).toEqual([expected]);
});

test('of several that are raised at once each is read', () => {
  const output = `  + Exception Group Traceback (most recent call last):
  |   File "/home/ada/d.py", line 1, in <module>
  |     raise ExceptionGroup("two", [ValueError("a")])
  | ExceptionGroup: two (1 sub-exception)
  +-+---------------- 1 ----------------
    | ValueError: a
    +------------------------------------`;
  expect(read(output)).toEqual([
    'ExceptionGroup /home/ada/d.py:1 two (1 sub-exception)',
    'ValueError /home/ada/d.py:1 a',
  ]);
});

test.each([
  ['a test that found something else', 'AssertionFailedError: 1 is not 2\n    at T.a (/home/ada/a.test.js:1:1)'],
  ['a warning with a trace', '(node:1) x error\nDeprecationWarning: old\n    at f (/home/ada/a.js:1:1)'],
  ['a trace that was asked for', 'Trace: here\n    at f (/home/ada/a.js:1:1)'],
  ['words with a colon', 'no error\nDone: all\nNote: x'],
  ['an indented word', 'Traceback (most recent call last): see above\nOK'],
  ['a test of Rust', "thread 'a' panicked at src/a.rs:1:1:\nassertion `left == right` failed"],
])('no error: %s', (_, output) => {
  expect(read(output)).toEqual([]);
});

test('long and odd output takes no time', () => {
  const pieces = [
    '    at (',
    'A.',
    'Traceback (most recent call last):\n  x\n',
    "thread 'a' panicked at ",
    'a.c:',
    '- /a',
    '| ',
  ];
  const start = process.cpuUsage();
  for (const piece of pieces) readOutputErrors(`error\n${piece.repeat(20_000 / piece.length)}`);
  for (const piece of pieces) readOutputErrors(`error\n${`${piece}:1\n`.repeat(1_000)}`);
  expect(process.cpuUsage(start).user / 1_000).toBeLessThan(1_000);
});
