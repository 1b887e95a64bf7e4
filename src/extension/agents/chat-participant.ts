// `@memory` in the chat: a question comes in, what is remembered goes out, with references that open. The editor's model
// words it where there is one; what it may say is the evidence, which is shown in any case, and is all where there is none.
import * as vscode from 'vscode';
import { agentToolGuide } from '../../protocol/agent-tool.ts';
import { citedAnswerMethod, citedAnswerResult } from '../../protocol/cited-answer.ts';
import type { Report } from '../sense/observation-draft.ts';
import { type AnswerClaim, claimOf, judgeAnswer } from '../surface/answer-judgement.ts';
import { type AgentToolParts, callTool } from './agent-tools.ts';
import { showEvidence } from './evidence-list.ts';
import { quoteMemory, quoteRemembered, quoteText } from './memory-quotation.ts';

const participantId = 'second-nature.memory';
const evidenceShownMax = 5;
const forgetTextMin = 4;

type Ask = vscode.ChatRequestHandler;

interface Outcome extends vscode.ChatResult {
  readonly metadata: {
    readonly command: string;
    readonly isKnown: boolean;
    readonly place?: string;
    readonly claim?: AnswerClaim;
  };
}

export function createMemoryParticipant(parts: AgentToolParts & { readonly report: Report }): vscode.Disposable {
  const ask: Ask = (request, _, stream, token) => {
    switch (request.command) {
      case 'orient':
        return orient(parts, request, stream, token);
      case 'forget':
        return forget(parts, request, stream, token);
      default:
        return recall(parts, request, stream, token);
    }
  };
  const participant = vscode.chat.createChatParticipant(participantId, ask);
  participant.iconPath = new vscode.ThemeIcon('history');
  participant.followupProvider = { provideFollowups: (result) => followUps(result as Outcome) };
  participant.onDidReceiveFeedback(({ result, kind }) => {
    const { claim } = (result as Outcome).metadata ?? {};
    const isRight = kind === vscode.ChatResultFeedbackKind.Helpful;
    if (claim !== undefined) parts.report(judgeAnswer(claim, isRight));
  });
  return participant;
}

async function orient(
  parts: AgentToolParts,
  request: vscode.ChatRequest,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<Outcome> {
  const answer = await callTool(parts, 'orient', request.prompt.trim() === '' ? {} : { task: request.prompt }, token);
  stream.markdown(quoteMemory(answer.text));
  return { metadata: { command: 'orient', isKnown: !answer.isError } };
}

async function recall(
  parts: AgentToolParts,
  request: vscode.ChatRequest,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<Outcome> {
  const command = request.command ?? 'why';
  const folder = parts.folder()?.uri.fsPath;
  const question = questionOf(command, request.prompt);
  if (folder === undefined || question === '') {
    stream.markdown(vscode.l10n.t('Ask me something, with a folder open.'));
    return { metadata: { command, isKnown: false } };
  }
  stream.progress(vscode.l10n.t('Recalling'));
  const reply = await parts.memory.request(
    citedAnswerMethod,
    { folder, question, limit: evidenceShownMax },
    citedAnswerResult,
    token,
  );
  if (!reply.ok) {
    stream.markdown(quoteText(reply.message));
    return { metadata: { command, isKnown: false } };
  }
  const { answer, isOrder, text } = reply.value;
  const isKnown = answer.state !== 'unknown';
  const isWorded = isKnown && (await wordByModel(parts, request, { question, evidence: text }, stream, token));
  if (!isWorded) stream.markdown(isKnown ? quoteRemembered(answer.summary, isOrder) : quoteText(answer.summary));
  showEvidence(folder, reply.value, stream);
  const place = answer.evidence[0]?.paths[0];
  const claim = claimOf(folder, answer);
  return {
    metadata: { command, isKnown, ...(place !== undefined && { place }), ...(claim !== undefined && { claim }) },
  };
}

/** `last-time` wants the latest doing; the words of the question are the same. */
function questionOf(command: string, prompt: string): string {
  const asked = prompt.trim();
  if (asked === '') return '';
  if (command === 'last-time') return `When was the last time: ${asked}`;
  return command === 'why' && !/^(why|how|when|what|who|where|which)\b/i.test(asked) ? `Why ${asked}` : asked;
}

/** @returns false where no model words it; nothing has been said then */
async function wordByModel(
  parts: AgentToolParts,
  { model }: vscode.ChatRequest,
  { question, evidence }: { readonly question: string; readonly evidence: string },
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<boolean> {
  const instruction =
    `${agentToolGuide}\nAnswer the question in at most three sentences from this evidence alone. Where it does not ` +
    'answer, say so. Name the commit or the day that you rely on.';
  const messages = [vscode.LanguageModelChatMessage.User(`${instruction}\n\n${evidence}\n\nQuestion: ${question}`)];
  let hasSpoken = false;
  try {
    const response = await model.sendRequest(messages, {}, token);
    for await (const part of response.text) {
      if (part !== '') hasSpoken = true;
      stream.markdown(part);
    }
  } catch (error) {
    // No quota, no consent, no such model: the evidence speaks for itself.
    parts.log.warn(`The editor's model did not word the answer: ${(error as Error).message}`);
  }
  return hasSpoken;
}

/** A place where there is one of that name, else whatever holds the text. The user sees what would go and says yes. */
async function forget(
  parts: AgentToolParts,
  request: vscode.ChatRequest,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<Outcome> {
  const metadata = { command: 'forget', isKnown: true };
  const said = request.prompt.trim();
  if (said.length < forgetTextMin) {
    stream.markdown(vscode.l10n.t('Say what to forget: a path, or words of at least four letters.'));
    return { metadata };
  }
  const selector = /[/\\]|\.\w{1,5}$/.test(said) ? { path: said } : { text: said };
  const preview = await callTool(parts, 'forget', selector, token);
  stream.markdown(quoteMemory(preview.text.split('\n\n')[0]!));
  if (preview.confirm === undefined) return { metadata };
  const yes = vscode.l10n.t('Forget');
  const question = vscode.l10n.t('Forget this for good? It cannot be undone.');
  const choice = await vscode.window.showWarningMessage(
    question,
    { modal: true, detail: preview.text.split('\n')[0]! },
    yes,
  );
  const done =
    choice === yes ? await callTool(parts, 'forget', { ...selector, confirm: preview.confirm }, token) : undefined;
  stream.markdown('\n\n');
  stream.markdown(quoteText(done?.text ?? vscode.l10n.t('Nothing was forgotten.')));
  return { metadata };
}

function followUps({ metadata }: Outcome): vscode.ChatFollowup[] {
  if (metadata === undefined) return [];
  const { command, isKnown, place } = metadata;
  if (command === 'forget') return [];
  return [
    ...(place === undefined
      ? []
      : [{ prompt: `${place} changed`, command: 'why', label: vscode.l10n.t('Why did {0} change?', place) }]),
    ...(command === 'orient' || isKnown
      ? []
      : [{ prompt: '', command: 'orient', label: vscode.l10n.t('What is known here?') }]),
  ];
}
