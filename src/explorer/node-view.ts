// A node of the map that is no episode goes in: what it is, how it feels, and what it is linked to come out to read.
import type { DateText } from './date-text.ts';
import { element, rememberedText } from './element.ts';
import type { EpisodeActions } from './episode-action.ts';
import { icon, iconOfKind } from './icon.ts';
import { kindText } from './kind-text.ts';
import { linkGroups } from './link-group-view.ts';
import { t, tNodes } from './localised-text.ts';
import type { MapChoice } from './map-pane.ts';
import { playButton } from './play-button.ts';
import { directionOf } from './text-direction.ts';

/** From here on a feeling is told in words. */
const feelingTold = 0.1;

/** @param memoryActions what can be done with it as a memory; undefined for what is only a cue to others */
export function nodeArticle(
  choice: MapChoice,
  dates: DateText,
  actions: EpisodeActions,
  memoryActions: HTMLElement | undefined,
): HTMLElement {
  const { kind, key, label, own, feeling, lastAt, neighbours } = choice;
  const open =
    kind === 'file'
      ? element(
          'button',
          { class: 'chip path', attributes: { type: 'button' }, onClick: () => actions.openFile(key) },
          icon('file'),
          t('Open the file'),
        )
      : undefined;
  return element(
    'article',
    { class: 'episode' },
    rememberedText('h2', { attributes: { tabindex: -1 } }, label, directionOf(kind)),
    own === undefined ? undefined : ownWords(own),
    element(
      'p',
      { class: 'episode-facts' },
      element('span', { class: 'badge' }, icon(iconOfKind(kind)), kindText(kind, 1)),
      element('span', { class: feelingTone(feeling) }, feelingText(feeling)),
      element('span', {}, t('last met {0}', dates.day(lastAt))),
      open,
    ),
    memoryActions,
    playButton({ kind, key, label }, actions),
    element('section', {}, element('h3', {}, t('What it is linked to')), linkGroups(neighbours, actions)),
  );
}

/** What a language model has worded, as the memory itself says it. */
export function ownWords(sentence: string): HTMLElement {
  const own = rememberedText('span', {}, sentence);
  return element('p', { class: 'quiet own-words' }, ...tNodes('In the memory’s own words: {0}', own));
}

function feelingText(feeling: number): string {
  if (Math.abs(feeling) < feelingTold) return t('nothing stands out');
  if (feeling > 0) return feeling > 0.4 ? t('went well') : t('mostly went well');
  return feeling < -0.4 ? t('has hurt') : t('hurt at times');
}

function feelingTone(feeling: number): string {
  if (Math.abs(feeling) < feelingTold) return 'quiet';
  return feeling > 0 ? 'tone-good' : 'tone-bad';
}
