// The end of a command's output comes in; what it tells of tests comes out, or nothing where no tests were run to their
// end. Which tool it was is told by the form of its report, since `npm test` does not say.
import { nameSeparator, type TestRun } from './test-run.ts';

const namesMax = 20;
const nameCharsMax = 300;
const treeLinesMax = 500;

type Counts = Pick<TestRun, 'failedCount' | 'passedCount'>;

/** @param output plain text, without the controls of a terminal */
export function readTestRun(output: string): TestRun | undefined {
  if (!mayReportTests.test(output)) return undefined;
  const lines = output.split('\n');
  for (const read of [readVitest, readJest, readCargo, readGo, readPytest, readMocha]) {
    const run = read(lines);
    if (run !== undefined) return run;
  }
  return undefined;
}

/** Nearly all output reports no tests, and the cheapest look says so. */
const mayReportTests = /\b(?:passed|failed|passing|errors? in)\b|^(?:ok|FAIL)\s/m;

function readVitest(lines: readonly string[]): TestRun | undefined {
  const summary = lines.findLast((line) => /^\s*Tests {2,}(?:\d|no tests)/.test(line));
  const files = lines.findLast((line) => /^\s*Test Files {2,}\d/.test(line));
  if (summary === undefined || files === undefined) return undefined;
  const tests = countsIn(summary);
  // A file that cannot be loaded fails without a test.
  const counts = tests.failedCount > 0 ? tests : { ...tests, failedCount: countsIn(files).failedCount };
  const failed = find(lines, /^\s*FAIL\s+(?:\|[^|]*\|\s+|[\w-]+ {2,})?(?<name>\S.*?)(?: \[ .* \])?$/);
  // By file, or by test where all are told of.
  const passed = find(
    lines,
    /^\s*[✓√] (?:\|[^|]*\|\s+| ?[\w-]+ {2,})?(?:(?<name>\S+?\.\w+) {1,2}\(\d+\b|(?<test>\S+?\.\w+ > .+?)(?: {1,2}\d+ms)?$)/,
  );
  return runOf('vitest', counts, failed, passed);
}

function readJest(lines: readonly string[]): TestRun | undefined {
  const summary = lines.findLast((line) => /^Tests: +\d/.test(line));
  const suites = lines.findLast((line) => /^Test Suites: +\d/.test(line));
  if (summary === undefined && suites === undefined) return undefined;
  const tests = countsIn(summary ?? '');
  const counts = tests.failedCount > 0 ? tests : { ...tests, failedCount: countsIn(suites ?? '').failedCount };
  const failed: string[] = [];
  const passed = find(lines, /^PASS (?:\S+ )?(?<name>\S+\.\w+)/);
  let file = '';
  for (const [index, line] of lines.entries()) {
    const path = /^FAIL (?:\S+ )?(?<path>\S+\.\w+)/.exec(line)?.groups?.path;
    if (path !== undefined) {
      file = path;
      const length = lines.slice(index + 1, index + 1 + treeLinesMax).findIndex((each) => !/^ {2,}[^\s●]/.test(each));
      const tree = lines.slice(index + 1, length < 0 ? undefined : index + 1 + length);
      passed.push(...passesInTree(tree).map((name) => file + nameSeparator + name));
    }
    const title = /^ {2}● (?<title>.+)$/.exec(line)?.groups?.title;
    if (title === undefined || title === 'Console') continue;
    const parts = title === 'Test suite failed to run' ? [] : title.split(' › ');
    failed.push([file, ...parts].filter((part) => part !== '').join(nameSeparator));
  }
  return runOf('jest', counts, failed, passed);
}

/** Failures are listed by number, each with its suites above it: `1) sum`, `of two`, `adds a carry:`. */
function readMocha(lines: readonly string[]): TestRun | undefined {
  const passing = /^\s*(?<n>\d+) passing \(/;
  const end = lines.findLastIndex((line) => passing.test(line));
  if (end === -1) return undefined;
  const number = (pattern: RegExp) => Number(lines.map((line) => pattern.exec(line)?.groups?.n).find(Boolean) ?? 0);
  const counts = { passedCount: number(passing), failedCount: number(/^\s*(?<n>\d+) failing$/) };
  const failed: string[] = [];
  for (const [index, line] of lines.entries()) {
    const first = index > end ? /^ {2}\d+\) (?<part>.+)$/.exec(line)?.groups?.part : undefined;
    if (first === undefined) continue;
    const rest = lines.slice(index, index + 12);
    const last = rest.findIndex((part) => part.trimEnd().endsWith(':'));
    if (last === -1) continue;
    const parts = [first, ...rest.slice(1, last + 1)].map((part) => part.trim());
    failed.push(parts.join(nameSeparator).replace(/:$/, ''));
  }
  return runOf('mocha', counts, failed, passesInTree(lines.slice(0, end)));
}

/** A tree of suites and tests, as mocha and jest draw it: deeper lines belong to the suite above them. */
function passesInTree(lines: readonly string[]): string[] {
  const passed: string[] = [];
  const suites: { readonly indent: number; readonly title: string }[] = [];
  for (const line of lines) {
    const { space, mark, title } =
      /^(?<space> {2,})(?<mark>[✔✓√✕×○✎] |\d+\) |- )?(?<title>\S.*)$/.exec(line)?.groups ?? {};
    if (space === undefined || title === undefined) continue;
    while (suites.length > 0 && suites.at(-1)!.indent >= space.length) suites.pop();
    if (mark === undefined) suites.push({ indent: space.length, title });
    else if (/[✔✓√]/.test(mark)) {
      passed.push([...suites.map((suite) => suite.title), title.replace(/ \([\d.]+ ?m?s\)$/, '')].join(nameSeparator));
    }
  }
  return passed;
}

