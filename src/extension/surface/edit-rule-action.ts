// Lines under the cursor come in; where a learned rule fits them, code actions go out: do here as was done before, do it
// in the whole file, and why this; and, by choice, ghost text. What is done with them goes back to the memory.
import * as vscode from 'vscode';
import { eventMethod, eventResult } from '../../protocol/explore.ts';
import { rulesMethod, rulesResult, type WireRuleMatch } from '../../protocol/rule.ts';
import type { DocumentFilter } from '../sense/document-filter.ts';
import { draftObservation, type Place, type Report } from '../sense/observation-draft.ts';
import { ActionCommands } from './action-command.ts';
import { editorText } from './editor-text.ts';
import { targetOfSubject } from './explorer-target.ts';
import { askWhyNot, type DismissalReason } from './hint-dismissal.ts';
import type { HintHistory } from './hint-history.ts';
import type { MemoryClient } from './memory-client.ts';
import { isShownPlain } from './plain-editor.ts';
import { showRuleGhosts } from './rule-ghost.ts';
import { showInExplorer, wordExplain } from './show-in-explorer.ts';
import { dayOf, plainLine, withoutIcons } from './wording.ts';

export interface EditRules extends vscode.Disposable {
  /** By command id, without its prefix. */
  readonly commands: Readonly<Record<string, (argument: unknown) => unknown>>;
}

/** What a code action carries: anyone may call a command, so it is looked for among what was offered. */
interface Offer {
  readonly place: Place;
  readonly match: WireRuleMatch;
}

const selector: vscode.DocumentSelector = [{ scheme: 'file' }, { scheme: 'vscode-remote' }];
const linesMax = 5_000;
const lineCharsMax = 2_000;
const selectedLinesMax = 200;
const evidenceMax = 8;
const kind = vscode.CodeActionKind.RefactorRewrite;

export function offerEditRules(parts: {
  readonly memory: MemoryClient;
  readonly findPlace: DocumentFilter;
  readonly report: Report;
  readonly openEvent: (folder: string, event: string) => Promise<void>;
  readonly history: HintHistory;
  readonly surfaces: { readonly editRules: boolean; readonly ghostText: boolean };
}): EditRules {
  const { memory, findPlace, report, openEvent, history, surfaces } = parts;
  /** By the rule's name. */
  const offers = new Map<string, Offer>();
  /** Turned down in this window: gone at once, before the next sleep has weighed it. */
  const dismissed = history.dismissedRules;

  const ask = async (document: vscode.TextDocument, place: Place, range: vscode.Range) => {
    const { start, end } = range;
    const lines = Array.from({ length: Math.min(linesMax, end.line - start.line + 1) }, (_, i) => start.line + i)
      .map((line) => ({ line: line + 1, text: document.lineAt(line).text }))
      .filter(({ text }) => text.length <= lineCharsMax);
    const { version } = document;
    const reply = await memory.request(rulesMethod, { ...place, lines }, rulesResult);
    if (!reply.ok || document.version !== version) return [];
    return reply.value.matches.filter(({ subject }) => !dismissed.has(subject));
  };

  const askForGhosts = async (document: vscode.TextDocument, range: vscode.Range) => {
    const place = placeOf(document, findPlace);
    if (place === undefined || history.isSnoozed(Date.now())) return [];
    const matches = await ask(document, place, range);
    for (const match of matches) offers.set(match.subject, { place, match });
    return matches;
  };

  const followed = new ActionCommands('ruleFollowed', (subject) => {
    const offer = offers.get(subject);
    if (offer !== undefined) judge(offer, 'accepted');
  });

  const registerActions = () =>
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        async provideCodeActions(document, range, { only, triggerKind }) {
          const isUnasked = triggerKind === vscode.CodeActionTriggerKind.Automatic;
          if (isUnasked && history.isSnoozed(Date.now())) return [];
          const place = placeOf(document, findPlace);
          if (place === undefined || range.end.line - range.start.line > selectedLinesMax) return [];
          if (only !== undefined && !only.contains(kind) && !kind.contains(only)) return [];
          const here = nearestFirst(await ask(document, place, range), range.start.character);
          const [first] = here;
          if (first === undefined) return [];
          for (const match of here) offers.set(match.subject, { place, match });
          const last = document.lineCount - 1;
          const whole = await ask(document, place, new vscode.Range(0, 0, last, 0));
          const alike = whole.filter(({ subject }) => subject === first.subject);
          const deeds = [
            ...here.map((match) => applyAction(document, [match], wordDeed(document, match), followed)),
            ...(alike.length > 1 ? [applyAction(document, alike, wordAllOf(alike.length), followed)] : []),
          ];
          // Ghost text has no room for why: with it alone, that is what the line's actions tell.
          return [...(surfaces.editRules ? deeds : []), whyAction(first)];
        },
      },
      { providedCodeActionKinds: [kind] },
    );

  const providers = [
    registerActions(),
    ...(surfaces.ghostText ? [showRuleGhosts(selector, askForGhosts, followed)] : []),
  ];
  const judge = ({ place, match }: Offer, verdict: 'accepted' | 'dismissed', reason?: DismissalReason) => {
    const said = { verdict, subject: match.subject, claimed: match.probability };
    report(draftObservation('feedback', place, { ...said, ...(reason !== undefined && { reason }) }));
  };
  const find = (subject: unknown) => (typeof subject === 'string' ? offers.get(subject) : undefined);

  return {
    commands: {
      async showRule(subject) {
        const offer = find(subject);
        if (offer === undefined) return;
        const chosen = await vscode.window.showQuickPick(listGrounds(offer, memory), {
          title: plainLine(offer.match.statement, 200).replaceAll('`', ''),
          placeHolder: vscode.l10n.t('The edits that it was learned from'),
        });
        if (chosen?.event !== undefined) await openEvent(offer.place.folder, chosen.event);
        else if (chosen?.isExplained) await showInExplorer(targetOfSubject(offer.match.subject));
        else if (chosen !== undefined) {
          const reason = await askWhyNot(plainLine(offer.match.statement, 80).replaceAll('`', ''), history);
          if (reason === undefined) return;
          dismissed.add(offer.match.subject);
          judge(offer, 'dismissed', reason);
        }
      },
    },
    dispose: () => vscode.Disposable.from(...providers, followed).dispose(),
  };
}

