// Runs once before the tests in the editor: makes sure that there is an editor, a browser and a built extension, so
// that the first test does not pay for an installation and a missing build is said as what it is.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepareChromium, prepareEditor } from '../../../scripts/prepare-editor.ts';
import { prepareStrictEditor } from '../../../scripts/strict-editor.ts';
import { downloadDesktop } from './desktop-workbench.ts';
import { projectRoot } from './editor-window.ts';

export default async function prepare(): Promise<void> {
  for (const bundle of ['extension.cjs', 'engine.cjs', 'cli.cjs']) {
    const path = join(projectRoot, 'dist', bundle);
    if (!existsSync(path)) throw new Error(`dist/${bundle} is not there. Build first: npm run build`);
  }
  if (process.env.SECOND_NATURE_EDITOR === 'desktop') {
    await downloadDesktop();
    return;
  }
  await prepareStrictEditor(await prepareEditor());
  await prepareChromium();
}
