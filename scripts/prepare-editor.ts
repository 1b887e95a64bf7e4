// Gets a real VS Code onto this machine: nothing comes in, the paths of an editor server that runs here go out. The
// server is the one inside the npm package code-server, since npm is all that a closed network offers.
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cachePath, makeOnce } from './developer-cache.ts';
import { mustRun, type ProgramOptions, runProgram } from './run-program.ts';

export const codeServerVersion = '4.139.1';

/** A VS Code server on disk. */
export interface EditorInstall {
  /** The Node that runs it; code-server wants exactly Node 24. */
  readonly node: string;
  /** The folder that holds `out/server-main.js`. */
  readonly server: string;
}

/** Installs the editor server into the cache unless it is there. Takes about three minutes the first time. */
export async function prepareEditor(): Promise<EditorInstall> {
  const folder = cachePath('editor');
  await makeOnce(folder, `code-server ${codeServerVersion}`, installEditor);
  return editorIn(folder);
}

function editorIn(folder: string): EditorInstall {
  return {
    node: join(folder, 'node_modules', 'node', 'bin', 'node'),
    server: join(folder, 'node_modules', 'code-server', 'lib', 'vscode'),
  };
}

async function installEditor(folder: string): Promise<void> {
  // One of the editor's own modules is compiled against the Kerberos headers.
  await ensureSystemPackages(['libkrb5-dev', 'python3', 'make', 'g++']);
  console.log(`Installing VS Code (code-server ${codeServerVersion}) into ${folder}. This happens once.`);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const install = (name: string, env: ProgramOptions['env']) =>
    mustRun('npm', ['install', name, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, env });
  await withProgress('Node 24 for the editor', () => install('node@24', {}));
  const { node, server } = editorIn(folder);
  // The npm that runs this script has told its Node to whatever it starts, and code-server would believe it.
  const env = { PATH: [dirname(node), process.env.PATH].join(delimiter), npm_config_user_agent: undefined };
  await withProgress('the editor, about three minutes', () => install(`code-server@${codeServerVersion}`, env));
  if (!existsSync(join(server, 'out', 'server-main.js'))) throw new Error(`code-server has no VS Code in ${server}.`);
}

/** Says what is being waited for, and every half minute that it still is. */
async function withProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1_000);
  console.log(`  ${what} ...`);
  const timer = setInterval(() => console.log(`  ... ${seconds()} s`), 30_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    console.log(`  done after ${seconds()} s`);
  }
}

/** The browser in which the tests show the editor. */
export async function prepareChromium(): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  await ensureSystemPackages(['chromium']);
  const installed = findChromium();
  if (installed === undefined)
    throw new Error('No Chromium was found, not even after installing the package chromium.');
  return installed;
}

function findChromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return onPath(names);
}

/** The first of these programs that is on the PATH. */
export function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Makes sure that Debian packages are there: installs the missing ones when run as root.
 *
 * @throws with the command to run when packages are missing and this user may not install them
 */
export async function ensureSystemPackages(names: readonly string[]): Promise<void> {
  if (process.platform !== 'linux' || onPath(['dpkg-query']) === undefined) return;
  const missing: string[] = [];
  for (const name of names) if (!(await isInstalled(name))) missing.push(name);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || onPath(['apt-get']) === undefined) {
    throw new Error(`Missing system packages. Run as root: apt-get install ${missing.join(' ')}`);
  }
  console.log(`Installing system packages: ${missing.join(', ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await mustRun('apt-get', ['update'], { env });
  await mustRun('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { env });
}

async function isInstalled(name: string): Promise<boolean> {
  const { code, output } = await runProgram('dpkg-query', ['-s', name]);
  return code === 0 && output.includes('Status: install ok installed');
}
