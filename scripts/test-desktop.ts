// `npm run test:desktop`: the tests in the editor again, on a desktop build of VS Code that @vscode/test-electron
// downloads. For machines with a display and an open network.
import { downloadDesktop } from '../test/vscode/harness/desktop-workbench.ts';
import { build, projectRoot, tool } from './build.ts';
import { packageExtension } from './package.ts';
import { runProgram } from './run-program.ts';

async function testDesktop(args: readonly string[]): Promise<number> {
  try {
    await downloadDesktop();
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  await build();
  await packageExtension();
  const vitest = ['run', '--config', 'test/vscode/vitest.config.ts', ...args];
  const env = { SECOND_NATURE_EDITOR: 'desktop' };
  return (await runProgram(tool('vitest'), vitest, { cwd: projectRoot, env, show: true })).code;
}

process.exitCode = await testDesktop(process.argv.slice(2));
