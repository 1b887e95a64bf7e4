// In assist mode: a file is opened after a gap that has hurt before; why stands beside its first line for a while, once a
// day for each file. Typing takes it away.
import * as vscode from 'vscode';
import { feelMethod, feelResult, type WireFeeling } from '../../protocol/feel.ts';
import { knowledgeMethod, knowledgeResult } from '../../protocol/knowledge.ts';
import type { DocumentFilter } from '../sense/document-filter.ts';
import { draftObservation, type Report } from '../sense/observation-draft.ts';
import { placeOfUri } from '../sense/uri-place.ts';
import { isWorthWarning } from './feel-wording.ts';
import type { HintHistory } from './hint-history.ts';
import type { MemoryClient } from './memory-client.ts';
import { isPlainEditor } from './plain-editor.ts';
import { explorerLink, markdownText, plainLine } from './wording.ts';

/** Whoever goes to and fro between files is in the middle of something. */
const gapMsMin = 5 * 60 * 1000;
const shownMs = 30 * 1000;
const againMsMin = 24 * 60 * 60 * 1000;
const sentenceCharsMax = 120;

const whyCommands = ['secondNature.openExplorer'];

export function warnOfPlaces(
  memory: MemoryClient,
  findPlace: DocumentFilter,
  report: Report,
  history: HintHistory,
): vscode.Disposable {
  const decoration = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 3em', fontStyle: 'italic' },
  });
  let lastWorkAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const hide = () => {
    clearTimeout(timer);
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
    if (!reply.ok || reply.value.place.kind !== 'file') return;
    const known = await memory.request(knowledgeMethod, place, knowledgeResult);
    if (!known.ok || !isWorthWarning(reply.value, known.value)) return;
    if (vscode.window.activeTextEditor !== editor || !isPlainEditor(editor) || !history.mayHint(now)) return;
    history.warnedAt.set(place.path, now);
    history.noteHint(now);
    const contentText = vscode.l10n.t('has hurt before: {0}', plainLine(reply.value.sentence, sentenceCharsMax));
    editor.setDecorations(decoration, [
      {
        range: editor.document.lineAt(0).range,
        hoverMessage: whyOf(reply.value),
        renderOptions: { after: { contentText } },
      },
    ]);
    report(draftObservation('prime', place, { surface: 'place-warning', subject: `file:${reply.value.place.key}` }));
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
    decoration,
  ];
  void consider(vscode.window.activeTextEditor);
  return {
    dispose() {
      hide();
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

function whyOf({ sentence, place }: WireFeeling): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: whyCommands };
  const link = explorerLink(`$(history) ${vscode.l10n.t('Why this?')}`, { to: 'node', kind: 'file', key: place.key });
  return text.appendMarkdown(`**Second Nature** — ${markdownText(plainLine(sentence, 300))}\n\n${link}`);
}
