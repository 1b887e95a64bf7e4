// An answer of the memory comes in, the rows of the pick go out: first how sure it is, then the evidence. Pure.
import type { LocalisedText } from '../../language/localised-text.ts';
import type { WireAnswer, WireEvidence } from '../../protocol/recall.ts';
import { type AnswerClaim, claimOf } from './answer-judgement.ts';
import { dayOf, heldApart, plainLine, stateWording, withoutIcons } from './wording.ts';

/** Characters; about what fits into a row's first line at the pick's usual width, its label included. */
const firstLineMax = 78;
/** As many of an excerpt's characters in a sentence mean that it quotes the excerpt. */
const quotedCharactersMin = 30;

export interface RecallRow {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
  /** What accepting the row opens; absent where there is nothing to open. */
  readonly evidence?: WireEvidence;
  /** Of the row that says how sure the answer is. */
  readonly claim?: AnswerClaim;
}

/** @param nowMs Unix time in ms */
export function answerRows(folder: string, answer: WireAnswer, nowMs: number, said: LocalisedText): RecallRow[] {
  const { icon, words } = stateWording(answer.state, said);
  const [best] = answer.evidence;
  const quote = quotedIn(answer);
  const [description, detail] = onTwoLines(quote ?? plainLine(answer.summary, 400), firstLineMax - words.length);
  const verdict = {
    label: `$(${icon}) ${words}`,
    description: withoutIcons(description),
    detail: withoutIcons(detail),
  };
  const missing = answer.missing.map((word) => plainLine(word, 40)).join(', ');
  const claim = claimOf(folder, answer);
  return [
    { ...verdict, ...(best !== undefined && { evidence: best }), ...(claim !== undefined && { claim }) },
    ...(missing === ''
      ? []
      : [{ label: `$(search-stop) ${said.t('Not found: {0}', withoutIcons(missing))}`, description: '' }]),
    ...answer.evidence.map((evidence, index) =>
      evidenceRow(index === 0 && quote !== undefined ? { ...evidence, excerpt: '' } : evidence, nowMs, said.language),
    ),
  ];
}

/**
 * What the best evidence says, where the answer quotes it. When and where it is said stands in the row below, so that
 * the little room of the first row is left to what was asked for.
 */
function quotedIn({ state, summary, evidence }: WireAnswer): string | undefined {
  const said = plainLine(evidence[0]?.excerpt ?? '', 400);
  const isQuoted = said !== '' && plainLine(summary, 400).includes(said.slice(0, quotedCharactersMin));
  return state === 'known' && isQuoted ? said : undefined;
}

/** A row has room for one line beside its label and one below it. */
function onTwoLines(text: string, lengthMax: number): [string, string] {
  if (text.length <= lengthMax) return [text, ''];
  const end = text.lastIndexOf(' ', lengthMax);
  return end === -1 ? ['', text] : [text.slice(0, end), text.slice(end + 1)];
}

/** The title is the description, since the pick sorts by label what matches the words typed. */
function evidenceRow(evidence: WireEvidence, nowMs: number, language: string): RecallRow {
  const icon = evidence.sha === undefined ? 'history' : 'git-commit';
  const sha = evidence.sha === undefined ? '' : ` · ${evidence.sha.slice(0, 7)}`;
  const places =
    evidence.paths.slice(0, 3).join(', ') + (evidence.paths.length > 3 ? ` +${evidence.paths.length - 3}` : '');
  const detail = plainLine([evidence.excerpt, places].filter((part) => part !== '').join(' — '), 400);
  return {
    label: `$(${icon}) ${dayOf(evidence.at, nowMs, language)}${sha}`,
    description: heldApart(withoutIcons(plainLine(evidence.title, 200))),
    ...(detail === '' ? {} : { detail: heldApart(withoutIcons(detail)) }),
    evidence,
  };
}
