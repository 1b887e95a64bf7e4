// A folder beside this file that holds an extension comes in; the path of its VSIX goes out, since only one extension can
// be loaded from its sources.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tool } from '../../../scripts/build.ts';
import { mustRun } from '../../../scripts/run-program.ts';

export async function packExtension(name: string): Promise<string> {
  const vsix = join(mkdtempSync(join(tmpdir(), 'second-nature-vsix-')), `${name}.vsix`);
  const args = ['package', '--no-dependencies', '--skip-license', '--allow-missing-repository', '--out', vsix];
  await mustRun(tool('vsce'), args, { cwd: join(import.meta.dirname, name) });
  return vsix;
}
