// An answer of the memory goes in; a page to read comes out: what it says and how sure it is, the evidence in order,
// what was looked for in vain, and three buttons to say what it was worth.
import type { WireAnswer, WireEvidence } from '../protocol/recall.ts';
import { count, type DateText } from './date-text.ts';
import { disclosedList } from './disclosed-list.ts';
import { element, namesApart, rememberedText } from './element.ts';
import type { EpisodeActions } from './episode-action.ts';
import { type IconName, icon } from './icon.ts';
import { chanceText, effortText, stateText } from './state-text.ts';

export interface AnswerActions extends EpisodeActions {
  /** Looks further than at first. */
  deliberate(): void;
  judge(worth: Worth, evidence: WireEvidence): void;
}

export type Worth = 'useful' | 'wrong' | 'stale';

const filesShownMax = 4;
const missingMax = 20;

export function answerArticle(answer: WireAnswer, dates: DateText, actions: AnswerActions): HTMLElement {
  const { evidence } = answer;
  return element(
    'article',
    { class: 'episode answer' },
    rememberedText('h2', { attributes: { tabindex: -1 } }, answer.question),
    answerFacts(answer),
    rememberedText('p', { class: 'said', attributes: { 'aria-live': 'polite' } }, answer.summary),
    waysOn(answer, actions),
    evidence.length > 0 ? evidenceSection(evidence, dates, actions) : undefined,
    missingSection(answer),
    evidence[0] ? worthSection(evidence[0], actions) : undefined,
  );
}

function answerFacts(answer: WireAnswer): HTMLElement {
  const { words, meaning, icon: name } = stateText(answer.state);
  const badge = element('span', { class: 'badge', attributes: { title: meaning, 'data-state': answer.state } });
  badge.append(icon(name), words);
  const chance = answer.evidence.length === 0 ? undefined : element('span', {}, chanceText(answer));
  const effort = element('span', {}, effortText(answer));
  return element('p', { class: 'episode-facts' }, badge, chance, effort);
}

/** What can be done with an answer: look further, and see how it came to mind. */
function waysOn({ system, question, evidence }: WireAnswer, { deliberate, playRecall }: AnswerActions): HTMLElement {
  const button = { class: 'secondary', attributes: { type: 'button' } };
  const play = () => playRecall({ by: 'question', question }, question);
  return element(
    'p',
    { class: 'actions' },
    system === 'system1'
      ? element('button', { ...button, onClick: deliberate }, icon('retry'), 'Think it over')
      : undefined,
    evidence.length > 0 ? element('button', { ...button, onClick: play }, icon('play'), 'Play the recall') : undefined,
  );
}

function evidenceSection(evidence: readonly WireEvidence[], dates: DateText, actions: EpisodeActions): HTMLElement {
  const pieces = evidence.map((each) => element('li', { class: 'step' }, ...evidencePiece(each, dates, actions)));
  const heading = element('h3', {}, `What it rests on: ${count(evidence.length, 'piece')}`);
  return element('section', {}, heading, element('ol', { class: 'journey evidence' }, ...pieces));
}

function evidencePiece(evidence: WireEvidence, dates: DateText, actions: EpisodeActions): HTMLElement[] {
  const { event, episode, sha, paths, title, excerpt, reasons, standing, change } = evidence;
  const open = { class: 'link', attributes: { type: 'button', title: 'Show the episode' } };
  const name = element('button', { ...open, onClick: () => actions.selectEpisode(episode) });
  name.append(rememberedText('span', {}, title || 'Untitled'));
  const label = sha ? `Show the changes of commit ${sha.slice(0, 7)}` : `Open what happened: ${title}`;
  const opener = element(
    'button',
    {
      class: sha ? 'chip sha' : 'chip',
      attributes: { type: 'button', 'aria-label': label },
      onClick: () => actions.openEvent(event),
    },
    icon('diff'),
    sha?.slice(0, 7) ?? 'open',
  );
  const files = paths.map((path) => () => fileChip(path, actions));
  const facts = element(
    'div',
    { class: 'step-facts' },
    element('span', { class: 'time' }, `${dates.day(evidence.at)}, ${dates.time(evidence.at)}`),
    opener,
    files.length > 0 ? disclosedList(files, { class: 'files', shownMax: filesShownMax, noun: 'files' }) : undefined,
  );
  const mark = element('span', { class: 'mark' }, icon(sha ? 'commit' : 'episode'));
  return [
    mark,
    element(
      'div',
      { class: 'summary' },
      name,
      excerpt && excerpt !== title ? rememberedText('p', { class: 'excerpt' }, excerpt) : undefined,
      reasons.length > 0 ? element('p', { class: 'quiet' }, ...namesApart(reasons, ' · ', 'auto')) : undefined,
      standing ? standingNote(standing, change) : undefined,
    ),
    facts,
  ];
}

function standingNote(standing: NonNullable<WireEvidence['standing']>, change: string | undefined): HTMLElement {
  const words = standing === 'superseded' ? 'No longer holds' : 'Perhaps out of date';
  const note = element('p', { class: 'standing-note' }, icon('diagnostic'), change ? `${words}: ` : `${words}.`);
  if (change) note.append(rememberedText('span', {}, change));
  return note;
}

function fileChip(path: string, actions: EpisodeActions): HTMLElement {
  const attributes = { type: 'button', title: `Open ${path}` };
  const chip = element('button', { class: 'chip path', attributes, onClick: () => actions.openFile(path) });
  chip.append(icon('file'), element('bdi', { attributes: { dir: 'ltr' } }, path));
  return chip;
}

/** What is not known says what would have been needed. */
function missingSection({ missing, state }: WireAnswer): HTMLElement | undefined {
  if (missing.length === 0) return undefined;
  const words = missing.slice(0, missingMax).map((word) => rememberedText('li', { class: 'badge' }, word));
  const title = state === 'unknown' ? 'What was looked for' : 'What was not found';
  return element('section', {}, element('h3', {}, title), element('ul', { class: 'missing' }, ...words));
}

const worths: readonly (readonly [worth: Worth, icon: IconName, label: string, thanks: string])[] = [
  ['useful', 'known', 'Useful', 'Noted: it was useful.'],
  ['wrong', 'clear', 'Not what I asked', 'Noted: it will come less readily.'],
  ['stale', 'diagnostic', 'Out of date', 'Noted: it is out of date.'],
];

function worthSection(best: WireEvidence, actions: AnswerActions): HTMLElement {
  const noted = element('p', { class: 'quiet', attributes: { 'aria-live': 'polite' } });
  const buttons = worths.map(([worth, name, label, thanks]) => {
    const onClick = () => {
      for (const button of buttons) button.disabled = true;
      actions.judge(worth, best);
      noted.textContent = thanks;
    };
    return element('button', { class: 'secondary', attributes: { type: 'button' }, onClick }, icon(name), label);
  });
  const row = element('div', { class: 'actions' }, ...buttons);
  return element('section', {}, element('h3', {}, 'Was this the answer?'), row, noted);
}
