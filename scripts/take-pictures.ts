// `node scripts/run.mjs take-pictures`: the README's pictures, from the real editor. The tests in the editor take a
// picture of what they assert; those that the README and the walkthrough name go to media/pictures, so that no picture
// shows what is not so. The recording is those of the main job, one after the other.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { animatePictures } from './animated-picture.ts';
import { build, projectRoot, tool } from './build.ts';
import { runProgram } from './run-program.ts';

/** Met again, what is known of it, what can be done, how it was fixed, and fixed. */
const recorded = ['deja-vu-hint', 'deja-vu-hover', 'deja-vu-actions', 'deja-vu-diff', 'deja-vu-applied'];
const recordedMs = 2_500;

const takenAt = (name: string) => join(projectRoot, 'out', 'pictures', `${name}.png`);
const shown = ['README.md', 'package.json'].map((name) => readFileSync(join(projectRoot, name), 'utf8')).join('\n');
const names = new Set([...shown.matchAll(/media\/pictures\/([\w-]+)\.png/g)].map((match) => match[1]!));

await build();
const args = ['run', '--config', 'test/vscode/vitest.config.ts', '--exclude', 'test/vscode/vsix-smoke.test.ts'];
const { code } = await runProgram(tool('vitest'), args, { cwd: projectRoot, show: true });
if (code !== 0) throw new Error('A test in the editor failed; its picture would not show what the README says.');
const frames = recorded.map((name) => readFileSync(takenAt(name)));
writeFileSync(takenAt('recording'), animatePictures(frames, recordedMs));
for (const name of names) {
  const taken = takenAt(name);
  const kept = join(projectRoot, 'media', 'pictures', `${name}.png`);
  if (!existsSync(taken)) throw new Error(`No test takes the picture ${name}, which is shown.`);
  mkdirSync(dirname(kept), { recursive: true });
  cpSync(taken, kept);
  console.log(`media/pictures/${name}.png`);
}
