// `npm start` called wrongly: one clear sentence and exit code 2, before anything is built.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/build.ts';
import { runProgram } from '../../scripts/run-program.ts';

const start = (...args: readonly string[]) =>
  runProgram(process.execPath, [join(projectRoot, 'scripts', 'run.mjs'), 'start', ...args], {
    cwd: projectRoot,
    env: { INIT_CWD: projectRoot },
  });

test.each([
  [['no/such/folder', '--once'], /There is no folder .*no\/such\/folder\./],
  [['package.json'], /package\.json is a file\. Name the folder to open\./],
  [['--onse'], /Unknown option '--onse'/],
  [['src', 'test'], /One folder at most\./],
])('%j', async (args, message) => {
  const { code, output } = await start(...args);
  expect(output).toMatch(message);
  expect(output).not.toContain('    at ');
  expect(code).toBe(2);
});

test('a script that does not exist', async () => {
  const { code, output } = await runProgram(process.execPath, [join(projectRoot, 'scripts', 'run.mjs'), 'nothing']);
  expect({ code, output: output.split('\n')[0] }).toMatchInlineSnapshot(`
    {
      "code": 2,
      "output": "Usage: node scripts/run.mjs SCRIPT [ARGUMENTS], where SCRIPT names a file scripts/SCRIPT.ts",
    }
  `);
});
