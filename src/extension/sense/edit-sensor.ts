// Changes of open files come in, keystroke by keystroke; edits go out, once the typing pauses, as the lines that
// changed since the last report.
import type * as vscode from 'vscode';
import type { WireHunk, WireObservation } from '../../protocol/observe.ts';
import type { EditCause } from './error-clearing.ts';
import { boundHunks, diffText } from './line-hunk.ts';
import { draftObservation } from './observation-draft.ts';
import { type OpenDocument, type OpenDocuments, textOf } from './open-documents.ts';
import type { ReportOrder } from './report-order.ts';
import type { SymbolNamer } from './symbol-namer.ts';

const idleMs = 800;
const bounds = { countMax: 100, charsMax: 100_000 };

interface Unreported {
  readonly since: number;
  timer: NodeJS.Timeout;
}

export interface EditSensor extends vscode.Disposable {
  /** Reports at once what is waiting for a pause, so that what follows from an edit is not reported before it. */
  flush(): void;
  /** Unix time in ms of the last edit of a file other than this one; 0 for none. */
  othersEditedAt(open: OpenDocument): number;
}

/** @param reportLater for an edit that is still being named; it keeps its place among what is reported after it */
export function senseEdits(
  documents: OpenDocuments,
  namer: SymbolNamer,
  reportLater: ReportOrder['reportLater'],
): EditSensor {
  const reportedText = new Map<OpenDocument, string>();
  const waiting = new Map<OpenDocument, Unreported>();
  const lastEdits = new Map<string, number>();

  const reportEdit = (open: OpenDocument) => {
    const unreported = waiting.get(open);
    const before = reportedText.get(open);
    if (unreported === undefined || before === undefined) return;
    clearTimeout(unreported.timer);
    waiting.delete(open);
    const now = textOf(open);
    reportedText.set(open, now);
    const hunks = boundHunks(diffText(open.path, before, now), bounds);
    if (hunks.length === 0) return;
    const cause = causeOf(open, unreported.since);
    const draft = draftObservation('edit', open, { hunks, cause });
    const whole = (named: readonly WireHunk[]) => ({ ...draft, data: { hunks: named, cause } }) as WireObservation;
    reportLater(namer.name(open.path, now, hunks).then(whole));
  };

  const arm = (open: OpenDocument) => {
    lastEdits.set(open.path, open.editedAt);
    const unreported = waiting.get(open);
    if (unreported !== undefined) unreported.timer.refresh();
    else waiting.set(open, { since: open.editedAt, timer: setTimeout(() => reportEdit(open), idleMs) });
  };

  const leave = (open: OpenDocument) => {
    reportEdit(open);
    reportedText.delete(open);
  };

  for (const open of documents.all()) reportedText.set(open, textOf(open));
  const subscriptions = [
    documents.onOpened((open) => reportedText.set(open, textOf(open))),
    documents.onChanged(arm),
    documents.onClosed(leave),
  ];
  const flush = () => {
    for (const open of [...waiting.keys()]) reportEdit(open);
  };
  return {
    flush,
    othersEditedAt(open) {
      let latest = 0;
      for (const [path, at] of lastEdits) if (path !== open.path && at > latest) latest = at;
      return latest;
    },
    dispose() {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** A text that changed and is clean, though nobody saved it, was changed on disk. */
function causeOf(open: OpenDocument, since: number): EditCause {
  // To undo may lead back to what stands on disk, too.
  if (open.lastCause === 'undo' || open.lastCause === 'redo') return open.lastCause;
  const isExternal = !open.document.isDirty && open.savedAt < since;
  return isExternal ? 'external' : (open.lastCause ?? 'typed');
}
