// An answer of the memory goes in; a page to read comes out: what it says and how sure it is, the evidence in order,
// what was looked for in vain, and three buttons to say what it was worth.
import type { WireAnswer, WireEvidence } from '../protocol/recall.ts';
import type { DateText } from './date-text.ts';
import { disclosedList } from './disclosed-list.ts';
import { element, namesApart, rememberedText } from './element.ts';
import type { EpisodeActions } from './episode-action.ts';
import { type IconName, icon } from './icon.ts';
import { t, tCount, tNodes } from './localised-text.ts';
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
      ? element('button', { ...button, onClick: deliberate }, icon('retry'), t('Think it over'))
      : undefined,
    evidence.length > 0
      ? element('button', { ...button, onClick: play }, icon('play'), t('Play the recall'))
      : undefined,
  );
}

function evidenceSection(evidence: readonly WireEvidence[], dates: DateText, actions: EpisodeActions): HTMLElement {
  const pieces = evidence.map((each) => element('li', { class: 'step' }, ...evidencePiece(each, dates, actions)));
  const heading = element(
    'h3',
    {},
    tCount(evidence.length, 'What it rests on: {0} piece', 'What it rests on: {0} pieces'),
  );
  return element('section', {}, heading, element('ol', { class: 'journey evidence' }, ...pieces));
}

function evidencePiece(evidence: WireEvidence, dates: DateText, actions: EpisodeActions): HTMLElement[] {
  const { event, episode, sha, paths, title, excerpt, reasons, standing, change } = evidence;
  const open = { class: 'link', attributes: { type: 'button', title: t('Show the episode') } };
  const name = element('button', { ...open, onClick: () => actions.selectEpisode(episode) });
  name.append(rememberedText('span', {}, title || t('Untitled')));
  const words = sha?.slice(0, 7) ?? t('open');
  const label = sha ? t('Show the changes of commit {0}', words) : `${words}: ${title || t('Untitled')}`;
  const opener = element(
    'button',
    {
      class: sha ? 'chip sha' : 'chip',
      attributes: { type: 'button', 'aria-label': label },
      onClick: () => actions.openEvent(event),
    },
    icon('diff'),
    words,
  );
  const files = paths.map((path) => () => fileChip(path, actions));
  const facts = element(
    'div',
    { class: 'step-facts' },
    element('span', { class: 'time' }, `${dates.day(evidence.at)}, ${dates.time(evidence.at)}`),
    opener,
    files.length > 0 ? disclosedList(files, { class: 'files', shownMax: filesShownMax, allText: allFiles }) : undefined,
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
  const told = rememberedText('span', {}, change ?? '');
  const changed =
    standing === 'superseded' ? tNodes('No longer holds: {0}', told) : tNodes('Perhaps out of date: {0}', told);
  const bare = standing === 'superseded' ? t('No longer holds.') : t('Perhaps out of date.');
  return element('p', { class: 'standing-note' }, icon('diagnostic'), ...(change ? changed : [bare]));
}

function allFiles(amount: number): string {
  return tCount(amount, 'Show all {0} file', 'Show all {0} files');
}

function fileChip(path: string, actions: EpisodeActions): HTMLElement {
  const attributes = { type: 'button', title: t('Open {0}', path) };
  const chip = element('button', { class: 'chip path', attributes, onClick: () => actions.openFile(path) });
  chip.append(icon('file'), element('bdi', { attributes: { dir: 'ltr' } }, path));
  return chip;
}

/** What is not known says what would have been needed. */
function missingSection({ missing, state }: WireAnswer): HTMLElement | undefined {
  if (missing.length === 0) return undefined;
  const words = missing.slice(0, missingMax).map((word) => rememberedText('li', { class: 'badge' }, word));
  const title = state === 'unknown' ? t('What was looked for') : t('What was not found');
  return element('section', {}, element('h3', {}, title), element('ul', { class: 'missing' }, ...words));
}

const worths: readonly (readonly [worth: Worth, icon: IconName, label: string, thanks: string])[] = [
  ['useful', 'known', t('Useful'), t('Noted: it was useful.')],
  ['wrong', 'clear', t('Not what I asked'), t('Noted: it will come less readily.')],
  ['stale', 'diagnostic', t('Out of date'), t('Noted: it is out of date.')],
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
  return element('section', {}, element('h3', {}, t('Was this the answer?')), row, noted);
}
