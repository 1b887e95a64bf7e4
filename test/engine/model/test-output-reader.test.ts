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

test('other versions and reporters of the same tools', () => {
  const vitestEnd = `
⎯⎯⎯⎯⎯⎯ Failed Suites 1 ⎯⎯⎯⎯⎯⎯⎯

 FAIL  test/broken.test.js [ test/broken.test.js ]
Error: Failed to load url ./nowhere.js (resolved id: ./nowhere.js). Does the file exist?

⎯⎯⎯⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯⎯⎯⎯

 FAIL  test/sum.test.js > sum > adds a carry
Error: expected 2 to be 3
 ❯ test/sum.test.js:1:119

 Test Files  2 failed | 1 passed (3)
      Tests  1 failed | 3 passed | 1 skipped (5)`;
  const red = '-test/broken.test.js\n-test/sum.test.js > sum > adds a carry';
  // Vitest 1
  const one = ` ❯ test/sum.test.js  (4 tests | 1 failed | 1 skipped) 411ms
   ❯ test/sum.test.js > sum > adds a carry
     → expected 2 to be 3
 ✓ test/cart.test.js  (1 test) 5ms
 ❯ test/broken.test.js  (0 test)`;
  expect(read(one + vitestEnd)).toBe(`vitest 1/3\n${red}\n+test/cart.test.js`);
  // Vitest 1 to 3, verbose
  const verbose = ` ✓ test/sum.test.js > sum > adds 1ms
 × test/sum.test.js > sum > adds a carry 18ms
   → expected 2 to be 3
 ✓ test/sum.test.js > sum > adds slowly 400ms
 ↓ test/sum.test.js > sum > later
 ✓ test/cart.test.js > pays`;
  const green = '+test/sum.test.js > sum > adds\n+test/sum.test.js > sum > adds slowly\n+test/cart.test.js > pays';
  expect(read(verbose + vitestEnd)).toBe(`vitest 1/3\n${red}\n${green}`);
  // Projects: as a pipe and as a terminal shows them
  const projects =
    ' ✓ |unit| a.test.ts (1 test) 5ms\n ✓  unit  b.test.ts (2 tests) 5ms\n FAIL  |unit| c.test.ts > x\n FAIL   unit  d.test.ts > x';
  expect(read(`${projects}\n Test Files  2 failed | 2 passed (4)\n      Tests  2 failed | 3 passed (5)`)).toBe(
    'vitest 2/3\n-c.test.ts > x\n-d.test.ts > x\n+a.test.ts\n+b.test.ts',
  );
  // Jest 27 to 30, verbose
  const jest = `FAIL test/sum.test.js
  sum
    ✓ adds (6 ms)
    ✕ adds a carry (3 ms)
    ✓ adds slowly (1.403 s)
    ○ skipped later
    ✎ todo more

  ● sum › adds a carry

    expect(received).toBe(expected) // Object.is equality

PASS test/cart.test.js
  ✓ pays (1 ms)

Test Suites: 1 failed, 1 passed, 2 total
Tests:       1 failed, 1 skipped, 1 todo, 3 passed, 6 total
Snapshots:   0 total
Time:        1.969 s, estimated 3 s`;
  expect(read(jest)).toBe(
    'jest 1/3\n-test/sum.test.js > sum > adds a carry\n+test/cart.test.js\n+test/sum.test.js > sum > adds\n+test/sum.test.js > sum > adds slowly',
  );
  // Mocha 8 and 11, whose hook fails, and its dots
  const mochaEnd = `
  2 passing (410ms)
  1 pending
  2 failing

  1) sum
       adds a carry:
     Error: expected 2 to be 3
      at Context.<anonymous> (test/sum.js:1:80)

  2) sum
       of two
         "before all" hook for "joins":
     Error: no database`;
  const mochaRed = '-sum > adds a carry\n-sum > of two > "before all" hook for "joins"';
  for (const mark of ['✓', '✔']) {
    const tree = `\n  sum\n    ${mark} adds\n    1) adds a carry\n    ${mark} adds slowly (401ms)\n    - later\n    of two\n      2) "before all" hook for "joins"\n\n`;
    expect(read(tree + mochaEnd)).toBe(`mocha 2/2\n${mochaRed}\n+sum > adds\n+sum > adds slowly`);
  }
  expect(read(`\n  .!.,!\n\n${mochaEnd}`)).toBe(`mocha 2/2\n${mochaRed}`);
});

test('other versions of pytest, go and cargo', () => {
  const end = `FAILED test_cart.py::test_a - assert 1 == 2
FAILED test_cart.py::test_p[a b] - AssertionError: assert 'a b' == 'c'
ERROR test_cart.py::test_db - OSError: down
`;
  const red = '-test_cart.py > test_a\n-test_cart.py > test_p[a b]\n-test_cart.py > test_db';
  // Pytest 9, and 4, which told of seconds
  expect(read(`${end}===================== 2 failed, 2 passed, 1 error in 7.93s =====================`)).toBe(
    `pytest 3/2\n${red}`,
  );
  expect(read(`${end}=========== 2 failed, 2 passed, 1 error in 65.12 seconds ===========`)).toBe(`pytest 3/2\n${red}`);
  const verbose = `test_cart.py::test_a FAILED                                              [ 20%]
test_cart.py::TestCart::test_b PASSED                                    [ 40%]
[gw0] [ 60%] PASSED test_cart.py::test_p[c d]
${end}============ 2 failed, 2 passed, 1 xfailed, 1 warning, 1 error in 65.10s (0:01:05) ============`;
  expect(read(verbose)).toBe(`pytest 3/2\n${red}\n+test_cart.py > TestCart > test_b\n+test_cart.py > test_p[c d]`);

  // Go, telling of every test, with coverage and a panic
  expect(
    read(`=== RUN   TestAdds
--- PASS: TestAdds (0.00s)
=== RUN   TestCarry
    sum_test.go:9: got 2, want 3
--- FAIL: TestCarry (0.00s)
FAIL
coverage: 71.4% of statements
exit status 1
FAIL\tshop.example/sum\t0.003s
?   \tshop.example/cmd\t[no test files]
ok  \tshop.example/cart\t0.002s\tcoverage: 80.0% of statements
panic: runtime error: index out of range [3] with length 0 [recovered]
FAIL\tshop.example/ship\t0.005s
FAIL`),
  ).toBe('go 2/2\n-shop.example/sum > TestCarry\n-shop.example/ship\n+shop.example/sum > TestAdds\n+shop.example/cart');

  // Cargo, with a test that is to panic
  expect(
    read(`running 3 tests
test tests::adds ... ok
test tests::overflows - should panic ... ok
test tests::slow ... ignored
test tests::later - should panic ... FAILED

test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

error: test failed, to rerun pass \`--lib\``),
  ).toBe('cargo 1/2\n-tests > later\n+tests > adds\n+tests > overflows');
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
