// One episode in full goes in; how it went, what happened and what it is linked to come out as a page to read.
import type { WireEpisodeDetail } from '../protocol/explore.ts';
import { actorsText, outcomeText } from './actor-text.ts';
import { type DateText, durationText } from './date-text.ts';
import { disclosedList } from './disclosed-list.ts';
import { element, rememberedText } from './element.ts';
import type { EpisodeActions } from './episode-action.ts';
import { icon, iconOfKind } from './icon.ts';
import { eventKindText } from './kind-text.ts';
import { linkGroups } from './link-group-view.ts';
import { numberText, t, tCount } from './localised-text.ts';
import { playButton } from './play-button.ts';
import { valenceBars } from './valence-bars.ts';

type JourneyEvent = WireEpisodeDetail['events'][number];

const filesShownMax = 6;

/** @param memoryActions what can be done with the episode as a memory */
export function episodeArticle(
  detail: WireEpisodeDetail,
  dates: DateText,
  actions: EpisodeActions,
  memoryActions: HTMLElement,
): HTMLElement {
  const heading = rememberedText('h2', { attributes: { tabindex: -1 } }, detail.episode.title || t('Untitled'));
  return element(
    'article',
    { class: 'episode' },
    heading,
    episodeFacts(detail, dates),
    memoryActions,
    playButton({ kind: 'episode', key: detail.episode.id, label: detail.episode.title || t('Untitled') }, actions),
    section(t('How it went'), valenceBars(detail.valence)),
    section(t('What happened'), journey(detail, dates, actions)),
    section(t('What it is linked to'), linkGroups(detail.neighbours, actions)),
  );
}

function section(title: string, ...content: HTMLElement[]): HTMLElement {
  const heading = element('h3', {}, title);
  return element('section', {}, heading, ...content);
}

function episodeFacts({ episode }: WireEpisodeDetail, dates: DateText): HTMLElement {
  const duration = durationText(episode.endedAt - episode.startedAt);
  const dot = element('span', { class: 'dot', attributes: { 'data-outcome': episode.outcome, 'aria-hidden': 'true' } });
  return element(
    'p',
    { class: 'episode-facts' },
    element('span', { class: 'badge' }, dot, outcomeText(episode.outcome)),
    element('span', {}, dates.span(episode.startedAt, episode.endedAt)),
    duration ? element('span', {}, duration) : undefined,
    element('span', { class: 'actor' }, actorsText(episode.actors)),
  );
}

function journey({ episode, events }: WireEpisodeDetail, dates: DateText, actions: EpisodeActions): HTMLElement {
  const steps = events.map((event) => element('li', { class: 'step' }, ...journeyStep(event, dates, actions)));
  const missing = episode.eventCount - events.length;
  if (missing > 0) {
    steps.push(element('li', { class: 'quiet' }, tCount(missing, 'and {0} more event', 'and {0} more events')));
  }
  return element('ol', { class: 'journey' }, ...steps);
}

function journeyStep(event: JourneyEvent, dates: DateText, actions: EpisodeActions): HTMLElement[] {
  const files = event.paths.map((path) => () => fileButton(path, actions));
  const facts = element(
    'div',
    { class: 'step-facts' },
    element('span', { class: 'time' }, dates.time(event.at)),
    element('span', { class: 'kind' }, eventKindText(event.kind)),
    credit(event),
    event.hasDiff ? diffButton(event, actions) : undefined,
    event.isFaded ? fadedMark() : undefined,
  );
  const mark = element(
    'span',
    { class: `mark ${event.kind === 'diagnostic' ? 'error' : ''}` },
    icon(iconOfKind(event.kind)),
  );
  const summary = rememberedText('div', { class: 'summary' }, event.summary || eventKindText(event.kind));
  if (files.length > 0) {
    const allText = (amount: number) => tCount(amount, 'Show all {0} file', 'Show all {0} files');
    facts.append(disclosedList(files, { class: 'files', shownMax: filesShownMax, allText }));
  }
  return [mark, summary, facts];
}

function fadedMark(): HTMLElement {
  const title = t('For want of space its wording was let go; this is what is left of it.');
  return element('span', { class: 'credit', attributes: { title } }, t('wording let go'));
}

/** What became of a step, where something told. */
function credit({ progress = 0, isDeadEnd }: JourneyEvent): HTMLElement | undefined {
  if (isDeadEnd) return element('span', { class: 'credit' }, t('led nowhere'));
  if (progress === 0) return undefined;
  const errors = numberText(Math.abs(progress), 1);
  return element('span', { class: 'credit' }, progress > 0 ? t('cleared {0}', errors) : t('brought {0}', errors));
}

function diffButton(event: JourneyEvent, actions: EpisodeActions): HTMLElement {
  const sha = event.sha?.slice(0, 7);
  const words = sha ?? t('changes');
  // Who commands by voice says what is in sight, so the name holds it.
  const name = sha ? t('Show the changes of commit {0}', sha) : `${words}: ${event.summary}`;
  return element(
    'button',
    {
      class: sha ? 'chip sha' : 'chip',
      attributes: { type: 'button', title: t('Show the changes'), 'aria-label': name },
      onClick: () => actions.openEvent(event.id),
    },
    icon('diff'),
    words,
  );
}

function fileButton(path: string, actions: EpisodeActions): HTMLElement {
  return element(
    'button',
    {
      class: 'chip path',
      attributes: { type: 'button', title: t('Open {0}', path) },
      onClick: () => actions.openFile(path),
    },
    icon('file'),
    element('bdi', { attributes: { dir: 'ltr' } }, path),
  );
}