function readPytest(lines: readonly string[]): TestRun | undefined {
  const summary = lines.findLast((line) => /^(?:=+ )?\d+ \w+(?:, \d+ \w+)* in [\d.]+ ?s/.test(line));
  if (summary === undefined) return undefined;
  const { failedCount, passedCount } = countsIn(summary);
  const errors = Number(/(\d+) errors?\b/.exec(summary)?.[1] ?? 0);
  const named = (pattern: RegExp) => find(lines, pattern).map((name) => name.replaceAll('::', nameSeparator));
  const failed = named(/^(?:FAILED|ERROR) (?<name>\S+(?:\[.*\])?)(?: - |$)/);
  const passed = [
    ...named(/^(?<name>\S+::\S+(?:\[.*\])?) PASSED\b/),
    // Of a worker of xdist.
    ...named(/^\[gw\d+\] \[ *\d+%\] PASSED (?<name>\S+::[^\s[]+(?:\[.*\])?)/),
  ];
  return runOf('pytest', { failedCount: failedCount + errors, passedCount }, failed, passed);
}

/** Tests are told before the package that they belong to. */
function readGo(lines: readonly string[]): TestRun | undefined {
  const failed: string[] = [];
  const passed: string[] = [];
  let tests: { readonly isRed: boolean; readonly name: string }[] = [];
  let packages = 0;
  for (const line of lines) {
    const { verdict, name } = /^\s*--- (?<verdict>FAIL|PASS): (?<name>\S+) \([\d.]+s\)/.exec(line)?.groups ?? {};
    if (name !== undefined) tests.push({ isRed: verdict === 'FAIL', name });
    const end = /^(?<verdict>ok|FAIL)\s+(?<path>[\w.~/-]+)\s+(?:[\d.]+s|\(cached\)|\[(?:build|setup) failed\])/.exec(
      line,
    );
    if (end === null) continue;
    const { verdict: whole, path } = end.groups!;
    packages += 1;
    const red = tests.filter(({ isRed }) => isRed);
    failed.push(...red.map((test) => path + nameSeparator + test.name));
    if (whole === 'FAIL' && red.length === 0) failed.push(path!);
    if (whole === 'ok') passed.push(path!);
    else passed.push(...tests.filter(({ isRed }) => !isRed).map((test) => path + nameSeparator + test.name));
    tests = [];
  }
  if (packages === 0) return undefined;
  return runOf('go', { failedCount: failed.length, passedCount: passed.length }, failed, passed);
}

function readCargo(lines: readonly string[]): TestRun | undefined {
  const results = lines.filter((line) => /^test result: \w+\. \d+ passed; \d+ failed/.test(line)).map(countsIn);
  if (results.length === 0) return undefined;
  const sum = (of: keyof Counts) => results.reduce((total, result) => total + result[of], 0);
  const named = (pattern: RegExp) => find(lines, pattern).map((name) => name.replaceAll('::', nameSeparator));
  const counts = { failedCount: sum('failedCount'), passedCount: sum('passedCount') };
  return runOf(
    'cargo',
    counts,
    named(/^test (?<name>.+?)(?: - should panic)? \.\.\. FAILED/),
    named(/^test (?<name>.+?)(?: - should panic)? \.\.\. ok$/),
  );
}

/** `2 failed | 3 passed`, in whichever order and with whatever between. */
function countsIn(summary: string): Counts {
  const number = (word: string) => Number(new RegExp(`(\\d+) ${word}\\b`).exec(summary)?.[1] ?? 0);
  return { failedCount: number('failed'), passedCount: number('passed') };
}

function find(lines: readonly string[], pattern: RegExp): string[] {
  return lines.flatMap((line) => {
    const { name, test } = pattern.exec(line)?.groups ?? {};
    return name ?? test ?? [];
  });
}

function runOf(tool: TestRun['tool'], counts: Counts, failed: readonly string[], passed: readonly string[]): TestRun {
  const bound = (names: readonly string[]) =>
    [...new Set(names.map((name) => name.trim().slice(0, nameCharsMax)))].slice(0, namesMax);
  return { tool, failed: bound(failed), passed: bound(passed), ...counts };
}
