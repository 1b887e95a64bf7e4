// `npm start [-- FOLDER] [--once]`: a folder comes in; its history is imported, what the memory learned is printed, and
// a real VS Code is open on it with the extension inside, until Ctrl+C. With --once there is no editor.
import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, projectRoot } from './build.ts';
import { cachePath } from './developer-cache.ts';
import { type EditorServer, startEditorServer } from './editor-server.ts';
import { packageExtension } from './package.ts';
import { ensureSystemPackages, onPath, prepareEditor } from './prepare-editor.ts';
import { mustRun, runProgram } from './run-program.ts';
import { prepareSampleWorkspace } from './sample-workspace.ts';

const usage = `Usage: npm start [-- FOLDER] [--once]

Opens VS Code on FOLDER with Second Nature in it and prints what it learned from the folder's git history.
Without FOLDER it opens a sample workspace. With --once it prints and exits, without an editor.`;

/** A mistake in how the script was called: told in one sentence, without a stack. */
class UsageError extends Error {}

interface Wish {
  /** Absolute; absent for the sample workspace. */
  readonly folder?: string;
  readonly once: boolean;
}

function readWish(args: readonly string[]): Wish | 'help' {
  const options = { once: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`);
  }
  if (parsed.values.help) return 'help';
  if (parsed.positionals.length > 1) throw new UsageError(`One folder at most.\n\n${usage}`);
  const once = parsed.values.once ?? false;
  const [name] = parsed.positionals;
  // npm runs scripts in the project's folder and notes where it was called.
  return name === undefined ? { once } : { folder: checkedFolder(resolve(process.env.INIT_CWD ?? '.', name)), once };
}

function checkedFolder(folder: string): string {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`There is no folder ${folder}.`);
  if (!stats.isDirectory()) throw new UsageError(`${folder} is a file. Name the folder to open.`);
  return folder;
}

async function start(wish: Wish): Promise<number> {
  await ensureSystemPackages(['git']);
  const memory = cachePath('try-out', 'memory');
  const env = { SECOND_NATURE_HOME: memory };
  console.log(`This is a trial: it remembers in ${memory}, apart from your own memory.`);
  const folder = wish.folder ?? (await prepareSampleWorkspace());
  if (wish.once) {
    await build();
    return learn(folder, env);
  }
  console.log('Building the extension ...');
  const vsix = await packageExtension();
  const desktop = onPath(['code']);
  return desktop !== undefined && hasDisplay()
    ? openDesktop(desktop, { folder, vsix, env })
    : openServer({ folder, vsix, env, trusted: wish.folder === undefined });
}

/** Imports the history and prints the orientation and three facts. */
async function learn(folder: string, env: Readonly<Record<string, string>>): Promise<number> {
  const cli = join(projectRoot, 'dist', 'cli.cjs');
  const { code } = await runProgram(process.execPath, [cli, 'learn', '--folder', folder], { env, show: true });
  return code;
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || 'DISPLAY' in process.env || 'WAYLAND_DISPLAY' in process.env;
}

interface Opening {
  readonly folder: string;
  readonly vsix: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Opens the installed VS Code with a profile of its own, so that the user's is not touched. Ends with the window. */
async function openDesktop(code: string, opening: Opening): Promise<number> {
  const user = cachePath('try-out', 'desktop');
  const profile = [`--user-data-dir=${join(user, 'user')}`, `--extensions-dir=${join(user, 'extensions')}`];
  await mustRun(code, [...profile, '--install-extension', opening.vsix, '--force']);
  console.log(`Opening VS Code on ${opening.folder}. Close its window to end.`);
  const window = runProgram(code, [...profile, '--new-window', '--wait', opening.folder], { env: opening.env });
  const learned = await learn(opening.folder, opening.env);
  await window;
  return learned;
}

async function openServer(opening: Opening & { readonly trusted: boolean }): Promise<number> {
  const token = randomBytes(16).toString('hex');
  const server = await startEditorServer({
    install: await prepareEditor(),
    directory: cachePath('try-out', 'editor'),
    settings: { 'workbench.startupEditor': 'none', 'telemetry.telemetryLevel': 'off' },
    vsix: [opening.vsix],
    env: opening.env,
    token,
    // The sample is our own; whether another folder is trusted is for the user to say in the editor.
    args: opening.trusted ? ['--disable-workspace-trust'] : [],
  });
  const stopped = untilInterrupted(server);
  const address = `http://127.0.0.1:${server.port}/?${new URLSearchParams({ tkn: token, folder: opening.folder })}`;
  console.log(`\nVS Code is open on ${opening.folder}. Open this address in a browser:\n\n  ${address}\n`);
  const learned = await learn(opening.folder, opening.env);
  console.log(`\nThe editor: ${address}\nCtrl+C ends it.`);
  await stopped;
  return learned;
}

/** Ends the server at Ctrl+C; resolves when it is gone. */
function untilInterrupted(server: EditorServer): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => server.stop().then(resolve, reject);
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  });
}

try {
  const wish = readWish(process.argv.slice(2));
  if (wish === 'help') console.log(usage);
  else process.exitCode = await start(wish);
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
