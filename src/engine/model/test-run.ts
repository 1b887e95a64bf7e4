// What a run of tests told: which are red, which are green. Names are written alike for all tools, from the file or the
// package down to the test: `sum.test.ts > sum > adds a carry`.
import type { Cue } from './node.ts';

export interface TestRun {
  readonly tool: 'vitest' | 'jest' | 'mocha' | 'pytest' | 'go' | 'cargo' | 'junit';
  /** By name, as far as the end of the output tells; without repeats, bounded. */
  readonly failed: readonly string[];
  /** Tests, or whole files and packages, that are told to have passed. Most tools do not name them all. */
  readonly passed: readonly string[];
  readonly failedCount: number;
  readonly passedCount: number;
}

export const nameSeparator = ' > ';

/**
 * What a run says of a test by its name.
 *
 * @param isSameRun the test is known from a run of the same command, so that a run without failures speaks of it too
 * @returns undefined where it says nothing
 */
export function readTestState(run: TestRun, name: string, isSameRun: boolean): 'red' | 'green' | undefined {
  if (run.failed.includes(name)) return 'red';
  const isTold = run.passed.some((passed) => name === passed || name.startsWith(passed + nameSeparator));
  if (isTold || (isSameRun && run.failedCount === 0 && run.passedCount > 0)) return 'green';
  return undefined;
}

/** A red test is an error that stands, and is recognised by its name. */
export function testCue(name: string): Cue {
  return { kind: 'error', key: `test: ${name}` };
}
