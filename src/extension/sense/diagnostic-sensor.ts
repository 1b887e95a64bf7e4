// The editor's errors come in as it publishes them; appearances and resolutions go out, and to the surfaces the errors
// that stand. What is news is decided in diagnostic-tracker.ts; here are the editor's events and the waiting.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { trackErrors } from './diagnostic-tracker.ts';
import type { EditSensor } from './edit-sensor.ts';
import type { EditCause } from './error-clearing.ts';
import { draftObservation, type Report } from './observation-draft.ts';
import { type OpenDocument, type OpenDocuments, textOf } from './open-documents.ts';
import {
  type ErrorSighting,
  type ResolvedError,
  type StandingError,
  standingErrors,
  type TrackedFile,
} from './tracked-file.ts';

/** The reported errors that stand in a file now; none where it was closed. */
export interface FileErrors {
  readonly open: OpenDocument;
  readonly errors: readonly StandingError[];
}

export interface DiagnosticSensor extends vscode.Disposable {
  readonly onStanding: vscode.Event<FileErrors>;
}

const debounceMs = 600;
const promptMs = 50;
const sightingsMax = 1_000;

interface Watch {
  file: TrackedFile;
  /** What the editor published last, and the text that it was about. */
  published: {
    readonly text: string;
    readonly errors: readonly ErrorSighting[];
    readonly lastCause: EditCause | undefined;
  };
  timer: NodeJS.Timeout | undefined;
}

export function senseDiagnostics(documents: OpenDocuments, edits: EditSensor, report: Report): DiagnosticSensor {
  const watches = new Map<OpenDocument, Watch>();
  const standing = new vscode.EventEmitter<FileErrors>();

  const lookIn = (open: OpenDocument, watch: Watch, delayMs: number) => {
    clearTimeout(watch.timer);
    watch.timer = setTimeout(() => look(open, watch), delayMs);
  };

  const look = (open: OpenDocument, watch: Watch) => {
    const { text, errors, lastCause } = watch.published;
    const editing = { ...editingOf(open, edits), lastCause };
    const step = trackErrors(open.path, watch.file, { at: Date.now(), text, errors, editing }, randomUUID);
    watch.file = step.file;
    if (step.appeared.length > 0 || step.resolved.length > 0) edits.flush();
    for (const error of step.resolved) report(draftResolution(open, error));
    for (const error of step.appeared) report(draftAppearance(open, error));
    standing.fire({ open, errors: standingErrors(step.file) });
    if (step.lookAgainInMs !== undefined) lookIn(open, watch, step.lookAgainInMs);
  };

  const notePublished = (open: OpenDocument) => {
    const published = { text: textOf(open), errors: readErrors(open.document), lastCause: open.lastCause };
    const watch = watches.get(open) ?? { file: { errors: [] }, published, timer: undefined };
    watches.set(open, watch);
    watch.published = published;
    lookIn(open, watch, debounceMs);
  };

  /** Whatever waits for the developer to stop typing may be news now. */
  const lookAtWaiting = () => {
    for (const [open, watch] of watches) {
      if (watch.file.errors.some((error) => !error.isReported || error.goneAt !== undefined))
        lookIn(open, watch, promptMs);
    }
  };

  let cursorPlace = '';
  const noteCursor = () => {
    const editor = vscode.window.activeTextEditor;
    const place = editor === undefined ? '' : `${editor.document.uri}:${editor.selection.active.line}`;
    if (place === cursorPlace) return;
    cursorPlace = place;
    lookAtWaiting();
  };

  const leave = (open: OpenDocument) => {
    clearTimeout(watches.get(open)?.timer);
    if (watches.delete(open)) standing.fire({ open, errors: [] });
  };

  for (const open of documents.all()) notePublished(open);
  const subscriptions = [
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) {
        const open = documents.find(uri);
        if (open !== undefined) notePublished(open);
      }
    }),
    vscode.window.onDidChangeTextEditorSelection(noteCursor),
    vscode.window.onDidChangeActiveTextEditor(noteCursor),
    documents.onSaved(lookAtWaiting),
    documents.onOpened(notePublished),
    documents.onClosed(leave),
    standing,
  ];
  return {
    onStanding: standing.event,
    dispose() {
      for (const open of [...watches.keys()]) leave(open);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function editingOf(open: OpenDocument, edits: EditSensor) {
  const editor = vscode.window.activeTextEditor;
  const cursorLine = editor?.document === open.document ? editor.selection.active.line + 1 : undefined;
  const { editedAt, savedByHandAt } = open;
  return { cursorLine, editedAt, savedByHandAt, othersEditedAt: edits.othersEditedAt(open) };
}

function readErrors(document: vscode.TextDocument): ErrorSighting[] {
  const errors: ErrorSighting[] = [];
  for (const diagnostic of vscode.languages.getDiagnostics(document.uri)) {
    if (diagnostic.severity !== vscode.DiagnosticSeverity.Error) continue;
    if (errors.length === sightingsMax) break;
    errors.push(readError(document, diagnostic));
  }
  return errors;
}

/** A diagnostic in the words of the protocol, within its bounds. */
export function readError(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): ErrorSighting {
  const line = Math.min(diagnostic.range.start.line, document.lineCount - 1);
  const { code } = diagnostic;
  return {
    tool: (diagnostic.source ?? 'unknown').slice(0, 100),
    code: String((typeof code === 'object' ? code.value : code) ?? '').slice(0, 200),
    message: diagnostic.message.slice(0, 20_000),
    line: line + 1,
    lineText: document.lineAt(line).text.slice(0, 20_000),
  };
}

function draftAppearance(open: OpenDocument, error: StandingError) {
  const { instance, tool, code, message, line, lineText } = error;
  return draftObservation(
    'diagnostic',
    open,
    { change: 'appeared', instance, tool, code, message, line, lineText },
    message,
  );
}

function draftResolution(open: OpenDocument, error: ResolvedError) {
  const { instance, tool, code, message, line, lineText, clearing } = error;
  const hunks = [...error.hunks];
  const data = { change: 'resolved' as const, instance, tool, code, message, line, lineText, clearing, hunks };
  return draftObservation('diagnostic', open, data, message);
}
