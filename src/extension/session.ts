// A trusted window comes in; its senses, its line to the engine and its surfaces go out, wired together. Everything
// heavy is loaded from here, after activation.
import path from 'node:path';
import * as vscode from 'vscode';
import { findMemoryDirectory, memoryDirectoryVariable } from '../client/memory-directory.ts';
import { type ExplorerTarget, explorerTargetSchema } from '../protocol/explorer-page.ts';
import { type AgentServing, serveAgents } from './agents/serving.ts';
import { createEngineClient, type EngineClient, engineCommandOf } from './connect/engine-client.ts';
import { sendEngineSettings } from './connect/engine-settings.ts';
import { tellExclusions } from './connect/folder-exclusion.ts';
import { askPauseEnd, Pause, timeOf } from './pause.ts';
import { beginBlindSpell } from './sense/blind-spell.ts';
import { createCostMeter } from './sense/cost-meter.ts';
import type { Report } from './sense/observation-draft.ts';
import { UnseenLines } from './sense/unseen-lines.ts';
import { isAllOut, isFolderOut, isShowing, readSettings, type Settings, settingsSection } from './settings.ts';
import { forwardShown, type Showing, startShowing } from './showing.ts';
import { type AgentImport, createAgentImport, readAgentSources } from './surface/agent-import.ts';
import { createExplorerPanel, type ExplorerPanel } from './surface/explorer-panel.ts';
import { explorerTargetOf } from './surface/explorer-target.ts';
import { reviewGuidance } from './surface/guidance-review.ts';
import { keepHintHistory, snoozeHints } from './surface/hint-dismissal.ts';
import type { HintHistory } from './surface/hint-history.ts';
import { createHistoryImport, type HistoryImport } from './surface/history-import.ts';
import { type PastDocuments, providePastDocuments } from './surface/past-document.ts';
import { openRecallPick } from './surface/recall-pick.ts';
import { createSidebar, type Sidebar } from './surface/sidebar.ts';
import { showDiary, sleepNow, wakeUp } from './surface/sleep-command.ts';
import { followSleep, type SleepWatch } from './surface/sleep-watch.ts';
import { askStatus, describeStatus } from './surface/status-command.ts';
import { createStatusItem, openStatusMenu, type StatusItem } from './surface/status-item.ts';
import type { MemoryState } from './surface/status-wording.ts';
import { createUpkeepCommands } from './surface/upkeep-commands.ts';
import { startWatching, type Watching } from './watching.ts';
import { askFolder, currentFolder } from './window-folder.ts';

export interface StartTiming {
  /** What the activation took. */
  readonly activateMs: number;
  /** When the loading of all that comes after it began, on the clock of `performance`. */
  readonly beganAt: number;
}

export class Session {
  readonly #context: vscode.ExtensionContext;
  readonly #timing: StartTiming;
  readonly #loadMs: number;
  readonly #version: string;
  readonly #log = vscode.window.createOutputChannel('Second Nature');
  readonly #cost = createCostMeter();
  readonly #client: EngineClient;
  readonly #status: StatusItem = createStatusItem();
  readonly #imports: HistoryImport;
  readonly #transcripts: AgentImport;
  readonly #past: PastDocuments;
  readonly #explorer: ExplorerPanel;
  readonly #sidebar: Sidebar;
  readonly #agents: AgentServing;
  readonly #sleep: SleepWatch;
  readonly #subscriptions: vscode.Disposable[];
  #settings: Settings = readSettings();
  readonly #pause: Pause;
  readonly #unseen: UnseenLines;
  readonly #history: HintHistory;
  #blindSpell: vscode.Disposable | undefined;
  #watching: Watching | undefined;
  #showing: Showing | undefined;
  #known: Pick<MemoryState, 'counts' | 'notices'> = {};

