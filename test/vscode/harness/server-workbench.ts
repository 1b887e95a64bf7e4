// The editor as a server and a browser: a real VS Code server that denies proposed API, shown in Chromium. This is
// what runs where a desktop build cannot be downloaded.
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';
import { isAlive } from '../../../scripts/developer-cache.ts';
import { type EditorServer, startEditorServer } from '../../../scripts/editor-server.ts';
import { prepareChromium, prepareEditor } from '../../../scripts/prepare-editor.ts';
import { prepareStrictEditor } from '../../../scripts/strict-editor.ts';
import { editorSettings } from './editor-settings.ts';
import { editorWindow, projectRoot, tailOf, workbenchRestored } from './editor-window.ts';
import type { Editor, EditorOptions, WindowOptions, Workbench } from './workbench.ts';

const engineGoneMsMax = 10_000;
const consoleLinesMax = 400;

const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What one editor is made of. */
interface Parts {
  readonly options: EditorOptions;
  readonly directory: string;
  readonly server: EditorServer;
  readonly browser: Browser;
  readonly console: string[];
}

export async function startServerEditor(options: EditorOptions): Promise<Editor> {
  const directory = mkdtempSync(join(tmpdir(), 'second-nature-editor-'));
  const memoryDirectory = options.memoryDirectory ?? join(directory, 'memory');
  mkdirSync(memoryDirectory, { recursive: true });
  const server = await startEditorServer({
    install: await prepareStrictEditor(await prepareEditor()),
    directory,
    settings: editorSettings(options.settings),
    vsix: [...(options.others ?? []), ...(options.vsix === undefined ? [] : [options.vsix])],
    // The editor leaves sockets in the temporary folder; in one of its own they go away with it.
    env: { TMPDIR: directory, SECOND_NATURE_HOME: memoryDirectory, SECOND_NATURE_LINGER_MS: '2000', ...options.env },
    // A closed page does not say goodbye: without a short grace its extension host would wait for hours.
    args: ['--enable-smoke-test-driver', '--reconnection-grace-time', '1', ...trustArgs(options)],
  });
  const browser = await launchBrowser().catch(async (error) => {
    await server.stop();
    throw error;
  });
  const parts: Parts = { options, directory, server, browser, console: [] };
  return {
    memoryDirectory,
    openWindow: (window) => openWindow(parts, window),
    logs: () => collectLogs(parts, memoryDirectory),
    close: () => closeEditor(parts, memoryDirectory),
  };
}

function trustArgs({ asksForTrust = false }: EditorOptions): string[] {
  return asksForTrust ? [] : ['--disable-workspace-trust'];
}

async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await prepareChromium(), args: browserArgs });
}

async function openWindow(parts: Parts, window: WindowOptions): Promise<Workbench> {
  parts.server.writeSettings(editorSettings(parts.options.settings, window.colorTheme));
  // A context a window: each has user settings and a session of its own, as on two machines.
  const { viewport = { width: 1400, height: 900 }, scale = 1 } = window;
  const context = await parts.browser.newContext({ viewport, deviceScaleFactor: scale });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const say = (line: string) => {
    if (parts.console.length < consoleLinesMax) parts.console.push(line);
  };
  page.on('console', (message) => say(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => say(`page error: ${error.message}`));
  // Chromium asks before it leaves a page with unsaved text; a test that closes a window means it.
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  await page.goto(windowAddress(parts, window));
  await workbenchRestored(page);
  return editorWindow(page, () => context.close());
}

function windowAddress(parts: Parts, window: WindowOptions): string {
  const host = `127.0.0.1:${parts.server.port}`;
  const payload: [string, string][] = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const underTest = window.extensionDevelopmentPath ?? (parts.options.vsix === undefined ? projectRoot : undefined);
  if (underTest !== undefined) payload.push(['extensionDevelopmentPath', `vscode-remote://${host}${underTest}`]);
  const opened: Record<string, string> = window.folder === undefined ? { ew: 'true' } : { folder: window.folder };
  const query = new URLSearchParams({ ...opened, payload: JSON.stringify(payload) });
  return `http://${host}/?${query}`;
}

function collectLogs(parts: Parts, memoryDirectory: string): string {
  const hostLogs = globSync(join(parts.directory, 'server', 'data', 'logs', '*', 'exthost*', '*.log'));
  const files = [parts.server.logFile, ...hostLogs, join(memoryDirectory, 'engine.log')];
  return [...files.map((file) => tailOf(file)), '── consoles', ...parts.console].join('\n');
}

async function closeEditor(parts: Parts, memoryDirectory: string): Promise<void> {
  await parts.browser.close();
  await parts.server.stop();
  // In a memory that another editor owns, the engine may serve that one still.
  if (parts.options.memoryDirectory === undefined) await engineGone(memoryDirectory);
  if (process.env.SECOND_NATURE_KEEP === '1') console.log(`Kept ${parts.directory}`);
  else rmSync(parts.directory, { recursive: true, force: true, maxRetries: 5 });
}

/** The engine outlives its windows for a while by design; a test must not leave it behind. */
async function engineGone(memoryDirectory: string): Promise<void> {
  const pid = enginePid(memoryDirectory);
  if (pid === undefined) return;
  const end = Date.now() + engineGoneMsMax;
  while (isAlive(pid) && Date.now() < end) await sleep(100);
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}

/** The process id that the running engine wrote into its beacon; absent when none runs. */
export function enginePid(memoryDirectory: string): number | undefined {
  const beacon = join(memoryDirectory, 'engine.json');
  if (!existsSync(beacon)) return undefined;
  const { pid } = JSON.parse(readFileSync(beacon, 'utf8')) as { pid: number };
  return pid;
}