/** A file in a plain editor; none in a diff, in a merge, or where a file is kept out. */
function placeOf(document: vscode.TextDocument, findPlace: DocumentFilter): Place | undefined {
  const { uri } = document;
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  return isShownPlain(document) ? findPlace({ scheme: uri.scheme, fsPath: uri.fsPath, folder }) : undefined;
}

function nearestFirst(matches: readonly WireRuleMatch[], character: number): WireRuleMatch[] {
  const distance = ({ start, end }: WireRuleMatch) => Math.max(0, start - character, character - end);
  return matches.toSorted((a, b) => distance(a) - distance(b));
}

function rangeOf({ line, start, end }: WireRuleMatch): vscode.Range {
  return new vscode.Range(line - 1, start, line - 1, end);
}

function wordDeed(document: vscode.TextDocument, match: WireRuleMatch): string {
  const was = document.getText(rangeOf(match)).trim();
  const put = match.text.trim();
  const word = (text: string) => plainLine(text, 40);
  if (was === '') return vscode.l10n.t('Do as before: add {0}', word(put));
  if (put === '') return vscode.l10n.t('Do as before: take out {0}', word(was));
  return vscode.l10n.t('Do as before: {0} → {1}', word(was), word(put));
}

function wordAllOf(places: number): string {
  return editorText().tCount(
    places,
    'Do as before in the whole file ({0} place)',
    'Do as before in the whole file ({0} places)',
  );
}

function applyAction(
  document: vscode.TextDocument,
  matches: readonly WireRuleMatch[],
  title: string,
  followed: ActionCommands,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, kind);
  action.edit = new vscode.WorkspaceEdit();
  for (const match of matches) action.edit.replace(document.uri, rangeOf(match), match.text);
  action.command = followed.commandFor(matches[0]!.subject, title);
  return action;
}

function whyAction({ subject, statement }: WireRuleMatch): vscode.CodeAction {
  const action = new vscode.CodeAction(vscode.l10n.t('Why? {0}', plainLine(statement.replaceAll('`', ''), 120)), kind);
  action.command = { title: action.title, command: 'secondNature.showRule', arguments: [subject] };
  return action;
}

/** The edits behind the rule, the latest first; the last entries lead to the explorer and turn the rule down. */
async function listGrounds({ place, match }: Offer, memory: MemoryClient) {
  const { folder } = place;
  const read = (id: string) => memory.request(eventMethod, { folder, id }, eventResult);
  const replies = await Promise.all(match.evidence.slice(0, evidenceMax).map(read));
  const edits = replies.flatMap((reply) => {
    if (!reply.ok) return [];
    const { id, at, text, paths } = reply.value;
    const label = `$(edit) ${withoutIcons(plainLine(text.split('\n', 1)[0] || (paths[0] ?? ''), 200))}`;
    return [{ label, description: dayOf(at, Date.now(), vscode.env.language), event: id, isExplained: false }];
  });
  const plain = { description: '', event: undefined };
  const explain = { ...plain, label: `$(type-hierarchy) ${wordExplain()}`, isExplained: true };
  const refusal = { ...plain, label: `$(close) ${vscode.l10n.t('Do not offer this again…')}`, isExplained: false };
  return [...edits, explain, refusal];
}
