// An event comes in; the run of tests that it tells of comes out, whether it was read in a command's output or in a
// report.
import type { MemoryEvent } from './event.ts';
import { readTestRun } from './test-output-reader.ts';
import type { TestRun } from './test-run.ts';

export function testRunOf(event: MemoryEvent): TestRun | undefined {
  if (event.kind === 'test') return event.data;
  return event.kind === 'command' ? readTestRun(event.data.output) : undefined;
}
