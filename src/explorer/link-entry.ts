// One link of an episode goes in; a button comes out that leads where the link leads, with its strength beside it.
import { element } from './element.ts';
import type { EpisodeActions } from './episode-action.ts';
import { icon, iconOfKind } from './icon.ts';
import { kindText } from './kind-text.ts';
import type { Neighbour } from './link-group.ts';
import { numberText, t } from './localised-text.ts';
import { memoryLabel } from './memory-label.ts';
import { isolated } from './text-direction.ts';

/** @param strengthMax the strongest link of the episode, against which the others are drawn */
export function linkEntry(neighbour: Neighbour, strengthMax: number, actions: EpisodeActions): HTMLElement {
  const { nodeKind, label, strength } = neighbour;
  const share = strengthMax > 0 ? Math.min(1, strength / strengthMax) : 0;
  const fill = element('span', { class: 'fill' });
  fill.style.inlineSize = `${Math.round(share * 100)}%`;
  const { hint, act } = wayOf(neighbour, actions);
  return element(
    'button',
    {
      class: 'link-entry',
      attributes: { type: 'button', title: t('{0} (strength {1})', hint, numberText(strength, 2)) },
      onClick: act,
    },
    icon(iconOfKind(nodeKind)),
    memoryLabel(nodeKind, label || neighbour.key),
    element('span', { class: 'unseen' }, kindText(nodeKind, 1)),
    element('span', { class: 'strength', attributes: { 'aria-hidden': 'true' } }, fill),
  );
}

/** An episode is selected, a file opened; for what has no page of its own, the episodes that tell of it are found. */
function wayOf({ nodeKind, key, label }: Neighbour, actions: EpisodeActions): { hint: string; act: () => void } {
  if (nodeKind === 'episode') return { hint: t('Go to “{0}”', isolated(label)), act: () => actions.selectEpisode(key) };
  if (nodeKind === 'file') return { hint: t('Open {0}', key), act: () => actions.openFile(key) };
  return { hint: t('Find episodes with “{0}”', isolated(label)), act: () => actions.searchFor(label || key) };
}
