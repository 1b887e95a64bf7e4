// A question typed into the palette comes in; the memory's answer, with how sure it is and the evidence to open, goes
// out while one types. Enter has it thought over; where it has been, Enter opens the evidence.
import * as vscode from 'vscode';
import { recallMethod, recallResult, type WireEvidence } from '../../protocol/recall.ts';
import { draftObservation, type Report } from '../sense/observation-draft.ts';
import { type AnswerClaim, judgeAnswer } from './answer-judgement.ts';
import { editorText } from './editor-text.ts';
import type { MemoryClient } from './memory-client.ts';
import type { PastDocuments } from './past-document.ts';
import { answerRows, type RecallRow } from './recall-row.ts';
import { openRememberedFile } from './remembered-file.ts';
import { showInExplorer } from './show-in-explorer.ts';

interface RecallItem extends vscode.QuickPickItem {
  readonly evidence?: WireEvidence;
  readonly claim?: AnswerClaim;
}

const debounceMs = 150;
/** Who stops typing for so long waits for an answer: the memory may look further then. */
const deliberateAfterMs = 900;
const questionLengthMin = 3;

export function openRecallPick(parts: {
  readonly folder: string;
  readonly memory: MemoryClient;
  readonly past: PastDocuments;
  readonly report: Report;
}): void {
  const pick = vscode.window.createQuickPick<RecallItem>();
  const own = rowButtons();
  const title = vscode.l10n.t('Second Nature: Recall');
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Ask about this project: why, when, how, where … Enter thinks it over');
  pick.ignoreFocusOut = false;
  let timer: NodeJS.Timeout | undefined;
  let deliberateTimer: NodeJS.Timeout | undefined;
  /** The question whose answer was judged: it is judged once. */
  let judged: string | undefined;
  let asking: vscode.CancellationTokenSource | undefined;
  /** The question whose answer was thought over. */
  let deliberated: string | undefined;

  const search = async (question: string, mode: 'auto' | 'system1' | 'system2') => {
    asking?.cancel();
    const mine = new vscode.CancellationTokenSource();
    asking = mine;
    pick.busy = true;
    pick.title = mode === 'system2' ? `${title} · ${vscode.l10n.t('Thinking it over, Escape cancels')}` : title;
    const params = { folder: parts.folder, question: question.slice(0, 4_000), limit: 8, mode };
    const reply = await parts.memory.request(recallMethod, params, recallResult, mine.token);
    if (mine.token.isCancellationRequested) return;
    pick.busy = false;
    pick.title = title;
    if (reply.ok && reply.value.system === 'system2') deliberated = question;
    const [active] = pick.activeItems;
    const chosen = active === pick.items[0] ? undefined : active?.evidence?.event;
    pick.items = reply.ok
      ? answerRows(parts.folder, reply.value, Date.now(), editorText()).map((row) =>
          itemOf(row, own, judged !== question),
        )
      : [itemOf({ label: `$(debug-disconnect) ${vscode.l10n.t('No answer')}`, description: reply.message }, own)];
    // Whoever has gone to a piece of evidence stays with it when the rows are made anew.
    const kept = pick.items.slice(1).find(({ evidence }) => evidence !== undefined && evidence.event === chosen);
    pick.activeItems = kept === undefined ? pick.items.slice(0, 1) : [kept];
  };

  pick.onDidChangeValue((value) => {
    clearTimeout(timer);
    clearTimeout(deliberateTimer);
    const question = value.trim();
    if (question.length >= questionLengthMin) {
      timer = setTimeout(() => void search(question, 'system1'), debounceMs);
      deliberateTimer = setTimeout(() => void search(question, 'auto'), deliberateAfterMs);
      return;
    }
    asking?.cancel();
    pick.busy = false;
    pick.items = [];
  });
  pick.onDidAccept(() => {
    const [row] = pick.selectedItems.length > 0 ? pick.selectedItems : pick.activeItems;
    const question = pick.value.trim();
    // On what is not evidence to open: the verdict, or nothing yet.
    const isOnVerdict = row === undefined || row === pick.items[0];
    if (isOnVerdict && question !== deliberated && question.length >= questionLengthMin) {
      clearTimeout(timer);
      clearTimeout(deliberateTimer);
      void search(question, 'system2');
      return;
    }
    if (row?.evidence === undefined) return;
    pick.hide();
    const { event } = row.evidence;
    const place = { folder: parts.folder, path: row.evidence.paths[0] ?? '' };
    parts.report(draftObservation('feedback', place, { verdict: 'opened', subject: event }));
    void parts.past.openEvent(parts.folder, event);
  });
  pick.onDidTriggerItemButton(({ item, button }) => {
    const { evidence, claim } = item;
    const isRight = claim === undefined ? undefined : worthOf(button, own);
    if (claim !== undefined && isRight !== undefined) {
      parts.report(judgeAnswer(claim, isRight));
      judged = claim.question;
      const left = item.buttons?.filter((each) => worthOf(each, own) === undefined) ?? [];
      pick.items = pick.items.map((each) => (each === item ? { ...each, buttons: left } : each));
      pick.title = `${title} · ${vscode.l10n.t('Noted')}`;
      return;
    }
    if (evidence === undefined) return;
    const [path] = evidence.paths;
    pick.hide();
    if (button === own.explain) void showInExplorer({ to: 'episode', id: evidence.episode });
    else if (path !== undefined) void openRememberedFile(parts.folder, path);
  });
  pick.onDidHide(() => {
    clearTimeout(timer);
    clearTimeout(deliberateTimer);
    asking?.cancel();
    pick.dispose();
  });
  pick.show();
}

/** The buttons of the rows. The editor hands back the very object that was pressed, whatever its words are. */
interface RowButtons {
  readonly useful: vscode.QuickInputButton;
  readonly notAsked: vscode.QuickInputButton;
  readonly explain: vscode.QuickInputButton;
  readonly openFile: vscode.QuickInputButton;
}

function rowButtons(): RowButtons {
  const button = (icon: string, tooltip: string) => ({ iconPath: new vscode.ThemeIcon(icon), tooltip });
  return {
    useful: button('thumbsup', vscode.l10n.t('Useful')),
    notAsked: button('thumbsdown', vscode.l10n.t('Not what I asked')),
    explain: button('type-hierarchy', vscode.l10n.t('Show in the Explorer')),
    openFile: button('go-to-file', vscode.l10n.t('Open the file')),
  };
}

/** Shown whatever was typed: the memory has chosen it, not the letters. */
function itemOf(row: RecallRow, own: RowButtons, isToJudge = false): RecallItem {
  const hasFile = (row.evidence?.paths.length ?? 0) > 0;
  const buttons = [
    ...(row.claim === undefined || !isToJudge ? [] : [own.useful, own.notAsked]),
    ...(row.evidence === undefined ? [] : [own.explain]),
    ...(hasFile ? [own.openFile] : []),
  ];
  return { ...row, alwaysShow: true, buttons };
}

/** Whether the button says that the answer was right; undefined for one that says nothing of it. */
function worthOf(button: vscode.QuickInputButton, { useful, notAsked }: RowButtons): boolean | undefined {
  if (button === useful) return true;
  return button === notAsked ? false : undefined;
}
