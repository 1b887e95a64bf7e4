// A diagnostic under the cursor comes in; quick fixes go out where it was recognised: do the same here, show how it was
// fixed, and why this, or not this. The commands behind them serve the hint's links and the palette too.
import * as vscode from 'vscode';
import { readError } from '../sense/diagnostic-sensor.ts';
import { draftObservation, type Report } from '../sense/observation-draft.ts';
import { ActionCommands } from './action-command.ts';
import type { DejaVuRegister, Recognition } from './deja-vu-register.ts';
import { targetOfNode } from './explorer-target.ts';
import { fitTransfer, type LineReplacement } from './fix-transfer.ts';
import { askWhyNot } from './hint-dismissal.ts';
import type { HintHistory } from './hint-history.ts';
import type { PastDocuments } from './past-document.ts';
import { isShownPlain } from './plain-editor.ts';
import { dayOf, plainLine } from './wording.ts';

const selector: vscode.DocumentSelector = [{ scheme: 'file' }, { scheme: 'vscode-remote' }];

export function offerDejaVuActions(register: DejaVuRegister, report: Report): vscode.Disposable {
  /** By instance. The edit may clear the error, and the register with it, before its command is run. */
  const offered = new Map<string, Recognition>();
  const accepted = new ActionCommands('fixAccepted', (instance) => {
    const known = offered.get(instance);
    if (known !== undefined) note(known, 'accepted', report);
  });
  const provider = vscode.languages.registerCodeActionsProvider(
    selector,
    {
      provideCodeActions: (document, _range, context) =>
        (isShownPlain(document) ? context.diagnostics : []).flatMap((diagnostic) => {
          const known = recognitionOf(register, document, diagnostic);
          if (known === undefined) return [];
          offered.set(known.instance, known);
          return actionsFor(document, diagnostic, known, accepted);
        }),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
  return vscode.Disposable.from(provider, accepted);
}

function note(known: Recognition, verdict: 'opened' | 'accepted', report: Report): void {
  report(draftObservation('feedback', known.open, { verdict, subject: known.fingerprint }));
}

function recognitionOf(
  register: DejaVuRegister,
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
): Recognition | undefined {
  const error = readError(document, diagnostic);
  const same = register
    .of(document.uri)
    .filter(({ tool, code, message }) => tool === error.tool && code === error.code && message === error.message)
    .sort((a, b) => Math.abs(a.lineNow - error.line) - Math.abs(b.lineNow - error.line));
  const [nearest] = same;
  if (nearest !== undefined) nearest.lineNow = error.line;
  return nearest;
}

function actionsFor(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  known: Recognition,
  accepted: ActionCommands,
): vscode.CodeAction[] {
  const fix = known.fixes[0]!;
  const show = new vscode.CodeAction(
    vscode.l10n.t('Show how this was fixed ({0})', dayOf(fix.at, Date.now(), vscode.env.language)),
    vscode.CodeActionKind.QuickFix,
  );
  show.diagnostics = [diagnostic];
  show.command = { title: show.title, command: 'secondNature.showPastFix', arguments: [known.instance] };
  const others = [show, ...wordActions(known, fix.episode, diagnostic)];
  const replacement = transferOf(document, known);
  if (replacement === undefined) return others;
  const apply = new vscode.CodeAction(
    vscode.l10n.t('Apply the remembered fix: {0}', plainLine(fix.phrase, 80)),
    vscode.CodeActionKind.QuickFix,
  );
  apply.diagnostics = [diagnostic];
  apply.isPreferred = true;
  apply.edit = editOf(document, replacement);
  apply.command = accepted.commandFor(known.instance, apply.title);
  return [apply, ...others];
}

/** Why it is offered, and that it is not wanted. */
function wordActions(known: Recognition, episode: string, diagnostic: vscode.Diagnostic): vscode.CodeAction[] {
  const actionOf = (title: string, command: string, argument: unknown) => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    action.command = { title, command: `secondNature.${command}`, arguments: [argument] };
    return action;
  };
  return [
    actionOf(vscode.l10n.t('Why this fix?'), 'openExplorer', targetOfNode('episode', episode)),
    actionOf(vscode.l10n.t('Dismiss the remembered fix…'), 'dismissHint', known.instance),
  ];
}

function transferOf(document: vscode.TextDocument, known: Recognition): LineReplacement | undefined {
  const transfer = known.fixes[0]?.transfer;
  if (transfer === undefined) return undefined;
  const lineAt = (line: number) => (line <= document.lineCount ? document.lineAt(line - 1).text : undefined);
  return fitTransfer(transfer, known.lineNow - known.askedLine, lineAt);
}

function editOf(document: vscode.TextDocument, replacement: LineReplacement): vscode.WorkspaceEdit {
  const { startLine, before, after } = replacement;
  const first = document.lineAt(startLine - 1);
  const last = document.lineAt(startLine + before.length - 2);
  const edit = new vscode.WorkspaceEdit();
  if (after.length > 0)
    edit.replace(document.uri, new vscode.Range(first.range.start, last.range.end), after.join('\n'));
  else edit.delete(document.uri, new vscode.Range(first.range.start, last.rangeIncludingLineBreak.end));
  return edit;
}

/** The commands' work; each takes the id that a link or an action carries, or means the error nearest to the cursor. */
export function dejaVuCommands(register: DejaVuRegister, past: PastDocuments, report: Report, history: HintHistory) {
  const find = (instance: unknown): Recognition | undefined => {
    const known = typeof instance === 'string' ? register.byInstance(instance) : nearestToCursor(register);
    if (known === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No remembered fix belongs to the error here any more.'));
    }
    return known;
  };

  return {
    async showPastFix(instance: unknown): Promise<void> {
      const known = find(instance);
      if (known === undefined) return;
      const fix = known.fixes[0]!;
      const day = dayOf(fix.at, Date.now(), vscode.env.language);
      const title = vscode.l10n.t('Past fix: {0} ({1})', plainLine(fix.path, 100), day);
      await past.openChange(known.open.folder, fix.event, title, fix.hunks);
      note(known, 'opened', report);
    },
    async applyPastFix(instance: unknown): Promise<void> {
      const known = find(instance);
      if (known === undefined) return;
      const { document } = known.open;
      const replacement = transferOf(document, known);
      const isApplied = replacement !== undefined && (await vscode.workspace.applyEdit(editOf(document, replacement)));
      if (isApplied) note(known, 'accepted', report);
      else void vscode.window.showInformationMessage(vscode.l10n.t('The remembered fix does not fit these lines.'));
    },
    async dismissHint(instance: unknown): Promise<void> {
      const known = find(instance);
      if (known === undefined) return;
      const reason = await askWhyNot(plainLine(known.message, 80), history);
      if (reason !== undefined) register.dismiss(known, reason);
    },
  };
}

function nearestToCursor(register: DejaVuRegister): Recognition | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const distance = (known: Recognition) => Math.abs(known.lineNow - 1 - editor.selection.active.line);
  return register.of(editor.document.uri).sort((a, b) => distance(a) - distance(b))[0];
}
