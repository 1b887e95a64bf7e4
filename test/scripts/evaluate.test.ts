// The benchmarks' command line: what is asked wrongly is answered with what was wrong, and nothing is measured.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../../scripts/run-program.ts';

const script = join(import.meta.dirname, '../../scripts/evaluate.ts');

test.for([
  ['nonsense', 'Unknown task: nonsense.'],
  ['cochange --stream x --ablate luck', 'There is no mechanism luck in cochange; there are lately, '],
  ['encoder --ablate words', 'There is no mechanism words in encoder; in this task there are none.'],
  ['dejavu --data x', 'dejavu takes no --data.'],
  ['locomo --data /is/not/there.json', 'There is no file /is/not/there.json.'],
  ['dejavu --sed 2', "Unknown option '--sed'"],
] as const)('evaluate %s', { timeout: 30_000 }, async ([line, message]) => {
  const { code, output } = await runProgram(process.execPath, [script, ...line.split(' ')]);
  expect({ code, said: output.split('\n')[0] }).toEqual({ code: 2, said: expect.stringContaining(message) });
});
