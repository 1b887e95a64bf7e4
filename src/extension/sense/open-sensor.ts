// Editors that come to the front come in, open observations go out: one a file for as long as it stays open. A file
// that is only leafed through is not reported.
import * as vscode from 'vscode';
import { draftObservation, type Report } from './observation-draft.ts';
import type { OpenDocument, OpenDocuments } from './open-documents.ts';

const glanceMs = 700;

export function senseOpens(documents: OpenDocuments, report: Report): vscode.Disposable {
  const reported = new Set<OpenDocument>();
  let glance: NodeJS.Timeout | undefined;

  const look = () => {
    clearTimeout(glance);
    glance = setTimeout(() => {
      const uri = vscode.window.activeTextEditor?.document.uri;
      const open = uri === undefined ? undefined : documents.find(uri);
      if (open === undefined || reported.has(open)) return;
      reported.add(open);
      report(draftObservation('open', open, {}));
    }, glanceMs);
  };

  look();
  const subscriptions = [
    vscode.window.onDidChangeActiveTextEditor(look),
    documents.onOpened(look),
    documents.onClosed((open) => reported.delete(open)),
  ];
  return {
    dispose() {
      clearTimeout(glance);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
