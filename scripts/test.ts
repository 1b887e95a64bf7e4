// `npm test [-- --quick]`: the sources come in, a verdict goes out: one line a stage, what a failed stage said, and at
// the end the number of checks that passed and failed. --quick leaves out what needs an editor, and what takes longest.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build, projectRoot, tool } from './build.ts';
import { packageExtension } from './package.ts';
import { prepareChromium, prepareEditor } from './prepare-editor.ts';
import { type ProgramResult, runProgram } from './run-program.ts';
import { prepareStrictEditor } from './strict-editor.ts';

interface Verdict {
  readonly passed: number;
  readonly failed: number;
  readonly skipped?: number;
  /** What to show when something failed. */
  readonly output: string;
}

interface Stage {
  readonly name: string;
  readonly needsEditor?: boolean;
  readonly run: () => Promise<Verdict>;
}

/** What failed is printed into any console, also one that shows no colours. */
const plain = { NO_COLOR: '1', FORCE_COLOR: undefined };

/** A program that counts as one check: it holds when it ends with 0. */
const check =
  (name: string, ...args: readonly string[]) =>
  async (): Promise<Verdict> =>
    oneCheck(await runProgram(tool(name), args, { cwd: projectRoot, env: plain }));

function oneCheck({ code, output }: ProgramResult): Verdict {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

/** Work of our own scripts that counts as one check: it holds when it does not throw. */
const work = (run: () => Promise<unknown>) => async (): Promise<Verdict> => {
  try {
    await run();
    return { passed: 1, failed: 0, output: '' };
  } catch (error) {
    return { passed: 0, failed: 1, output: (error as Error).message };
  }
};

const memoryDisk = '/dev/shm';
const memoryDiskBytesMin = 2 * 1024 ** 3;

/**
 * Where tests put their files: in memory, where the machine has a disk there with room. What is tested waits for the
 * disk after each commit, as it should, and half the time of all tests would go into that.
 */
function temporaryFolder(): string {
  const hasRoom = (path: string) => {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize > memoryDiskBytesMin;
  };
  const base = existsSync(memoryDisk) && hasRoom(memoryDisk) ? memoryDisk : tmpdir();
  return mkdtempSync(join(base, 'second-nature-tests-'));
}

/** The fields of vitest's JSON report that are read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      /** Of every try that failed. */
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/**
 * Files with failures are run once more, for processes, editors and browsers start beside whatever else a machine does.
 * What failed first is told in full. What fast-check found counts at once, since it draws other inputs the second time.
 *
 * @param files where only some are wanted, how their paths begin
 */
const vitest = (name: string, files: readonly string[], options: readonly string[]) => async (): Promise<Verdict> => {
  const [first, report] = await runVitest(name, [...options, ...files]);
  const ofFailed = report?.testResults.filter(({ status }) => status === 'failed') ?? [];
  if (ofFailed.length === 0 || first.output.includes('Property failed after')) return first;
  console.log(`${first.output.trimEnd()}\n\nFiles with failures are run once more.`);
  const paths = ofFailed.map((file) => relative(projectRoot, file.name));
  const [second] = await runVitest(`${name}-again`, [...options, ...paths]);
  const counted = ofFailed.flatMap((file) => file.assertionResults);
  const passedOf = counted.filter(({ status }) => status === 'passed').length;
  return { ...second, passed: first.passed - passedOf + second.passed, skipped: first.skipped ?? 0 };
};

async function runVitest(name: string, args: readonly string[]): Promise<[Verdict, Report | undefined]> {
  const reportFile = join(projectRoot, 'out', `tests-${name}.json`);
  mkdirSync(join(projectRoot, 'out'), { recursive: true });
  rmSync(reportFile, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  // An editor makes sockets in its folder, whose paths must be short: its tests stay where they are.
  const folder = name.startsWith('unit') ? temporaryFolder() : undefined;
  const env = { ...plain, ...(folder !== undefined && { TMPDIR: folder }) };
  const result = await runProgram(tool('vitest'), ['run', ...reporters, ...args], { cwd: projectRoot, env });
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  const report = readReport(reportFile);
  if (report === undefined) return [{ passed: 0, failed: 1, output: `${result.output}\nno report` }, undefined];
  tellSecondTries(report);
  // A run that ends badly has failed, also when no test says so: a file that cannot be loaded has no tests.
  const failed = result.code === 0 ? report.numFailedTests : Math.max(report.numFailedTests, 1);
  const { numPassedTests: passed, numPendingTests: skipped } = report;
  return [{ passed, failed, skipped, output: result.output }, report];
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined; // Nothing was written, or not to the end: the run itself broke off.
  }
}

/** Some tests are tried again within a run; they pass in the end, and a person should know. */
function tellSecondTries({ testResults }: Report): void {
  for (const { fullName, status, failureMessages } of testResults.flatMap((file) => file.assertionResults)) {
    if (status === 'passed' && failureMessages.length > 0)
      console.log(`twice   ${fullName}: ${failureMessages[0]!.split('\n', 1)[0]}`);
  }
}

const editorConfig = ['--config', 'test/vscode/vitest.config.ts'];
const smokeTest = 'test/vscode/vsix-smoke.test.ts';
/** Tests of the webview page in a browser, which a fresh machine has only once it is prepared, begin with this. */
const pageTests = 'test/explorer/explorer-';

/** Benchmarks, a simulated life, a long past, and programs that are killed or meet by the dozen: a third of the time of all tests. */
const longTests = [
  'test/evaluate/**',
  'test/simulate/**',
  'test/scripts/evaluate*',
  '**/{election,redelivery,kill*,long-import}.test.ts',
];

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
/** Files that share a process start twice as fast; the whole run keeps each by itself. */
const shared = values.quick ? ['--no-isolate'] : [];
const leftOut = [`${pageTests}*`, ...(values.quick ? longTests : [])].flatMap((tests) => ['--exclude', tests]);

/** What depends on nothing, the longest first: two run at a time, since each keeps one core busy. */
const firstStages: readonly Stage[] = [
  { name: 'types', run: check('tsc', '-p', '.') },
  { name: 'bundles', run: work(build) },
  { name: 'dead code', run: check('knip') },
  { name: 'types of the page', run: check('tsc', '-p', 'src/explorer') },
  { name: 'arrows', run: check('depcruise', 'src', '--config', '.dependency-cruiser.cjs') },
  { name: 'lint and format', run: check('biome', 'ci', '--colors=off', '.') },
];

/** One after the other: the tests use both cores by themselves. */
const testStages: readonly Stage[] = [
  { name: 'unit and integration tests', run: vitest('unit', [], [...shared, ...leftOut]) },
  { name: 'editor and browser', needsEditor: true, run: work(prepareAll) },
  { name: 'page in a browser', needsEditor: true, run: vitest('page', [pageTests], ['--retry=1']) },
  {
    name: 'tests in the editor',
    needsEditor: true,
    run: vitest('editor', [], [...editorConfig, '--exclude', smokeTest]),
  },
  { name: 'package', needsEditor: true, run: work(packageExtension) },
  { name: 'packaged extension', needsEditor: true, run: vitest('vsix', [smokeTest], editorConfig) },
];

async function prepareAll(): Promise<void> {
  await prepareStrictEditor(await prepareEditor());
  await prepareChromium();
}

async function runStage({ name, run }: Stage): Promise<Verdict> {
  const startedAt = Date.now();
  const verdict = await run();
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
  const word = verdict.failed === 0 ? 'ok' : 'FAILED';
  const skipped = verdict.skipped ? `, ${verdict.skipped} skipped` : '';
  const counts =
    verdict.passed + verdict.failed > 1 ? ` (${verdict.passed} passed, ${verdict.failed} failed${skipped})` : '';
  if (verdict.failed > 0) console.log(verdict.output.trimEnd());
  console.log(`${word.padEnd(7)} ${name}${counts}, ${seconds} s`);
  return verdict;
}

async function runStages(stages: readonly Stage[], atOnce: number): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const waiting = stages.values();
  const runNext = async () => {
    for (const stage of waiting) verdicts.push(await runStage(stage));
  };
  await Promise.all(Array.from({ length: atOnce }, runNext));
  return verdicts;
}

const verdicts = [
  ...(await runStages(firstStages, 2)),
  ...(await runStages(
    testStages.filter(({ needsEditor }) => !(needsEditor && values.quick)),
    1,
  )),
];
const passed = verdicts.reduce((sum, verdict) => sum + verdict.passed, 0);
const failed = verdicts.reduce((sum, verdict) => sum + verdict.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
