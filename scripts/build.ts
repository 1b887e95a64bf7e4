// Bundles the sources into dist/, once. `npm run build`, and what the other scripts call before they need a bundle.
import { join } from 'node:path';
import { mustRun } from './run-program.ts';

export const projectRoot = join(import.meta.dirname, '..');

/** Path of a tool that the project installs. */
export function tool(name: string): string {
  return join(projectRoot, 'node_modules', '.bin', name);
}

/** @throws with webpack's message when a source cannot be bundled */
export async function build(): Promise<void> {
  await mustRun(tool('webpack'), [], { cwd: projectRoot });
}

if (import.meta.main) {
  await build();
  console.log('Built dist/.');
}
