// The explorer as a panel of the editor: the page's messages go in, questions to the engine and deeds of the editor
// come out. The page names things by their ids; this side decides what is opened.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { episodeMethod, episodeResult, timelineMethod, timelineResult } from '../../protocol/explore.ts';
import { type FromPage, fromPageSchema, type ToPage } from '../../protocol/explorer-page.ts';
import { mapMethod, mapResult } from '../../protocol/map.ts';
import { explorerDocument, pathBelowRoot } from './explorer-document.ts';
import type { MemoryClient } from './memory-client.ts';

export interface ExplorerParts {
  readonly extensionUri: vscode.Uri;
  readonly memory: MemoryClient;
  /** The folder that the user works in; undefined while none is open. */
  folder(): vscode.WorkspaceFolder | undefined;
  /** Shows what the event changed as a diff. */
  openEvent(id: string, folder: vscode.WorkspaceFolder): Promise<void>;
  /** Imports the history of the folder; settles when it is done. */
  importHistory(folder: vscode.WorkspaceFolder): Promise<void>;
  readonly log: { warn(message: string): void };
}

export interface ExplorerPanel extends vscode.Disposable {
  /** Opens the panel or brings it to the front. @param episode is selected, when given */
  show(episode?: string): void;
  /** Tells the page that something was learned. Call it as often as that happens. */
  changed(): void;
}

const explorerViewType = 'secondNature.explorer';

/** While much is learned at once, as in an import, the page is told so often and no oftener. */
const changedPauseMs = 1_500;

const noFolder = 'Open a folder: the memory is kept for each project.';

/** Makes the explorer known to the editor; nothing is shown before `show`, or the reload of a window that had it open. */
export function createExplorerPanel(parts: ExplorerParts): ExplorerPanel {
  const panel = new SingleExplorerPanel(parts);
  const serializer = vscode.window.registerWebviewPanelSerializer(explorerViewType, {
    deserializeWebviewPanel: async (restored) => panel.adopt(restored),
  });
  return {
    show: (episode) => panel.show(episode),
    changed: () => panel.changed(),
    dispose: () => {
      serializer.dispose();
      panel.dispose();
    },
  };
}

type Question = Extract<FromPage, { type: 'timeline' | 'episode' | 'map' }>;
type Deed = Exclude<FromPage, Question>;

