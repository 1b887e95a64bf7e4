// The editor as a desktop build, downloaded by @vscode/test-electron and driven through Playwright's Electron. The
// same tests run on it where VS Code can be downloaded: `npm run test:desktop`.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { _electron, type ElectronApplication } from 'playwright-core';
import { cachePath } from '../../../scripts/developer-cache.ts';
import { mustRun } from '../../../scripts/run-program.ts';
import { editorSettings } from './editor-settings.ts';
import { editorWindow, projectRoot, tailOf, workbenchRestored } from './editor-window.ts';
import type { Editor, EditorOptions, WindowOptions, Workbench } from './workbench.ts';

export async function startDesktopEditor(options: EditorOptions): Promise<Editor> {
  const executable = await downloadDesktop();
  const directory = mkdtempSync(join(tmpdir(), 'second-nature-desktop-'));
  const memoryDirectory = options.memoryDirectory ?? join(directory, 'memory');
  mkdirSync(memoryDirectory, { recursive: true });
  const installed = [...(options.others ?? []), ...(options.vsix === undefined ? [] : [options.vsix])];
  for (const vsix of installed) await installVsix(executable, directory, vsix);
  const windows: ElectronApplication[] = [];
  return {
    memoryDirectory,
    async openWindow(window) {
      const app = await launch(executable, directory, memoryDirectory, options, window);
      windows.push(app);
      return firstWindow(app);
    },
    logs: () => tailOf(join(memoryDirectory, 'engine.log')),
    async close() {
      for (const app of windows) await app.close();
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** @throws with what to do where VS Code cannot be downloaded */
export async function downloadDesktop(): Promise<string> {
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: cachePath('desktop') });
  } catch (error) {
    throw new Error(
      'VS Code could not be downloaded, and the desktop tests need it. Run `npm test` instead: it runs the same ' +
        `tests on a VS Code server.\n${(error as Error).message}`,
    );
  }
}

function profileArgs(directory: string): string[] {
  return [`--user-data-dir=${join(directory, 'user')}`, `--extensions-dir=${join(directory, 'extensions')}`];
}

async function installVsix(executable: string, directory: string, vsix: string): Promise<void> {
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable);
  await mustRun(cli!, [...args, ...profileArgs(directory), '--install-extension', vsix, '--force']);
}

function launch(
  executable: string,
  directory: string,
  memoryDirectory: string,
  options: EditorOptions,
  window: WindowOptions,
): Promise<ElectronApplication> {
  const settingsFile = join(directory, 'user', 'User', 'settings.json');
  mkdirSync(dirname(settingsFile), { recursive: true });
  writeFileSync(settingsFile, JSON.stringify(editorSettings(options.settings, window.colorTheme)));
  const underTest = window.extensionDevelopmentPath ?? (options.vsix === undefined ? projectRoot : undefined);
  return _electron.launch({
    executablePath: executable,
    args: [
      ...profileArgs(directory),
      ...['--no-sandbox', '--disable-gpu', '--disable-workspace-trust', '--enable-smoke-test-driver'],
      ...['--skip-welcome', '--skip-release-notes', '--disable-updates', '--disable-telemetry', '--new-window'],
      ...(underTest === undefined ? [] : [`--extensionDevelopmentPath=${underTest}`]),
      ...(window.folder === undefined ? [] : [window.folder]),
    ],
    env: {
      ...(process.env as Record<string, string>),
      SECOND_NATURE_HOME: memoryDirectory,
      SECOND_NATURE_LINGER_MS: '2000',
      ...options.env,
    },
  });
}

async function firstWindow(app: ElectronApplication): Promise<Workbench> {
  const page = await app.firstWindow();
  page.setDefaultTimeout(30_000);
  await workbenchRestored(page);
  return editorWindow(page, () => app.close());
}
