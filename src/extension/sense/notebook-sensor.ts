// Notebooks come in; edits of their cells go out by hunk, and what became of each cell that was run, as a command whose
// line is the cell's text.
import * as vscode from 'vscode';
import type { DocumentFilter } from './document-filter.ts';
import { boundHunks, diffText } from './line-hunk.ts';
import { draftObservation, draftWorkObservation, type Place, type Report } from './observation-draft.ts';
import { outputCharsMax, plainOutput } from './terminal-output.ts';
import { placeOfUri } from './uri-place.ts';

const idleMs = 800;
const textCharsMax = 200_000;
const sourceCharsMax = 4_000;
const bounds = { countMax: 50, charsMax: 50_000 };

export function senseNotebooks(filter: DocumentFilter, report: Report): vscode.Disposable {
  const reportedText = new WeakMap<vscode.TextDocument, string>();
  const waiting = new Map<vscode.TextDocument, { readonly place: Place; readonly timer: NodeJS.Timeout }>();
  const toldRuns = new WeakMap<vscode.NotebookCell, number>();

  const keep = ({ document }: vscode.NotebookCell) => {
    if (!reportedText.has(document)) reportedText.set(document, document.getText());
  };
  const reportEdit = (document: vscode.TextDocument) => {
    const edit = waiting.get(document);
    if (edit === undefined) return;
    clearTimeout(edit.timer);
    waiting.delete(document);
    const [before, now] = [reportedText.get(document) ?? '', document.getText()];
    reportedText.set(document, now);
    if (now.length > textCharsMax) return;
    const hunks = boundHunks(diffText(edit.place.path, before, now), bounds);
    if (hunks.length > 0) report(draftObservation('edit', edit.place, { hunks, cause: 'typed' }));
  };
  const arm = (document: vscode.TextDocument, place: Place) => {
    clearTimeout(waiting.get(document)?.timer);
    waiting.set(document, { place, timer: setTimeout(() => reportEdit(document), idleMs) });
  };
  const reportRun = (cell: vscode.NotebookCell, { folder, path }: Place) => {
    const { success, timing } = cell.executionSummary ?? {};
    const endedAt = timing?.endTime ?? 0;
    if (success === undefined || toldRuns.get(cell) === endedAt) return;
    toldRuns.set(cell, endedAt);
    reportEdit(cell.document); // What was edited before a run is known before it.
    const durationMs = timing === undefined ? 0 : Math.max(0, timing.endTime - timing.startTime);
    const data = { exitCode: success ? 0 : 1, durationMs, output: readOutputs(cell) };
    const text = cell.document.getText().trim().slice(0, sourceCharsMax);
    report(draftWorkObservation('command', { folder, paths: [path], actor: 'tool:notebook' }, data, text));
  };

  const note = ({ notebook, cellChanges, contentChanges }: vscode.NotebookDocumentChangeEvent) => {
    const place = placeOfUri(filter, notebook.uri);
    for (const { addedCells } of contentChanges) addedCells.forEach(keep);
    if (place === undefined) return;
    for (const { cell, document, executionSummary } of cellChanges) {
      if (document !== undefined) arm(document, place);
      if (executionSummary !== undefined) reportRun(cell, place);
    }
  };
  for (const notebook of vscode.workspace.notebookDocuments) notebook.getCells().forEach(keep);
  const subscriptions = [
    vscode.workspace.onDidOpenNotebookDocument((notebook) => notebook.getCells().forEach(keep)),
    vscode.workspace.onDidChangeNotebookDocument(note),
  ];
  return {
    dispose() {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

const textMime = /^(?:text\/plain|application\/vnd\.code\.notebook\.(?:stdout|stderr|error))$/;

/** The end of what the cell showed as text; of an error, its trace. */
function readOutputs({ outputs }: vscode.NotebookCell): string {
  const items = outputs.flatMap((output) => output.items).filter(({ mime }) => textMime.test(mime));
  const texts = items.map(({ mime, data }) => {
    const text = new TextDecoder().decode(data);
    return mime.endsWith('.error') ? readError(text) : text;
  });
  return plainOutput(texts.join('\n')).slice(-outputCharsMax);
}

/** The editor keeps an error as JSON: `name`, `message`, `stack`. */
function readError(json: string): string {
  try {
    const { name = 'Error', message = '', stack = '' } = JSON.parse(json) as Record<string, unknown>;
    const head = `${name}: ${message}`;
    return String(stack).includes(String(message)) && stack !== '' ? String(stack) : `${head}\n${stack}`;
  } catch {
    return json; // Not in that form: what it says is told as it is.
  }
}
