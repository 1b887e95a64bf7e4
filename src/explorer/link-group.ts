// The links of an episode go in as the engine found them; groups with a heading each come out, in reading order.
import type { WireEpisodeDetail } from '../protocol/explore.ts';
import { t } from './localised-text.ts';

export type Neighbour = WireEpisodeDetail['neighbours'][number];

export interface LinkGroup {
  readonly title: string;
  /** The strongest first. */
  readonly neighbours: readonly Neighbour[];
}

/** Headings by kind of link, told from the episode's side: along the link, then against it. In reading order. */
const headings: readonly (readonly [kind: string, out: string, into: string])[] = [
  ['fixed-by', t('Fixed by'), t('Fixes')],
  ['caused', t('Caused'), t('Caused by')],
  ['tried', t('Tried'), t('Tried for')],
  ['mentions', t('Mentions'), t('Mentioned by')],
  ['edited-with', t('Changes with'), t('Changes with')],
  ['next', t('Next'), t('Before')],
  ['supports', t('Supports'), t('Supported by')],
  ['contradicts', t('Contradicts'), t('Contradicted by')],
  ['abstracts', t('Summarises'), t('Part of')],
  ['compiled', t('Answers'), t('Answered by')],
];

/** A kind of link that is not known here is shown under its own name, last. */
export function groupLinks(neighbours: readonly Neighbour[]): LinkGroup[] {
  const groups = new Map<string, Neighbour[]>(
    headings.flatMap(([, out, into]) => [out, into]).map((title) => [title, []]),
  );
  for (const neighbour of neighbours) {
    const title = titleOf(neighbour);
    const group = groups.get(title);
    if (group) group.push(neighbour);
    else groups.set(title, [neighbour]);
  }
  return [...groups]
    .filter(([, found]) => found.length > 0)
    .map(([title, found]) => ({ title, neighbours: found.toSorted((a, b) => b.strength - a.strength) }));
}

function titleOf({ kind, direction }: Neighbour): string {
  const heading = headings.find(([known]) => known === kind);
  if (!heading) return kind;
  return direction === 'out' ? heading[1] : heading[2];
}
