// What real runs of the tools wrote, and what is read from it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTestRun } from '../../../src/engine/model/test-output-reader.ts';
import { readTestState } from '../../../src/engine/model/test-run.ts';

/** The run as `tool failed/passed: -red +green`. */
function read(output: string): string {
  const run = readTestRun(output);
  if (run === undefined) return 'nothing';
  const names = [...run.failed.map((name) => `-${name}`), ...run.passed.map((name) => `+${name}`)];
  return [`${run.tool} ${run.failedCount}/${run.passedCount}`, ...names].join('\n');
}

test('vitest', () => {
  const output = `
 RUN v5.1.1 /home/ann/shop

 ❯ sum.test.ts (2 tests | 1 failed) 18ms
   ❯ sum (2)
     ✓ adds 5ms
     × adds a carry 10ms
 ✓ src/cart.test.ts (1 test) 6ms

⎯⎯⎯⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯⎯⎯⎯

 FAIL  sum.test.ts > sum > adds a carry
AssertionError: expected 2 to be 3 // Object.is equality

 Test Files  1 failed | 1 passed (2)
      Tests  1 failed | 2 passed (3)
   Start at  01:19:56`;
  expect(read(output)).toBe('vitest 1/2\n-sum.test.ts > sum > adds a carry\n+src/cart.test.ts');
  expect(read(' ✓ ok.test.ts (1 test) 8ms\n\n Test Files  1 passed (1)\n      Tests  1 passed (1)')).toBe(
    'vitest 0/1\n+ok.test.ts',
  );
  expect(read(' FAIL  a.test.ts [ a.test.ts ]\n\n Test Files  1 failed (1)\n      Tests  no tests')).toBe(
    'vitest 1/0\n-a.test.ts',
  );
});

test('jest', () => {
  const output = `
FAIL src/sum.test.js
  ● sum › adds a carry

    expect(received).toBe(expected) // Object.is equality

PASS src/ok.test.js

Test Suites: 1 failed, 1 passed, 2 total
Tests:       1 failed, 2 passed, 3 total
Snapshots:   0 total
Ran all test suites.`;
  expect(read(output)).toBe('jest 1/2\n-src/sum.test.js > sum > adds a carry\n+src/ok.test.js');
  const unloadable = `FAIL a.test.js
  ● Test suite failed to run

Test Suites: 1 failed, 1 total
Tests:       0 total`;
  expect(read(unloadable)).toBe('jest 1/0\n-a.test.js');
});

test('mocha', () => {
  const output = `
  sum
    - is pending
    of two
      ✔ adds
      ✔ adds slowly (120ms)
      1) adds a carry

  2 passing (14ms)
  1 pending
  1 failing

  1) sum
       of two
         adds a carry:

      AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:`;
  expect(read(output)).toBe(
    'mocha 1/2\n-sum > of two > adds a carry\n+sum > of two > adds\n+sum > of two > adds slowly',
  );
});

test('pytest', () => {
  const output = `py/test_sum.py .F.F                                     [100%]
=========================== short test summary info ============================
FAILED py/test_sum.py::test_carry - assert (1 + 1) == 3
FAILED py/test_sum.py::test_param[2] - assert 2 == 1
========================= 2 failed, 2 passed in 1.03s ==========================`;
  expect(read(output)).toBe('pytest 2/2\n-py/test_sum.py > test_carry\n-py/test_sum.py > test_param[2]');
  expect(read('FAILED py/test_sum.py::test_carry - assert 2 == 3\n1 failed, 1 passed in 1.35s')).toBe(
    'pytest 1/1\n-py/test_sum.py > test_carry',
  );
  expect(
    read(`py/test_sum.py::test_adds PASSED           [100%]
======================= 1 passed, 3 deselected in 0.95s ========================`),
  ).toBe('pytest 0/1\n+py/test_sum.py > test_adds');
  expect(read('ERROR py/test_a.py - ImportError: x\n=== 1 error in 0.10s ===')).toBe('pytest 1/0\n-py/test_a.py');
});

test('go test', () => {
  const output = `--- FAIL: TestCarry (0.00s)
    sum_test.go:9: got 2, want 3
    --- FAIL: TestCarry/two_digits (0.00s)
FAIL
FAIL\tshop.example/sum\t0.003s
ok  \tshop.example/cart\t0.002s
ok  \tshop.example/tax\t(cached)
FAIL\tshop.example/ship [build failed]
FAIL`;
  expect(read(output)).toBe(
    'go 3/2\n-shop.example/sum > TestCarry\n-shop.example/sum > TestCarry/two_digits\n-shop.example/ship\n+shop.example/cart\n+shop.example/tax',
  );
});

test('cargo test', () => {
  const output = `
running 2 tests
test tests::adds ... ok
test tests::carries ... FAILED

failures:
    tests::carries

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.17s

running 1 test
test src/lib.rs - add (line 3) ... ok

test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s`;
  expect(read(output)).toBe('cargo 1/2\n-tests > carries\n+tests > adds\n+src/lib.rs - add (line 3)');
});

test.each([
  '',
  'total 12\n-rw-r--r-- 1 ann ann 42 notes.md',
  'ok, that worked',
  'FAIL to connect',
  'The build failed',
  ' RUN  v5.1.1\n ✓ sum.test.ts (2 tests)', // interrupted before the summary
])('%j tells of no test run', (output) => expect(read(output)).toBe('nothing'));

test('a test is known by its own name or by that of its file', () => {
  const run = readTestRun(
    ' FAIL  a.test.ts > x\n ✓ b.test.ts (1 test)\n Test Files  1 failed | 1 passed (2)\n      Tests  1 failed | 1 passed (2)',
  )!;
  expect(readTestState(run, 'a.test.ts > x', false)).toBe('red');
  expect(readTestState(run, 'b.test.ts > y', false)).toBe('green');
  expect(readTestState(run, 'b.test.tsx > y', false)).toBeUndefined();
  expect(readTestState(run, 'c.test.ts > z', true)).toBeUndefined();
});

test('any text is read without a fault, within bounds and in time', () => {
  const marks = [
    'FAIL ',
    '✓ ',
    '● ',
    ' > ',
    'Tests:  1 failed',
    '      Tests  1 failed',
    ' Test Files  1 failed',
    '\n',
    '--- FAIL: T (0.1s)',
    'ok  \tp\t0.1s',
    '1 passing (',
    '  1) a',
    ':',
    'test result: ok. 1 passed; 2 failed',
    '=== 1 failed in 1.0s ===',
    '  ',
    '[',
    ']',
    'x',
  ];
  const text = fc
    .array(fc.oneof(fc.constantFrom(...marks), fc.string()), { maxLength: 60 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (output) => {
      const run = readTestRun(output);
      expect(run?.failed.length ?? 0).toBeLessThanOrEqual(20);
    }),
  );
  const startedAt = performance.now();
  for (const mark of marks) readTestRun(`failed\n${mark.repeat(4_000)}`);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
