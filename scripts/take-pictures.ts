// `node scripts/run.mjs take-pictures`: the README's pictures, from the real editor. The tests in the editor take a
// picture of what they assert; those that the README names go to media/pictures, so that no picture shows what is not so.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, projectRoot, tool } from './build.ts';
import { runProgram } from './run-program.ts';

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
const names = [...readme.matchAll(/media\/pictures\/([\w-]+)\.png/g)].map((match) => match[1]!);

await build();
const args = ['run', '--config', 'test/vscode/vitest.config.ts', '--exclude', 'test/vscode/vsix-smoke.test.ts'];
const { code } = await runProgram(tool('vitest'), args, { cwd: projectRoot, show: true });
if (code !== 0) throw new Error('A test in the editor failed; its picture would not show what the README says.');
for (const name of names) {
  const taken = join(projectRoot, 'out', 'pictures', `${name}.png`);
  const kept = join(projectRoot, 'media', 'pictures', `${name}.png`);
  if (!existsSync(taken)) throw new Error(`No test takes the picture ${name}, which the README shows.`);
  mkdirSync(dirname(kept), { recursive: true });
  cpSync(taken, kept);
  console.log(`media/pictures/${name}.png`);
}
