// Saved files come in, save observations go out. A save by hand says more than one that the editor made.
import type * as vscode from 'vscode';
import { draftObservation, type Report } from './observation-draft.ts';
import type { OpenDocuments } from './open-documents.ts';

/** @param flushEdits reports the edits that are being saved, which come first */
export function senseSaves(documents: OpenDocuments, report: Report, flushEdits: () => void): vscode.Disposable {
  return documents.onSaved(({ open, isManual }) => {
    flushEdits();
    report(draftObservation('save', open, { manual: isManual }));
  });
}
