// The editor's documents come in; those that are sensed are kept here with what the sensors need to know of them. All
// sensors share one listener on changes, so that a keystroke is paid for once.
import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { CostMeter } from './cost-meter.ts';
import { type DocumentFilter, textBytesMax } from './document-filter.ts';
import type { EditCause } from './error-clearing.ts';
import { placeOfUri } from './uri-place.ts';

/** A sensed file that is open. The times are Unix ms, 0 for never. */
export interface OpenDocument {
  readonly document: vscode.TextDocument;
  readonly folder: string;
  readonly path: string;
  sizeChars: number;
  editedAt: number;
  savedAt: number;
  savedByHandAt: number;
  lastCause: EditCause | undefined;
  cached: { version: number; text: string };
}

export interface OpenDocuments extends vscode.Disposable {
  find(uri: vscode.Uri): OpenDocument | undefined;
  all(): Iterable<OpenDocument>;
  readonly onOpened: vscode.Event<OpenDocument>;
  /** Fired after the text changed, with the times and the cause up to date. Listeners record and arm, nothing more. */
  readonly onChanged: vscode.Event<OpenDocument>;
  readonly onSaved: vscode.Event<{ readonly open: OpenDocument; readonly isManual: boolean }>;
  /** The document was closed, or has grown too large. */
  readonly onClosed: vscode.Event<OpenDocument>;
}

/** The document's text now, shared between all who ask at one version. */
export function textOf(open: OpenDocument): string {
  const { version } = open.document;
  if (open.cached.version !== version) open.cached = { version, text: open.document.getText() };
  return open.cached.text;
}

export function followOpenDocuments(filter: DocumentFilter, cost: CostMeter): OpenDocuments {
  const byUri = new Map<string, OpenDocument>();
  const opened = new vscode.EventEmitter<OpenDocument>();
  const changed = new vscode.EventEmitter<OpenDocument>();
  const saved = new vscode.EventEmitter<{ open: OpenDocument; isManual: boolean }>();
  const closed = new vscode.EventEmitter<OpenDocument>();
  const manualSaves = new Set<string>();
  let isDisposed = false;

  const admit = async (document: vscode.TextDocument) => {
    const place = placeOfUri(filter, document.uri);
    if (place === undefined) return;
    const sizeBytes = await fileSize(place.path);
    const key = document.uri.toString();
    if (isDisposed || document.isClosed || byUri.has(key) || sizeBytes > textBytesMax) return;
    const text = document.getText();
    const times = { editedAt: 0, savedAt: 0, savedByHandAt: 0, lastCause: undefined };
    const cached = { version: document.version, text };
    const open: OpenDocument = { document, ...place, sizeChars: text.length, ...times, cached };
    byUri.set(key, open);
    opened.fire(open);
  };

  const leave = (document: vscode.TextDocument) => {
    const key = document.uri.toString();
    const open = byUri.get(key);
    if (open === undefined) return;
    byUri.delete(key);
    closed.fire(open);
  };

  const noteChange = (event: vscode.TextDocumentChangeEvent) => {
    const startedAt = performance.now();
    const open = event.contentChanges.length === 0 ? undefined : byUri.get(event.document.uri.toString());
    if (open === undefined) return;
    open.editedAt = Date.now();
    open.lastCause = causeOf(event.reason);
    for (const change of event.contentChanges) open.sizeChars += change.text.length - change.rangeLength;
    if (open.sizeChars > textBytesMax) leave(event.document);
    else changed.fire(open);
    cost.record(performance.now() - startedAt);
  };

  const noteSave = (document: vscode.TextDocument) => {
    const key = document.uri.toString();
    const isManual = manualSaves.delete(key);
    const open = byUri.get(key);
    if (open === undefined) return;
    open.savedAt = Date.now();
    if (isManual) open.savedByHandAt = open.savedAt;
    saved.fire({ open, isManual });
  };

  for (const document of vscode.workspace.textDocuments) void admit(document);
  const subscriptions = [
    vscode.workspace.onDidOpenTextDocument(admit),
    vscode.workspace.onDidCloseTextDocument(leave),
    vscode.workspace.onDidChangeTextDocument(noteChange),
    vscode.workspace.onWillSaveTextDocument((event) => {
      if (event.reason === vscode.TextDocumentSaveReason.Manual) manualSaves.add(event.document.uri.toString());
    }),
    vscode.workspace.onDidSaveTextDocument(noteSave),
    opened,
    changed,
    saved,
    closed,
  ];
  return {
    find: (uri) => byUri.get(uri.toString()),
    all: () => byUri.values(),
    onOpened: opened.event,
    onChanged: changed.event,
    onSaved: saved.event,
    onClosed: closed.event,
    dispose() {
      isDisposed = true;
      byUri.clear();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** In bytes. A file that cannot be measured, such as one just deleted on disk, is not followed. */
async function fileSize(path: string): Promise<number> {
  return stat(path).then(
    (stats) => stats.size,
    () => Number.POSITIVE_INFINITY,
  );
}

function causeOf(reason: vscode.TextDocumentChangeReason | undefined): EditCause {
  if (reason === vscode.TextDocumentChangeReason.Undo) return 'undo';
  return reason === vscode.TextDocumentChangeReason.Redo ? 'redo' : 'typed';
}
