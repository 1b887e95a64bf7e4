// The way in for tests in a real editor. What is the same on both kinds of editor is an interface here; the two kinds
// are server-workbench.ts (a VS Code server in Chromium, the default) and desktop-workbench.ts (a downloaded desktop
// build, with SECOND_NATURE_EDITOR=desktop). A test looks like this:
//
//   const editor = await startEditor({ env: { SECOND_NATURE_LINGER_MS: '2000' } });
//   const window = await editor.openWindow({ folder, colorTheme: 'dark' });
//   await window.openFile('src/profile.ts');
//   await window.goToLine(4);
//   await window.typeText('const user = loadUser(1);');
//   await window.command('Second Nature: Recall');
//   await window.page.locator('.quick-input-list').getByText('known').waitFor();
//   await window.screenshot('recall');               // → out/pictures/recall.png
//   const frame = await window.webview('h1');        // the frame of the webview that has an h1
//   await editor.close();                            // in afterAll or finally: ends windows, server and engine
//
// Build first (`webpack`): the extension is loaded from dist/. Run one file with
// `vitest run -c test/vscode/vitest.config.ts test/vscode/NAME.test.ts`. When a test fails, `editor.logs()` holds what
// the server, the extension host and the engine said; SECOND_NATURE_KEEP=1 keeps the temporary folder and names it.
import type { Frame, Locator, Page } from 'playwright-core';
import { startDesktopEditor } from './desktop-workbench.ts';
import { startServerEditor } from './server-workbench.ts';

export interface EditorOptions {
  /** On top of those in `editor-settings.ts`, which keep the editor from helping with the typing. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The memory of another editor, which outlives this one; a folder of its own by default. */
  readonly memoryDirectory?: string;
  /** Environment of the extension host and of what it starts. */
  readonly env?: Readonly<Record<string, string>>;
  /** Path of a VSIX to install instead of loading the extension from this repository. */
  readonly vsix?: string;
  /** Whether a folder is trusted only when it is said to be; else every folder is. */
  readonly asksForTrust?: boolean;
  /** Paths of VSIX files of other extensions. */
  readonly others?: readonly string[];
}

export type ColorTheme = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

export interface WindowOptions {
  /** Absolute path of the folder to open; none by default. */
  readonly folder?: string;
  /** CSS pixels; 1400 × 900 by default. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Device pixels a CSS pixel, 1 by default; an editor on the desktop has its screen's. */
  readonly scale?: number;
  /** Holds for all windows of the editor. */
  readonly colorTheme?: ColorTheme;
  /** The extension under test: this repository by default, none when a VSIX was installed. */
  readonly extensionDevelopmentPath?: string;
}

/** One editor of its own: data, extensions, port and memory are shared with nobody. */
export interface Editor {
  /** Absolute path of the memory of this editor's extension. */
  readonly memoryDirectory: string;
  /** Opens a window and waits until its workbench stands. Extensions are still starting then. */
  openWindow(options: WindowOptions): Promise<Workbench>;
  /** The last lines that the server, the extension hosts and the engine wrote, and the consoles of the windows. */
  logs(): string;
  /** Closes the windows, ends the editor, waits for the engine of its own memory to go (and ends it after 10 s), removes the folders. */
  close(): Promise<void>;
}

/** One window of an editor. */
export interface Workbench {
  /** The page of the workbench, for all that is not below. */
  readonly page: Page;
  /** Runs a command by its title in the palette, such as `Second Nature: Recall`. */
  command(title: string): Promise<void>;
  /** Opens a file of the folder in an editor and puts the cursor into it. `path` is relative to the folder. */
  openFile(path: string): Promise<void>;
  /** Opens a file of the folder in whatever kind of editor it has, such as a notebook. */
  pickFile(path: string): Promise<void>;
  /** Types at the cursor, key by key. `\n` is Enter. */
  typeText(text: string): Promise<void>;
  /** Puts the cursor there; both start at 1, the column is the first by default. */
  goToLine(line: number, column?: number): Promise<void>;
  /** Saves the active editor as by hand and waits until the file on disk has what the editor has. */
  save(): Promise<void>;
  /** The lines of the active editor that are in view, as text; decorations that are text are part of it. */
  visibleText(): Promise<string>;
  /** Presses the other button of the mouse on a row and chooses what the menu calls so. */
  chooseInMenu(row: Locator, label: string): Promise<void>;
  /** Takes a picture into out/pictures/NAME.png and returns its path. */
  screenshot(name: string): Promise<string>;
  /** The frame of a webview whose document has a match of the selector. Fails after 30 s. */
  webview(selector: string): Promise<Frame>;
  /** Closes the window; its extension host ends within two seconds. */
  close(): Promise<void>;
}

/** Starts an editor of the kind that SECOND_NATURE_EDITOR names: `server` (the default) or `desktop`. */
export function startEditor(options: EditorOptions = {}): Promise<Editor> {
  return process.env.SECOND_NATURE_EDITOR === 'desktop' ? startDesktopEditor(options) : startServerEditor(options);
}
