// JUnit reports that appear in the workspace, whoever wrote them, come in; runs of tests go out.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { DocumentFilter } from './document-filter.ts';
import { readJunitReport } from './junit-report.ts';
import { draftWorkObservation, type Report } from './observation-draft.ts';
import { placeOfUri } from './uri-place.ts';

/** As surefire, gradle, pytest, jest, vitest, mocha, gotestsum and nextest name them. */
const reportGlob = '**/{TEST-*,junit*,*junit,*.junit,test-results,test-report,report}.xml';
/** A report is written in pieces. */
const settleMs = 700;
const bytesMax = 8 * 1024 * 1024;

export function senseTestReports(filter: DocumentFilter, report: Report): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(reportGlob, false, false, true);
  const waiting = new Map<string, NodeJS.Timeout>();
  const told = new Map<string, number>();

  const read = async ({ fsPath }: vscode.Uri, folder: string) => {
    waiting.delete(fsPath);
    const facts = await stat(fsPath).catch(() => undefined); // It was there a moment ago.
    if (facts === undefined || facts.size > bytesMax || told.get(fsPath) === facts.mtimeMs) return;
    const run = readJunitReport(await readFile(fsPath, 'utf8'));
    if (run === undefined) return;
    told.set(fsPath, facts.mtimeMs);
    const name = path.relative(folder, fsPath).replaceAll(path.sep, '/');
    // Most repositories ignore their reports, so the file is named and is no place of the memory.
    report(draftWorkObservation('test', { folder, actor: 'tool:junit' }, run, name));
  };
  const arm = (uri: vscode.Uri) => {
    const place = placeOfUri(filter, uri);
    if (place === undefined) return;
    clearTimeout(waiting.get(uri.fsPath));
    waiting.set(
      uri.fsPath,
      setTimeout(() => void read(uri, place.folder), settleMs),
    );
  };

  const subscriptions = [watcher, watcher.onDidCreate(arm), watcher.onDidChange(arm)];
  return {
    dispose() {
      for (const timer of waiting.values()) clearTimeout(timer);
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}