class SingleExplorerPanel {
  readonly #parts: ExplorerParts;
  #panel: vscode.WebviewPanel | undefined;
  /** Whose memory is shown: that of the folder in which the panel was asked for, since the panel itself is in none. */
  #folder: vscode.WorkspaceFolder | undefined;
  /** To be selected once the page says that it listens. */
  #wanted: string | undefined;
  #isReady = false;
  #changeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ExplorerParts) {
    this.#parts = parts;
  }

  show(episode: string | undefined): void {
    this.#wanted = episode;
    // With the panel in front no file is, so the user works in the folder that is shown.
    const folder = this.#panel?.active ? this.#folder : this.#parts.folder();
    const isSameFolder = folder?.uri.toString() === this.#folder?.uri.toString();
    this.#folder = folder;
    if (!this.#panel) {
      this.adopt(vscode.window.createWebviewPanel(explorerViewType, 'Second Nature', vscode.ViewColumn.Active));
      return;
    }
    this.#panel.reveal();
    if (isSameFolder) this.#selectWanted();
    else this.#fill(this.#panel);
  }

  /** Takes a panel that is new or comes back with its window, and fills it. */
  adopt(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    this.#folder ??= this.#parts.folder();
    const { extensionUri } = this.#parts;
    panel.iconPath = new vscode.ThemeIcon('history');
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist'), vscode.Uri.joinPath(extensionUri, 'media')],
    };
    panel.webview.onDidReceiveMessage((message) => this.#take(panel, message));
    panel.onDidChangeViewState(() => {
      // The editor throws the page of a hidden panel away; it says that it is ready when it is made again.
      if (!panel.visible) this.#isReady = false;
    });
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    this.#fill(panel);
  }

  changed(): void {
    this.#changeTimer ??= setTimeout(() => {
      this.#changeTimer = undefined;
      if (this.#panel) this.#post(this.#panel, { type: 'changed' });
    }, changedPauseMs);
  }

  dispose(): void {
    clearTimeout(this.#changeTimer);
    this.#panel?.dispose();
  }

  /** Loads the page anew; the nonce is another each time. */
  #fill(panel: vscode.WebviewPanel): void {
    this.#isReady = false;
    panel.webview.html = this.#document(panel.webview);
  }

  #document(webview: vscode.Webview): string {
    const source = (name: string) =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.#parts.extensionUri, 'dist', name)).toString();
    return explorerDocument({
      cspSource: webview.cspSource,
      scriptUri: source('explorer.js'),
      styleUri: source('explorer.css'),
      nonce: randomBytes(16).toString('hex'),
      language: vscode.env.language,
    });
  }

  async #take(panel: vscode.WebviewPanel, raw: unknown): Promise<void> {
    const checked = fromPageSchema.safeParse(raw);
    if (!checked.success) {
      this.#parts.log.warn(`The explorer sent a message that is not understood: ${checked.error.message}`);
      return;
    }
    const message = checked.data;
    try {
      if (isQuestion(message)) await this.#answer(panel, message);
      else await this.#carryOut(panel, message);
    } catch (error) {
      void vscode.window.showErrorMessage(`Second Nature: ${messageOf(error)}`);
    }
  }

  async #carryOut(panel: vscode.WebviewPanel, message: Deed): Promise<void> {
    if (message.type === 'ready') {
      this.#isReady = true;
      this.#selectWanted();
      return;
    }
    const folder = this.#folder;
    if (!folder) throw new Error(noFolder);
    switch (message.type) {
      case 'openEvent':
        return this.#parts.openEvent(message.id, folder);
      case 'openFile':
        return openRememberedFile(message.path, folder);
      case 'importHistory':
        // However it ends, the page learns that it ended.
        return this.#parts.importHistory(folder).finally(() => this.#post(panel, { type: 'changed' }));
    }
  }

  async #answer(panel: vscode.WebviewPanel, question: Question): Promise<void> {
    const { request } = question;
    const folder = this.#folder?.uri.fsPath;
    this.#post(
      panel,
      folder === undefined ? { type: 'failed', request, message: noFolder } : await this.#ask(question, folder),
    );
  }

  async #ask(question: Question, folder: string): Promise<ToPage> {
    const { request, type } = question;
    const { memory } = this.#parts;
    switch (type) {
      case 'episode': {
        const reply = await memory.request(episodeMethod, { folder, id: question.id }, episodeResult);
        return reply.ok ? { type, request, detail: reply.value } : failed(request, reply.message);
      }
      case 'map': {
        const reply = await memory.request(mapMethod, { folder }, mapResult);
        return reply.ok ? { type, request, map: reply.value } : failed(request, reply.message);
      }
      case 'timeline': {
        const { offset, limit, text } = question;
        const params = text === '' ? { folder, offset, limit } : { folder, offset, limit, text };
        const reply = await memory.request(timelineMethod, params, timelineResult);
        return reply.ok ? { type, request, page: reply.value } : failed(request, reply.message);
      }
    }
  }

  #selectWanted(): void {
    if (!this.#panel || !this.#isReady || this.#wanted === undefined) return;
    this.#post(this.#panel, { type: 'select', id: this.#wanted });
    this.#wanted = undefined;
  }

  /** A page that was closed meanwhile needs no answer. */
  #post(panel: vscode.WebviewPanel, message: ToPage): void {
    if (this.#panel === panel) void panel.webview.postMessage(message);
  }
}

function isQuestion(message: FromPage): message is Question {
  return message.type === 'timeline' || message.type === 'episode' || message.type === 'map';
}

function failed(request: number, message: string): ToPage {
  return { type: 'failed', request, message };
}

/**
 * Opens a remembered file, if it lies in the workspace and is still there.
 *
 * @throws with a message for the user otherwise
 */
async function openRememberedFile(remembered: string, folder: vscode.WorkspaceFolder): Promise<void> {
  const plain = pathBelowRoot(remembered);
  if (plain === undefined) throw new Error(`“${remembered}” is not a file of this project.`);
  const file = vscode.Uri.joinPath(await projectRoot(folder.uri), plain);
  if (!vscode.workspace.getWorkspaceFolder(file)) throw new Error(`“${plain}” lies outside the folders that are open.`);
  if (!(await exists(file))) throw new Error(`“${plain}” is no longer there.`);
  await vscode.commands.executeCommand('vscode.open', file);
}

/** The nearest folder upwards that holds a repository, since remembered paths begin there; else the folder itself. */
async function projectRoot(folder: vscode.Uri): Promise<vscode.Uri> {
  for (let at = folder; ; at = vscode.Uri.joinPath(at, '..')) {
    if (await exists(vscode.Uri.joinPath(at, '.git'))) return at;
    if (vscode.Uri.joinPath(at, '..').path === at.path) return folder;
  }
}

function exists(uri: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
