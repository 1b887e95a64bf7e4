// The file in front comes in; how long the developer stayed with it goes out, when they leave it. Time in which the
// window has no focus is time spent elsewhere.
import * as vscode from 'vscode';
import { draftObservation, type Report } from './observation-draft.ts';
import type { OpenDocument, OpenDocuments } from './open-documents.ts';

/** A shorter stay is a passage. */
const stayMsMin = 5_000;
/** Nobody reads for so long without a move: the rest was a pause. */
const stayMsMax = 30 * 60_000;

export function senseDwell(documents: OpenDocuments, report: Report): vscode.Disposable {
  let stay: { readonly open: OpenDocument; since: number | undefined; spentMs: number } | undefined;

  const rest = () => {
    if (stay?.since === undefined) return;
    stay.spentMs += performance.now() - stay.since;
    stay.since = undefined;
  };
  const leave = () => {
    rest();
    const left = stay;
    stay = undefined;
    if (left === undefined || left.spentMs < stayMsMin) return;
    report(draftObservation('dwell', left.open, { durationMs: Math.round(Math.min(left.spentMs, stayMsMax)) }));
  };
  const look = () => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const open = uri === undefined ? undefined : documents.find(uri);
    if (open === stay?.open && open !== undefined) return;
    leave();
    if (open !== undefined)
      stay = { open, since: vscode.window.state.focused ? performance.now() : undefined, spentMs: 0 };
  };
  const noteFocus = ({ focused }: vscode.WindowState) => {
    if (!focused) rest();
    else if (stay !== undefined) stay.since ??= performance.now();
  };

  look();
  const subscriptions = [
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.window.onDidChangeWindowState(noteFocus),
    documents.onOpened(look),
    documents.onClosed((open) => {
      if (open === stay?.open) leave();
    }),
  ];
  return { dispose: () => vscode.Disposable.from(...subscriptions).dispose() };
}