  constructor(context: vscode.ExtensionContext, timing: StartTiming) {
    this.#context = context;
    this.#timing = timing;
    this.#version = String(context.extension.packageJSON.version);
    this.#unseen = new UnseenLines(context.workspaceState);
    this.#history = keepHintHistory(context.workspaceState);
    this.#pause = new Pause(context.workspaceState, () => this.#applySettings());
    this.#client = createEngineClient({
      directory: memoryDirectory(this.#settings),
      engineCommand: engineCommandOf(context.asAbsolutePath(path.join('dist', 'engine.cjs'))),
      version: this.#version,
      activateMs: () => timing.activateMs,
    });
    this.#imports = createHistoryImport(this.#client, context.workspaceState);
    this.#transcripts = createAgentImport(this.#client, context, this.#log);
    this.#past = providePastDocuments(this.#client);
    this.#explorer = this.#createExplorer();
    this.#sidebar = createSidebar({
      memory: this.#client,
      folder: () => currentFolder()?.uri.fsPath,
      showEpisode: (id) => this.#explorer.show({ to: 'episode', id }),
      openEvent: (folder, event) => this.#past.openEvent(folder, event),
      // What the user says of a memory counts while nothing is sensed, too.
      report: (observation) => this.#client.observe(observation),
      show: (lines) => this.#show(lines),
      noteChange: () => this.#noteChange(),
    });
    this.#sleep = followSleep({
      memory: this.#client,
      folder: () => currentFolder()?.uri.fsPath,
      told: context.workspaceState,
      mayTell: () => isShowing(this.#settings),
      onProgress: () => this.#showState(),
      onSlept: () => this.#changed(),
    });
    this.commands = this.#listCommands();
    this.#agents = serveAgents({
      memory: this.#client,
      folder: () => currentFolder(),
      report: (observation) => this.#client.observe(observation),
      log: { warn: (message) => this.#log.appendLine(message) },
      modelAccess: context.languageModelAccessInformation,
      onWorded: () => this.#changed(),
      directory: memoryDirectory(this.#settings),
      script: context.asAbsolutePath(path.join('dist', 'cli.cjs')),
      version: this.#version,
    });
    this.#subscriptions = [
      this.#client.onDidChangeState(() => this.#noteEngine()),
      this.#imports.onProgress(() => this.#noteImport()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settingsSection)) this.#applySettings();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => {
        this.#applySettings();
        this.#importUnasked(added);
      }),
    ];
    this.#applySettings();
    this.#noteEngine();
    this.#loadMs = performance.now() - timing.beganAt;
  }

  /** By command id, without its prefix. */
  readonly commands: Readonly<Record<string, (argument: unknown) => unknown>>;

  /** Sends what waits, then lets go of everything. */
  async stop(): Promise<void> {
    await this.#watching?.flush();
    this.#watching?.dispose();
    this.#showing?.dispose();
    this.#blindSpell?.dispose();
    await this.#unseen.settled();
    await this.#client.stop();
    vscode.Disposable.from(
      ...this.#subscriptions,
      this.#imports,
      this.#transcripts,
      this.#past,
      this.#explorer,
      this.#sidebar,
      this.#agents,
      this.#sleep,
      this.#status,
      this.#pause,
      this.#log,
    ).dispose();
  }

  #listCommands(): Readonly<Record<string, (argument: unknown) => unknown>> {
    return {
      recall: () => this.#recall(),
      openExplorer: (target) => this.#explorer.show(explorerTargetSchema.safeParse(target).data),
      importHistory: () => this.#importAsked(),
      cancelImport: () => this.#imports.cancel(),
      importAgentSessions: () => this.#importAgentsAsked(),
      ...createUpkeepCommands({
        memory: this.#client,
        askFolder,
        flush: () => this.#flush(),
        show: (lines) => this.#show(lines),
        noteChange: () => this.#noteChange(),
      }),
      pause: () => this.#pause.begin(),
      pauseFor: () => this.#pauseFor(),
      resume: () => this.#pause.end(),
      sleepNow: () => this.#askFor(sleepNow),
      wakeUp: () => wakeUp(this.#client),
      showDiary: () => this.#askFor(showDiary),
      reviewGuidance: () => this.#askFor(reviewGuidance),
      showMenu: () => openStatusMenu(this.#state()),
      showStatus: () => this.#showStatus(),
      showPastFix: (instance) => this.#watching?.commands.showPastFix(instance),
      applyPastFix: (instance) => this.#watching?.commands.applyPastFix(instance),
      dismissHint: (instance) => this.#watching?.commands.dismissHint(instance),
      snoozeHints: () => snoozeHints(this.#history),
      showPast: (argument) => this.#showPast(argument),
      ...forwardShown(() => this.#showing),
      explainMemory: (row) => this.#explorer.show(explorerTargetOf(row)),
      ...this.#sidebar.commands,
    };
  }

  #createExplorer(): ExplorerPanel {
    return createExplorerPanel({
      extensionUri: this.#context.extensionUri,
      memory: this.#client,
      folder: () => currentFolder(),
      openEvent: (id, folder) => this.#past.openEvent(folder.uri.fsPath, id),
      importHistory: () => this.#importAsked(),
      report: (observation) => this.#client.observe(observation),
      onForgotten: () => this.#noteChange(),
      log: { warn: (message) => this.#log.appendLine(message) },
    });
  }

  readonly #report: Report = (observation) => {
    if (this.#pause.isPaused || this.#settings.mode === 'off' || isFolderOut(this.#settings, observation.folder))
      return;
    this.#client.observe(this.#unseen.cover(observation));
    this.#changed();
  };

  /** What shows the memory follows it, each at its own pace. */
  #changed(): void {
    this.#explorer.changed();
    this.#sidebar.changed();
    this.#showing?.changed();
  }

  #applySettings(): void {
    const before = this.#settings;
    this.#settings = readSettings();
    sendEngineSettings(this.#client, this.#settings, before);
    void tellExclusions(this.#client, this.#settings);
    this.#showing?.dispose();
    const showParts = {
      memory: this.#client,
      report: this.#report,
      history: this.#history,
      showInExplorer: (target: ExplorerTarget) => this.#explorer.show(target),
      openEvent: (folder: string, event: string) => this.#past.openEvent(folder, event),
    };
    this.#showing = isShowing(this.#settings) ? startShowing({ settings: this.#settings, ...showParts }) : undefined;
    this.#agents.settingsChanged(this.#settings, this.#pause.isPaused);
    this.#watching?.dispose();
    const isWatching = this.#settings.mode !== 'off' && !this.#pause.isPaused;
    // What is typed where nothing is recorded is not to be recorded later either, as what stands beside an edit.
    this.#blindSpell?.dispose();
    this.#blindSpell = beginBlindSpell(this.#unseen, this.#settings, isWatching);
    const parts = {
      memory: this.#client,
      past: this.#past,
      report: this.#report,
      cost: this.#cost,
      history: this.#history,
      onHistoryMoved: (folder: string) => void this.#importMoved(folder),
      warn: (problem: string) => this.#log.appendLine(problem),
    };
    this.#watching = isWatching ? startWatching({ settings: this.#settings, ...parts }) : undefined;
    this.#showState();
  }

  async #pauseFor(): Promise<void> {
    const end = await askPauseEnd(Date.now());
    if (end !== undefined) this.#pause.begin(end.untilMs);
  }

  #state(): MemoryState {
    const { progress } = this.#imports;
    return {
      engine: this.#client.state,
      isPaused: this.#pause.isPaused,
      ...(this.#pause.until !== undefined && { pausedUntil: timeOf(this.#pause.until) }),
      mode: this.#settings.mode,
      isKeptOut: isAllOut(this.#settings),
      senseless: Object.entries(this.#settings.sensors).flatMap(([name, isOn]) => (isOn ? [] : [name])),
      ...this.#known,
      ...(progress === undefined ? {} : { importing: progress }),
      ...(this.#sleep.share === undefined ? {} : { sleeping: this.#sleep.share }),
    };
  }

  #showState(): void {
    this.#status.show(this.#state());
    const setContext = (key: string, value: boolean) =>
      void vscode.commands.executeCommand('setContext', `secondNature.${key}`, value);
    setContext('paused', this.#pause.isPaused);
    setContext('importing', this.#imports.progress !== undefined);
  }

  #noteEngine(): void {
    this.#sleep.engineChanged();
    this.#showState();
    if (this.#client.state.kind !== 'ready') return;
    sendEngineSettings(this.#client, this.#settings);
    this.#watching?.askAgain();
    this.#changed();
    this.#importUnasked(vscode.workspace.workspaceFolders ?? []);
    void this.#refreshCounts();
  }

  #noteImport(): void {
    this.#showState();
    this.#changed();
    if (this.#imports.progress === undefined) void this.#refreshCounts();
  }

  /** The engine knows the commits that it has: what was imported before is passed over quickly. */
  #importUnasked(folders: readonly vscode.WorkspaceFolder[]): void {
    if (this.#settings.mode === 'off' || this.#pause.isPaused) return;
    for (const { uri } of folders) if (uri.scheme === 'file') void this.#importPast(uri.fsPath);
  }

  /** The commits first: what agents did is then seen beside them. */
  async #importPast(folder: string): Promise<void> {
    if (this.#settings.importHistory) await this.#import(folder, false);
    await this.#importAgents(folder, () => this.#transcripts.start(folder, readAgentSources()));
  }

  async #importAgentsAsked(): Promise<void> {
    const folder = await askFolder();
    if (folder === undefined) return;
    await this.#importAgents(folder.uri.fsPath, () => this.#transcripts.ask(folder.uri.fsPath));
  }

  /** What a folder keeps out is kept out of what agents did, too. */
  async #importAgents(folder: string, start: () => Promise<void>): Promise<void> {
    if (isFolderOut(this.#settings, folder)) return;
    await tellExclusions(this.#client, this.#settings);
    await start();
  }

  /** A commit that was made while working is learned at once. */
  async #importMoved(folder: string): Promise<void> {
    if (!this.#settings.importHistory) return;
    await this.#watching?.flush(); // What was edited for a commit is known before it.
    await this.#client.flush();
    await this.#import(folder, false);
  }

  /** What a folder keeps out is known to the engine before it reads the folder's history. */
  async #import(folder: string, isAsked: boolean): Promise<void> {
    if (isFolderOut(this.#settings, folder)) return;
    await tellExclusions(this.#client, this.#settings);
    await this.#imports.start(folder, isAsked);
  }

  async #importAsked(): Promise<void> {
    const folder = await askFolder();
    if (folder !== undefined) await this.#import(folder.uri.fsPath, true);
  }

  async #askFor(run: (folder: string, memory: EngineClient) => Promise<void>): Promise<void> {
    const folder = await askFolder();
    if (folder !== undefined) await run(folder.uri.fsPath, this.#client);
  }

  async #flush(): Promise<void> {
    await this.#watching?.flush();
    await this.#client.flush();
  }

  /** What is shown of the memory is asked for again. */
  #noteChange(): void {
    this.#explorer.changed();
    this.#sidebar.changed();
    this.#showing?.changed();
    this.#watching?.askAgain();
    void this.#refreshCounts();
  }

  async #recall(): Promise<void> {
    const folder = await askFolder();
    if (folder === undefined) return;
    openRecallPick({ folder: folder.uri.fsPath, memory: this.#client, past: this.#past, report: this.#report });
  }

  async #refreshCounts(): Promise<void> {
    const reply = await askStatus(this.#client, currentFolder()?.uri.fsPath);
    // Where it fails the state of the engine says it already.
    if (reply.ok) this.#known = { counts: reply.value.counts, notices: reply.value.notices };
    this.#showState();
  }

  /** A link of a hover: the argument is checked, since anyone may call a command. */
  async #showPast(argument: unknown): Promise<void> {
    const { folder, event } = (argument ?? {}) as { folder?: unknown; event?: unknown };
    if (typeof folder === 'string' && typeof event === 'string') await this.#past.openEvent(folder, event);
  }

  async #showStatus(): Promise<void> {
    const keystroke = { count: this.#cost.count, p99Ms: this.#cost.percentile(0.99) };
    const { activateMs } = this.#timing;
    const window = { version: this.#version, activateMs, loadMs: this.#loadMs, keystroke, queued: this.#client.queued };
    this.#show(await describeStatus(this.#client, currentFolder()?.uri.fsPath, window));
  }

  #show(lines: readonly string[]): void {
    this.#log.clear();
    for (const line of lines) this.#log.appendLine(line);
    this.#log.show(true);
  }
}

/** The environment is for tests and try-outs and goes before the setting. */
function memoryDirectory(settings: Settings): string {
  if (process.env[memoryDirectoryVariable] || settings.dataLocation === undefined) return findMemoryDirectory();
  return path.resolve(settings.dataLocation);
}
