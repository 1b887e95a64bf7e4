// In assist mode: a file is opened after a gap that has hurt before; why stands beside its first line for a while, once a
// day for each file. Typing takes it away.
import * as vscode from 'vscode';
import { feelMethod, feelResult, type WireFeeling } from '../../protocol/feel.ts';
import { knowledgeMethod, knowledgeResult } from '../../protocol/knowledge.ts';
import type { DocumentFilter } from '../sense/document-filter.ts';
import { draftObservation, type Place, type Report } from '../sense/observation-draft.ts';
import { placeOfUri } from '../sense/uri-place.ts';
import { gistOfFeeling, isWorthWarning } from './feel-wording.ts';
import { askWhyNot } from './hint-dismissal.ts';
import type { HintHistory } from './hint-history.ts';
import type { MemoryClient } from './memory-client.ts';
import { isPlainEditor } from './plain-editor.ts';
import { explorerLink, markdownText, plainLine } from './wording.ts';

/** Whoever goes to and fro between files is in the middle of something. */
const gapMsMin = 5 * 60 * 1000;
const shownMs = 30 * 1000;
const againMsMin = 24 * 60 * 60 * 1000;
const sentenceCharsMax = 80;

const linkedCommands = ['secondNature.openExplorer', 'secondNature.dismissWarning'];

export interface PlaceWarning extends vscode.Disposable {
  /** By command id, without its prefix. */
  readonly commands: Readonly<Record<string, (argument: unknown) => unknown>>;
}

export function warnOfPlaces(
  memory: MemoryClient,
  findPlace: DocumentFilter,
  report: Report,
  history: HintHistory,
): PlaceWarning {
  const decoration = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 3em', fontStyle: 'italic' },
  });
  let lastWorkAt = 0;
  let shown: { readonly place: Place; readonly subject: string; readonly sentence: string } | undefined;
  let timer: NodeJS.Timeout | undefined;

  const hide = () => {
    clearTimeout(timer);
    shown = undefined;
    for (const editor of vscode.window.visibleTextEditors) editor.setDecorations(decoration, []);
  };
  const consider = async (editor: vscode.TextEditor | undefined) => {
    const now = Date.now();
    const isAfterGap = now - lastWorkAt >= gapMsMin;
    if (editor === undefined) return;
    const { uri } = editor.document;
    const place = placeOfUri(findPlace, uri);
    if (place === undefined) return;
    lastWorkAt = now;
    if (!isAfterGap || now - (history.warnedAt.get(place.path) ?? 0) < againMsMin) return;
    const reply = await memory.request(feelMethod, place, feelResult);
    if (!reply.ok || reply.value.place.kind !== 'file' || reply.value.isUnwanted) return;
    const known = await memory.request(knowledgeMethod, place, knowledgeResult);
    if (!known.ok || !isWorthWarning(reply.value, known.value)) return;
    if (vscode.window.activeTextEditor !== editor || !isPlainEditor(editor) || !history.mayHint(now)) return;
    history.warnedAt.set(place.path, now);
    history.noteHint(now);
    const contentText = vscode.l10n.t(
      'has hurt before: {0}',
      plainLine(gistOfFeeling(reply.value.sentence), sentenceCharsMax),
    );
    editor.setDecorations(decoration, [
      {
        range: editor.document.lineAt(0).range,
        hoverMessage: whyOf(reply.value),
        renderOptions: { after: { contentText } },
      },
    ]);
    const subject = `warning:${reply.value.place.key}`;
    shown = { place, subject, sentence: reply.value.sentence };
    report(draftObservation('prime', place, { surface: 'place-warning', subject }));
    clearTimeout(timer);
    timer = setTimeout(hide, shownMs);
  };

  const subscriptions = [
    vscode.window.onDidChangeActiveTextEditor((editor) => void consider(editor)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || document !== vscode.window.activeTextEditor?.document) return;
      lastWorkAt = Date.now();
      if (timer !== undefined) hide();
    }),
    history.onQuiet(hide),
    decoration,
  ];
  void consider(vscode.window.activeTextEditor);
  return {
    commands: {
      async dismissWarning() {
        if (shown === undefined) return;
        const { place, subject, sentence } = shown;
        const reason = await askWhyNot(plainLine(sentence, sentenceCharsMax), history);
        if (reason === undefined) return;
        report(draftObservation('feedback', place, { verdict: 'dismissed', subject, reason }));
        hide();
      },
    },
    dispose() {
      hide();
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

function whyOf({ sentence, place }: WireFeeling): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: linkedCommands };
  const why = explorerLink(`$(history) ${vscode.l10n.t('Why this?')}`, { to: 'node', kind: 'file', key: place.key });
  const dismiss = `[$(close) ${vscode.l10n.t('Dismiss…')}](command:secondNature.dismissWarning)`;
  return text.appendMarkdown(
    `**Second Nature** — ${markdownText(plainLine(sentence, 300))}\n\n${why}&nbsp;&nbsp; ${dismiss}`,
  );
}
