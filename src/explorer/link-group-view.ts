// Links told from one node's side go in; groups with a heading each come out, their strengths drawn against the strongest.
import { disclosedList } from './disclosed-list.ts';
import { element } from './element.ts';
import type { EpisodeActions } from './episode-action.ts';
import { linkEntry } from './link-entry.ts';
import { groupLinks, type Neighbour } from './link-group.ts';
import { numberText, t, tCount } from './localised-text.ts';

const linksShownMax = 8;

export function linkGroups(neighbours: readonly Neighbour[], actions: EpisodeActions): HTMLElement {
  const groups = groupLinks(neighbours);
  if (groups.length === 0) return element('p', { class: 'quiet' }, t('Nothing yet.'));
  const allText = (amount: number) => tCount(amount, 'Show all {0} link', 'Show all {0} links');
  const strengthMax = Math.max(...neighbours.map((neighbour) => neighbour.strength));
  return element(
    'div',
    { class: 'link-groups' },
    ...groups.map(({ title, neighbours: found }) => {
      const entries = found.map((neighbour) => () => linkEntry(neighbour, strengthMax, actions));
      const list = disclosedList(entries, { class: 'links', shownMax: linksShownMax, allText });
      const amount = element('span', { class: 'amount' }, numberText(found.length));
      return element('div', { class: 'link-group' }, element('h4', {}, title, amount), list);
    }),
  );
}
