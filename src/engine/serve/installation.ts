// Finds our own parts on disk from the script that runs: bundled in an installed extension (dist/), or as sources.
import fs from 'node:fs';
import path from 'node:path';
import type { EngineCommand } from '../../client/engine-process.ts';

export interface Installation {
  readonly version: string;
  readonly encoderFolder: string;
  /** Script of the process that sleeps. */
  readonly sleepScript: string;
  /** Script of the process that works on the whole log. */
  readonly upkeepScript: string;
  /** Starts the engine with the same runtime that runs us. */
  readonly engineCommand: EngineCommand;
}

/**
 * @param script the file that was started, `process.argv[1]`
 * @throws where the script stands in no installation of ours
 */
export function findInstallation(script: string): Installation {
  const folder = path.dirname(fs.realpathSync(script));
  const { root, version } = findRoot(folder);
  const bundled = path.join(folder, 'engine.cjs');
  const isBundled = fs.existsSync(bundled);
  const sources = path.join(root, 'src', 'engine');
  const entry = isBundled ? bundled : path.join(sources, 'main.ts');
  return {
    version,
    encoderFolder: path.join(root, 'media', 'encoder'),
    sleepScript: isBundled ? path.join(folder, 'sleep.cjs') : path.join(sources, 'sleep', 'main.ts'),
    upkeepScript: isBundled ? path.join(folder, 'upkeep.cjs') : path.join(sources, 'upkeep', 'main.ts'),
    // An editor's runtime is Electron, which this makes a plain Node.
    engineCommand: { command: process.execPath, args: [entry], env: { ELECTRON_RUN_AS_NODE: '1' } },
  };
}

function findRoot(start: string): { root: string; version: string } {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'package.json');
    if (fs.existsSync(file)) {
      const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as { name?: string; version?: string };
      if (manifest.name === 'second-nature' && manifest.version) return { root: folder, version: manifest.version };
    }
    if (folder === path.dirname(folder)) throw new Error(`${start} is not inside an installation of Second Nature.`);
  }
}
