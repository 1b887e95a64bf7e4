// The editor wakes the extension; commands and one status item are there at once, all else is loaded afterwards and
// only in a window that the user trusts.
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import type { Session } from './session.ts';

const commandNames = [
  'recall',
  'openExplorer',
  'importHistory',
  'cancelImport',
  'sleepNow',
  'wakeUp',
  'showDiary',
  'showWeeklyReview',
  'importAgentSessions',
  'forget',
  'reviewGuidance',
  'exportMemory',
  'importMemory',
  'pause',
  'pauseFor',
  'resume',
  'showMenu',
  'showStatus',
  'showPastFix',
  'applyPastFix',
  'dismissHint',
  'dismissWarning',
  'snoozeHints',
  'showPast',
  'showEpisode',
  'openPrimed',
  'dismissPrimed',
  'explainMemory',
  'showCompanions',
  'showRule',
  'showBelief',
  'pinBelief',
  'correctBelief',
  'forgetBelief',
  'investigateWonder',
  'dismissWonder',
  'openWonder',
  'pinEpisode',
  'correctEpisode',
  'forgetEpisode',
  'moreEpisodes',
  'searchEpisodes',
  'clearEpisodeSearch',
] as const;

let session: Promise<Session> | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const startedAt = performance.now();
  silenceHooks();
  let activateMs = 0;
  const begin = (): Promise<Session> => {
    const beganAt = performance.now();
    session ??= import('./session.ts').then(({ Session }) => new Session(context, { activateMs, beganAt }));
    return session;
  };
  for (const name of commandNames) {
    const run = async (argument: unknown) => {
      if (!vscode.workspace.isTrusted) return tellUntrusted();
      const { commands } = await begin();
      return commands[name]?.(argument);
    };
    context.subscriptions.push(vscode.commands.registerCommand(`secondNature.${name}`, run));
  }
  const beginUnasked = () => {
    const mode = vscode.workspace.getConfiguration('secondNature').get<string>('mode');
    if (vscode.workspace.isTrusted && mode !== 'off') void begin();
  };
  context.subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(beginUnasked));
  context.subscriptions.push(vscode.workspace.onDidChangeConfiguration(beginUnasked));
  setImmediate(beginUnasked); // Activation does not wait for the session: it begins in a turn of its own.
  activateMs = performance.now() - startedAt;
}

/** The editor waits for this, a few seconds at most. */
export async function deactivate(): Promise<void> {
  await (await session)?.stop();
}

/** Agents' hooks run with this environment: until a session allows it, they neither remember nor tell. */
function silenceHooks(): void {
  process.env.SN_SENSE = '0';
  process.env.SN_TELL = '0';
}

function tellUntrusted(): void {
  const sentence = vscode.l10n.t('Second Nature neither learns nor recalls in a folder that you have not trusted.');
  void vscode.window.showInformationMessage(sentence);
}
