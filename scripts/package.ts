// `npm run package`: the sources come in, an extension that users can install goes out. Its bundles need three native
// modules as files beside them; only what this platform loads is taken, since the packages bring every platform.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { build, projectRoot, tool } from './build.ts';
import { mustRun } from './run-program.ts';

const modules = join(projectRoot, 'node_modules');
const staged = join(projectRoot, 'dist', 'node_modules');

/** The name that the marketplace has for this platform, such as `linux-x64` or `alpine-arm64`. */
export function vsixTarget(): string {
  const arch = process.arch === 'arm' ? 'armhf' : process.arch;
  return `${isMusl() ? 'alpine' : process.platform}-${arch}`;
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const report = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return report.header.glibcVersionRuntime === undefined;
}

/** Where the packaged extension of this version and platform lies, once it has been made. */
export function vsixPath(): string {
  const { name, version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return join(projectRoot, 'out', `${name}-${vsixTarget()}-${version}.vsix`);
}

/** The files of each native module that this platform loads, as globs inside the module's folder. */
function nativeFiles(): Record<string, readonly string[]> {
  const sqlite = `${isMusl() ? 'linuxmusl' : process.platform}-${process.arch}`;
  const code = ['package.json', 'LICENSE*'];
  return {
    'better-sqlite3': [...code, 'lib/**/*.js', `prebuilds/${sqlite}.node`],
    'hnswlib-node': [...code, 'lib/*.js', 'build/Release/addon.node'],
    bindings: [...code, 'bindings.js'],
    'file-uri-to-path': [...code, 'index.js'],
    'onnxruntime-node': [...code, 'dist/**/*.js', `bin/napi-v6/${process.platform}/${process.arch}/*`],
    'onnxruntime-common': [...code, 'dist/cjs/**/*.{js,json}'],
  };
}

async function stageNatives(): Promise<void> {
  rmSync(staged, { recursive: true, force: true });
  for (const [name, patterns] of Object.entries(nativeFiles())) {
    const files = patterns.flatMap((pattern) => globSync(join(modules, name, pattern)));
    if (!existsSync(join(modules, name))) console.log(`${name} is not installed: the package goes without it.`);
    for (const file of files) {
      const target = join(staged, relative(modules, file));
      mkdirSync(dirname(target), { recursive: true });
      await cp(file, target);
    }
  }
}

/** What does not load here from the staged files alone would not load on a user's machine. */
function refuseBrokenNatives(): void {
  const requireStaged = createRequire(join(staged, 'staged.cjs'));
  for (const name of ['better-sqlite3', 'onnxruntime-node', 'hnswlib-node']) {
    if (!existsSync(join(modules, name))) continue;
    if (!requireStaged.resolve(name).startsWith(staged)) throw new Error(`${name} was not staged.`);
    requireStaged(name);
  }
}

/** A bundle that names a folder of this machine works here and nowhere else. */
function refuseMachinePaths(): void {
  for (const bundle of globSync(join(projectRoot, 'dist', '*.{cjs,js}'))) {
    if (readFileSync(bundle, 'utf8').includes(projectRoot)) throw new Error(`${bundle} holds the path ${projectRoot}.`);
  }
}

/** @returns the path of the VSIX */
export async function packageExtension(): Promise<string> {
  await build();
  refuseMachinePaths();
  await stageNatives();
  refuseBrokenNatives();
  const path = vsixPath();
  mkdirSync(dirname(path), { recursive: true });
  const args = ['package', '--no-dependencies', '--target', vsixTarget(), '--out', path];
  await mustRun(tool('vsce'), [...args, '--allow-missing-repository', '--no-rewrite-relative-links'], {
    cwd: projectRoot,
  });
  return path;
}

if (import.meta.main) {
  const path = await packageExtension();
  const megabytes = (statSync(path).size / 1_000_000).toFixed(1);
  console.log(`${relative(projectRoot, path)}: ${megabytes} MB`);
}
