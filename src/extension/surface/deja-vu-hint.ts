// Recognised errors come in, quiet words at the end of their lines go out: how often the error was seen and what fixed
// it last. The words go when the error goes, and when its line is worked on.
import * as vscode from 'vscode';
import type { CostMeter } from '../sense/cost-meter.ts';
import { draftObservation, type Report } from '../sense/observation-draft.ts';
import type { DejaVuRegister, Recognition } from './deja-vu-register.ts';
import type { HintHistory } from './hint-history.ts';
import { isPlainEditor } from './plain-editor.ts';
import { dayOf, explorerLink, markdownText, plainLine } from './wording.ts';

const trustedCommands = [
  'secondNature.showPastFix',
  'secondNature.applyPastFix',
  'secondNature.dismissHint',
  'secondNature.openExplorer',
];

export function showDejaVuHints(
  register: DejaVuRegister,
  report: Report,
  cost: CostMeter,
  history: HintHistory,
): vscode.Disposable {
  const decoration = vscode.window.createTextEditorDecorationType({
    after: {
      color: new vscode.ThemeColor('editorCodeLens.foreground'),
      margin: '0 0 0 3ch',
      fontStyle: 'normal',
      fontWeight: 'normal',
    },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  /** Errors whose line was worked on since the hint appeared. */
  const touched = new Set<string>();
  const primed = new Set<string>();
  /** Errors that were recognised while it was quiet: their code actions stand, and nothing is said unasked. */
  const withheld = new Set<string>();
  const decorated = new WeakSet<vscode.TextEditor>();
  const shown = new Map<string, readonly Recognition[]>();

  const draw = (editor: vscode.TextEditor) => {
    const { uri } = editor.document;
    const wanted = isPlainEditor(editor)
      ? onePerLine(register.of(uri).filter((known) => !touched.has(known.instance))).filter(mayShow)
      : [];
    if (wanted.length === 0 && !decorated.has(editor)) return;
    editor.setDecorations(
      decoration,
      wanted.map((known) => decorationFor(editor.document, known)),
    );
    decorated.add(editor);
    if (wanted.length > 0) shown.set(uri.toString(), wanted);
  };

  /** An error gets its turn when it is recognised, or not at all: hints come at a boundary. */
  const mayShow = (known: Recognition) => {
    const { instance, fingerprint, open } = known;
    if (history.isSnoozed(Date.now())) return false;
    if (primed.has(instance)) return true;
    if (withheld.has(instance)) return false;
    const isTurn = history.mayHintError({ fingerprint, path: open.path }, Date.now());
    if (isTurn) prime(known);
    else withheld.add(instance);
    return isTurn;
  };

  const prime = (known: Recognition) => {
    primed.add(known.instance);
    history.noteError({ fingerprint: known.fingerprint, path: known.open.path }, Date.now());
    report(draftObservation('prime', known.open, { surface: 'deja-vu', subject: known.fingerprint }, wordsOf(known)));
  };

  const drawAll = () => {
    shown.clear();
    for (const editor of vscode.window.visibleTextEditors) draw(editor);
    void vscode.commands.executeCommand('setContext', 'secondNature.hasHint', hasHint(register));
  };

  /** On the way of a keystroke: most documents have no hint and leave at the first line. */
  const noteChange = (event: vscode.TextDocumentChangeEvent) => {
    const hinted = shown.get(event.document.uri.toString());
    if (hinted === undefined) return;
    const startedAt = performance.now();
    const worked = hinted.filter((known) =>
      event.contentChanges.some((change) => touches(change.range, known.lineNow)),
    );
    for (const known of worked) touched.add(known.instance);
    if (worked.length > 0) drawAll();
    cost.record(performance.now() - startedAt);
  };

  const subscriptions = [
    decoration,
    register.onChanged(drawAll),
    history.onQuiet(drawAll),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      drawAll();
      if (editor !== undefined) register.askAgain(editor.document.uri);
    }),
    vscode.workspace.onDidChangeTextDocument(noteChange),
  ];
  drawAll();
  return {
    dispose() {
      void vscode.commands.executeCommand('setContext', 'secondNature.hasHint', false);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function hasHint(register: DejaVuRegister): boolean {
  const editor = vscode.window.activeTextEditor;
  return editor !== undefined && register.of(editor.document.uri).length > 0;
}

function onePerLine(recognitions: readonly Recognition[]): Recognition[] {
  return [...new Map(recognitions.toReversed().map((known) => [known.lineNow, known])).values()].reverse();
}

function touches(range: vscode.Range, line: number): boolean {
  return range.start.line <= line - 1 && range.end.line >= line - 1;
}

function wordsOf(known: Recognition): string {
  const fix = known.fixes[0]!;
  const day = dayOf(fix.at, Date.now(), vscode.env.language);
  return vscode.l10n.t('seen {0}×, last fixed {1} by {2}', known.seen, day, plainLine(fix.phrase, 80));
}

function decorationFor(document: vscode.TextDocument, known: Recognition): vscode.DecorationOptions {
  const line = document.lineAt(Math.min(known.lineNow, document.lineCount) - 1);
  const start = new vscode.Position(line.lineNumber, line.firstNonWhitespaceCharacterIndex);
  return {
    range: new vscode.Range(start, line.range.end),
    hoverMessage: hoverFor(known),
    renderOptions: { after: { contentText: wordsOf(known) } },
  };
}

/** What the hint knows, at more length. Remembered text goes in as text, never as markup. */
function hoverFor(known: Recognition): vscode.MarkdownString {
  const fix = known.fixes[0]!;
  const hover = new vscode.MarkdownString('', true);
  hover.isTrusted = { enabledCommands: trustedCommands };
  hover.appendMarkdown(
    `**Second Nature** — ${markdownText(vscode.l10n.t('{0}, in {1}', wordsOf(known), plainLine(fix.path, 200)))}`,
  );
  const [hunk] = fix.hunks;
  if (hunk !== undefined) {
    const side = (lines: readonly string[], mark: string) =>
      lines.slice(0, 8).map((text) => `${mark} ${text.slice(0, 200)}`);
    hover.appendCodeblock([...side(hunk.before, '-'), ...side(hunk.after, '+')].join('\n'), 'diff');
  }
  const link = (label: string, command: string) =>
    `[${label}](command:secondNature.${command}?${encodeURIComponent(JSON.stringify([known.instance]))})`;
  const links = [link(`$(diff) ${vscode.l10n.t('Show the fix')}`, 'showPastFix')];
  if (fix.transfer !== undefined) links.push(link(`$(check) ${vscode.l10n.t('Apply it here')}`, 'applyPastFix'));
  links.push(explorerLink(`$(history) ${vscode.l10n.t('Why this?')}`, { to: 'episode', id: fix.episode }));
  links.push(link(`$(close) ${vscode.l10n.t('Dismiss…')}`, 'dismissHint'));
  hover.appendMarkdown(`\n\n${links.join('&nbsp;&nbsp; ')}`);
  return hover;
}
