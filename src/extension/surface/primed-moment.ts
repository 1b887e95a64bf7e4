// What is at hand comes in (a file in front, a save, a pause after work), what the memory primes for it goes out to all
// who show it, so that one moment is asked about once.
import * as vscode from 'vscode';
import { primeMethod, primeResult, type WirePrimedItem } from '../../protocol/prime.ts';
import type { DocumentFilter } from '../sense/document-filter.ts';
import type { Place } from '../sense/observation-draft.ts';
import { placeOfUri } from '../sense/uri-place.ts';
import type { MemoryClient } from './memory-client.ts';

export interface PrimedMoment {
  readonly place: Place;
  /** Best first. */
  readonly items: readonly WirePrimedItem[];
  /** A boundary of work: the file was saved by hand just now. */
  readonly isSave: boolean;
}

export interface PrimedMoments extends vscode.Disposable {
  readonly onPrimed: vscode.Event<PrimedMoment | undefined>;
  readonly current: PrimedMoment | undefined;
  /** Something was learned. Call it as often as that happens. */
  changed(): void;
}

const primedMax = 12;
/** Longer than one flips through tabs, shorter than one looks around. */
const settleMs = 600;
const learnedPauseMs = 10_000;
const unfinishedPauseMs = 2_000;

export function followPrimedMoments(memory: MemoryClient, findPlace: DocumentFilter): PrimedMoments {
  const primed = new vscode.EventEmitter<PrimedMoment | undefined>();
  let current: PrimedMoment | undefined;
  let timer: NodeJS.Timeout | undefined;
  let asking: vscode.CancellationTokenSource | undefined;

  const arm = (pauseMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      const document = vscode.window.activeTextEditor?.document;
      if (document !== undefined) void ask(document, false);
    }, pauseMs);
  };

  const ask = async (document: vscode.TextDocument, isSave: boolean) => {
    const place = placeOfUri(findPlace, document.uri);
    if (place === undefined) return;
    asking?.cancel();
    const mine = new vscode.CancellationTokenSource();
    asking = mine;
    // A save ends a stretch of typing: what was typed is a better cue than the file alone, and the engine has it then.
    if (isSave) await memory.flush();
    const reply = await memory.request(primeMethod, { ...place, limit: primedMax }, primeResult, mine.token);
    if (!reply.ok || mine.token.isCancellationRequested) return;
    current = { place, items: reply.value.items, isSave };
    primed.fire(current);
    // The history is still being read: what it says of this file is worth another look.
    if (!reply.value.isWhole) arm(unfinishedPauseMs);
  };
  const subscriptions = [
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor !== undefined) arm(settleMs);
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document === vscode.window.activeTextEditor?.document) void ask(document, true);
    }),
  ];
  arm(settleMs);
  return {
    onPrimed: primed.event,
    get current() {
      return current;
    },
    changed() {
      if (timer === undefined) arm(learnedPauseMs);
    },
    dispose() {
      clearTimeout(timer);
      asking?.cancel();
      vscode.Disposable.from(...subscriptions, primed).dispose();
    },
  };
}
