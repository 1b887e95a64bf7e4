// The first step of every npm script: the name of a script comes in, that script runs on the right Node with the right
// packages. It is plain JavaScript and needs nothing installed, since a fresh machine has only Node 20 and npm.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const onWindows = process.platform === 'win32';
const node = join(modules, 'node', 'bin', onWindows ? 'node.exe' : 'node');

/** The packages of a lock file by their place, without the project itself. */
function packagesIn(lockFile) {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'));
  return Object.entries(packages).filter(([place]) => place !== '');
}

/** Why the installed packages are not those of the lock file; undefined when they are. npm notes at the end of a whole installation what it installed. */
function whyStale() {
  const installedFile = join(modules, '.package-lock.json');
  if (!existsSync(installedFile) || !existsSync(node)) return 'packages are not installed';
  const installed = new Map(packagesIn(installedFile));
  for (const [place, wanted] of packagesIn(join(root, 'package-lock.json'))) {
    const found = installed.get(place);
    // An optional package may be one of another platform.
    if (found === undefined && !wanted.optional && !wanted.devOptional) return `${place} is missing`;
    if (found !== undefined && found.version !== wanted.version) return `${place} is ${found.version}`;
  }
  return undefined;
}

function installPackages(why) {
  console.log(`Installing packages (${why}). This happens once and takes about a minute.`);
  // Not `npm ci`: it refuses a lock file that lacks packages of other platforms, and mirrors of the registry lack those.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  // The library for the processor alone comes with the package; what its script would fetch is for graphics cards.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  const { status } = spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: onWindows, env });
  if (status !== 0) {
    console.error('npm install failed; its message is above.');
    process.exit(status ?? 1);
  }
  if (!existsSync(node)) {
    console.error(
      `${node} is missing after npm install. Are install scripts switched off (npm config get ignore-scripts)?`,
    );
    process.exit(1);
  }
}

function run(name, args) {
  const path = [dirname(node), join(modules, '.bin'), process.env.PATH ?? ''].join(delimiter);
  const child = spawn(node, [join(root, 'scripts', `${name}.ts`), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

const [name, ...args] = process.argv.slice(2);
if (name === undefined || !existsSync(join(root, 'scripts', `${name}.ts`))) {
  console.error('Usage: node scripts/run.mjs SCRIPT [ARGUMENTS], where SCRIPT names a file scripts/SCRIPT.ts');
  process.exit(2);
}
const why = whyStale();
if (why !== undefined) installPackages(why);
run(name, args);
