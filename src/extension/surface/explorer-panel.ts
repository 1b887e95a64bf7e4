// The explorer as a panel of the editor: the page's messages go in, questions to the engine and deeds of the editor
// come out. The page names things by their ids; this side decides what is opened.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type ExplorerTarget, type FromPage, fromPageSchema, type ToPage } from '../../protocol/explorer-page.ts';
import { draftWorkObservation, type Report } from '../sense/observation-draft.ts';
import { explorerDocument } from './explorer-document.ts';
import { ExplorerQuestions, failed, type PageQuestion } from './explorer-question.ts';
import type { MemoryClient } from './memory-client.ts';
import { openRememberedFile } from './remembered-file.ts';

export interface ExplorerParts {
  readonly extensionUri: vscode.Uri;
  readonly memory: MemoryClient;
  /** The folder that the user works in; undefined while none is open. */
  folder(): vscode.WorkspaceFolder | undefined;
  /** Shows what the event changed as a diff. */
  openEvent(id: string, folder: vscode.WorkspaceFolder): Promise<void>;
  /** Imports the history of the folder; settles when it is done. */
  importHistory(folder: vscode.WorkspaceFolder): Promise<void>;
  /** What the reader says of a memory, which is wanted even while nothing is sensed. */
  readonly report: Report;
  /** Something was forgotten: whatever shows the memory is to ask again. */
  onForgotten(): void;
  readonly log: { warn(message: string): void };
}

export interface ExplorerPanel extends vscode.Disposable {
  /** Opens the panel or brings it to the front. @param target is shown in it, when given */
  show(target?: ExplorerTarget): void;
  /** Tells the page that something was learned. Call it as often as that happens. */
  changed(): void;
}

const explorerViewType = 'secondNature.explorer';

/** While much is learned at once, as in an import, the page is told so often and no oftener. */
const changedPauseMs = 1_500;

/** Makes the explorer known to the editor; nothing is shown before `show`, or the reload of a window that had it open. */
export function createExplorerPanel(parts: ExplorerParts): ExplorerPanel {
  const panel = new SingleExplorerPanel(parts);
  const serializer = vscode.window.registerWebviewPanelSerializer(explorerViewType, {
    deserializeWebviewPanel: async (restored) => panel.adopt(restored),
  });
  return {
    show: (target) => panel.show(target),
    changed: () => panel.changed(),
    dispose: () => {
      serializer.dispose();
      panel.dispose();
    },
  };
}

type Deed = Exclude<FromPage, PageQuestion>;

class SingleExplorerPanel {
  readonly #parts: ExplorerParts;
  readonly #questions: ExplorerQuestions;
  #panel: vscode.WebviewPanel | undefined;
  /** Whose memory is shown: that of the folder in which the panel was asked for, since the panel itself is in none. */
  #folder: vscode.WorkspaceFolder | undefined;
  /** To be shown once the page says that it listens. */
  #wanted: ExplorerTarget | undefined;
  #isReady = false;
  #changeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ExplorerParts) {
    this.#parts = parts;
    this.#questions = new ExplorerQuestions(parts.memory, () => parts.onForgotten());
  }

  show(target: ExplorerTarget | undefined): void {
    this.#wanted = target;
    // With the panel in front no file is, so the user works in the folder that is shown.
    const folder = this.#panel?.active ? this.#folder : this.#parts.folder();
    const isSameFolder = folder?.uri.toString() === this.#folder?.uri.toString();
    this.#folder = folder;
    if (!this.#panel) {
      const dormant = findDormantTab();
      if (dormant) void bringToFront(dormant);
      else this.adopt(vscode.window.createWebviewPanel(explorerViewType, 'Second Nature', vscode.ViewColumn.Active));
      return;
    }
    this.#panel.reveal();
    if (isSameFolder) this.#showWanted();
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
      words: vscode.l10n.bundle,
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
      this.#showWanted();
      return;
    }
    if (message.type === 'cancel') {
      this.#questions.cancel(message.request);
      return;
    }
    const folder = this.#folder;
    if (!folder) throw new Error(noFolder());
    switch (message.type) {
      case 'judge':
        return this.#judge(message, folder);
      case 'openEvent':
        return this.#parts.openEvent(message.id, folder);
      case 'openFile':
        return openRememberedFile(folder.uri.fsPath, message.path);
      case 'importHistory':
        // However it ends, the page learns that it ended.
        return this.#parts.importHistory(folder).finally(() => this.#post(panel, { type: 'changed' }));
    }
  }

  async #answer(panel: vscode.WebviewPanel, question: PageQuestion): Promise<void> {
    const post = (message: ToPage) => this.#post(panel, message);
    const folder = this.#folder;
    post(folder ? await this.#questions.answer(question, folder, post) : failed(question.request, noFolder()));
  }

  #judge({ type, ...data }: Extract<FromPage, { type: 'judge' }>, { uri }: vscode.WorkspaceFolder): void {
    this.#parts.report(draftWorkObservation('feedback', { folder: uri.fsPath }, data, ''));
  }

  #showWanted(): void {
    if (!this.#panel || !this.#isReady || this.#wanted === undefined) return;
    this.#post(this.#panel, { type: 'show', target: this.#wanted });
    this.#wanted = undefined;
  }

  /** A page that was closed meanwhile needs no answer. */
  #post(panel: vscode.WebviewPanel, message: ToPage): void {
    if (this.#panel === panel) void panel.webview.postMessage(message);
  }
}

/** After a reload the editor hands over a panel only once its tab is in front; until then nobody but the editor can show it. */
function findDormantTab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .filter(({ viewColumn }) => viewColumn <= groupNames.length)
    .flatMap(({ tabs }) => tabs)
    .find(({ input, isActive }) => !isActive && isExplorer(input));
}

/** What it hands over then still knows what was read in it. */
async function bringToFront({ group }: vscode.Tab): Promise<void> {
  const index = group.tabs.findIndex(({ input }) => isExplorer(input));
  await vscode.commands.executeCommand(`workbench.action.focus${groupNames[group.viewColumn - 1]}EditorGroup`);
  await vscode.commands.executeCommand('workbench.action.openEditorAtIndex', index);
}

/** By column; the editor has commands for so many. */
const groupNames = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth'];

/** The editor puts words of its own before the type of a view. */
function isExplorer(input: unknown): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith(explorerViewType);
}

function isQuestion(message: FromPage): message is PageQuestion {
  return 'request' in message && message.type !== 'cancel';
}

function noFolder(): string {
  return vscode.l10n.t('Open a folder: the memory is kept for each project.');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
