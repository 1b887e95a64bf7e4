// After a night, beliefs that are new or say something else now go to the editor's language model, where the user allows
// it; what it makes of them goes to the engine, which takes what is faithful. One request a night, and nothing waits for it.
import * as vscode from 'vscode';
import { beliefsMethod, beliefsResult, wordBeliefsMethod, wordBeliefsResult } from '../../protocol/belief.ts';
import { sleptMethod, sleptParams } from '../../protocol/sleep.ts';
import { createPathExclusion } from '../sense/document-filter.ts';
import { isFolderOut, type Settings } from '../settings.ts';
import type { MemoryClient } from '../surface/memory-client.ts';
import { askForWording, readWording, type Unworded } from './wording-request.ts';

const beliefsReadMax = 500;
const beliefsWordedMax = 10;
const answerMsMax = 120_000;

export interface WordingParts {
  readonly memory: MemoryClient;
  readonly folder: () => vscode.WorkspaceFolder | undefined;
  readonly log: { warn(message: string): void };
  readonly modelAccess: vscode.LanguageModelAccessInformation;
  /** Beliefs are shown in other words from now on. */
  readonly onWorded: () => void;
}

export interface BeliefWording extends vscode.Disposable {
  settingsChanged(settings: Settings, isPaused: boolean): void;
}

export function wordBeliefs(parts: WordingParts): BeliefWording {
  const { memory, folder, log, modelAccess, onWorded } = parts;
  /** Sentences that were put to a model: what it has not worded by then it is not asked again. */
  const asked = new Set<string>();
  let settings: Settings | undefined;
  let isRefused = false;
  let running: vscode.CancellationTokenSource | undefined;

  async function word(at: string, excludeGlobs: readonly string[], token: vscode.CancellationToken): Promise<void> {
    const beliefs = await readUnworded(at, excludeGlobs, token);
    if (beliefs.length === 0) return;
    const [model] = await vscode.lm.selectChatModels();
    if (model === undefined || modelAccess.canSendRequest(model) === false || token.isCancellationRequested) return;
    for (const { sentence } of beliefs) asked.add(sentence);
    const wordings = readWording(await answerOf(model, askForWording(beliefs), token), beliefs);
    if (wordings.length === 0 || token.isCancellationRequested) return;
    const params = { folder: at, model: model.name.slice(0, 200) || model.id.slice(0, 200), wordings };
    const reply = await memory.request(wordBeliefsMethod, params, wordBeliefsResult, token);
    if (reply.ok && reply.value.taken > 0) onWorded();
  }

  /** A rule is not among them: it holds code. Nor is what names a file that is kept out by now. */
  async function readUnworded(at: string, excludeGlobs: readonly string[], token: vscode.CancellationToken) {
    const reply = await memory.request(beliefsMethod, { folder: at, limit: beliefsReadMax }, beliefsResult, token);
    const isOut = createPathExclusion(excludeGlobs);
    const beliefs = (reply.ok ? reply.value.beliefs : []).filter(
      ({ nodeKind, wording, statement, place, paths }) =>
        nodeKind !== 'rule' && wording === undefined && !asked.has(statement) && ![place, ...paths].some(isOut),
    );
    return beliefs.slice(0, beliefsWordedMax).map(({ key, statement }): Unworded => ({ key, sentence: statement }));
  }

  async function begin(): Promise<void> {
    const at = folder()?.uri.fsPath;
    if (running !== undefined || isRefused || settings === undefined || at === undefined) return;
    if (isFolderOut(settings, at)) return;
    const source = new vscode.CancellationTokenSource();
    running = source;
    const timer = setTimeout(() => source.cancel(), answerMsMax);
    try {
      await word(at, settings.excludeGlobs, source.token);
    } catch (error) {
      // No consent, no quota, no such model: the memory's own sentences stay.
      isRefused =
        error instanceof vscode.LanguageModelError && error.code === vscode.LanguageModelError.NoPermissions.name;
      log.warn(`The editor's model did not word the beliefs: ${(error as Error).message}`);
    } finally {
      clearTimeout(timer);
      source.dispose();
      running = undefined;
    }
  }

  const slept = memory.onNotification(sleptMethod, sleptParams, ({ steps }) => void (steps > 0 && begin()));
  return {
    settingsChanged(changed, isPaused) {
      settings = changed.wordBeliefs && changed.mode !== 'off' && !isPaused ? changed : undefined;
      if (settings !== undefined) return;
      running?.cancel();
      isRefused = false; // Whoever switches it on again means it.
    },
    dispose() {
      running?.cancel();
      slept.dispose();
    },
  };
}

async function answerOf(
  model: vscode.LanguageModelChat,
  prompt: string,
  token: vscode.CancellationToken,
): Promise<string> {
  const justification = vscode.l10n.t('To put what the memory believes into plainer words.');
  const messages = [vscode.LanguageModelChatMessage.User(prompt)];
  const response = await model.sendRequest(messages, { justification }, token);
  let text = '';
  for await (const part of response.text) text += part;
  return text;
}
