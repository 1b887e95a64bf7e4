// Which file a test starts as a program: the bundle that ships, or the sources where they are younger than it. Both are
// the same program; a bundle starts in a fifth of the time (0.2 against 1.0 s of one core for the engine).
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const programs = {
  engine: { source: 'src/engine/main.ts', bundle: 'dist/engine.cjs' },
  cli: { source: 'src/engine/cli.ts', bundle: 'dist/cli.cjs' },
  hook: { source: 'src/hook/main.ts', bundle: 'dist/plugin/hook.cjs' },
} as const;

/** Absolute path of what Node is to run. Reads the times of all sources once a process, some milliseconds. */
export function testedProgram(name: keyof typeof programs): string {
  const { source, bundle } = programs[name];
  return path.join(root, isYoungerThanSources(path.join(root, bundle)) ? bundle : source);
}

let youngestSourceMs: number | undefined;

function isYoungerThanSources(file: string): boolean {
  youngestSourceMs ??= Math.max(...sourceTimesMs());
  const built = fs.statSync(file, { throwIfNoEntry: false });
  return built !== undefined && built.mtimeMs > youngestSourceMs;
}

function sourceTimesMs(): number[] {
  const manifests = ['package.json', 'package-lock.json', 'webpack.config.js'].map((name) => path.join(root, name));
  const sources = fs
    .readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return [...manifests, ...sources].map((file) => fs.statSync(file).mtimeMs);
}
