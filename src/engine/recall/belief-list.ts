// A project and perhaps a place in, what is believed there out: from the whole project over its areas to single
// situations, each with the belief that it belongs under. It is to be given the memory as it is believed.

import { templateOfKey } from '../model/edit-template.ts';
import type { Gist, GistLevel } from '../model/gist.ts';
import type { MemoryReader } from '../model/ports.ts';
import { subjectOfGist } from './believed-memory.ts';

export interface BeliefQuery {
  /** A path or a folder of the project: only what concerns it, or what it lies in. */
  readonly place?: string;
  readonly limit: number;
  /** Beliefs that were given up, too. */
  readonly withPast: boolean;
}

export interface BeliefEntry extends Gist {
  /** Key of the wider belief that it shares its place and most of its evidence with. */
  readonly parent?: string;
  readonly pinned?: true;
}

export interface BeliefPage {
  /** What is pinned first; then core beliefs, areas, situations; within a level those with most to say first. */
  readonly beliefs: readonly BeliefEntry[];
  readonly total: number;
}

const gistsReadMax = 5_000;
const standingsMax = 10_000;
const order: Readonly<Record<GistLevel, number>> = { core: 0, intermediate: 1, situation: 2 };

export function listBeliefs(
  project: string,
  { place, limit, withPast }: BeliefQuery,
  memory: MemoryReader,
): BeliefPage {
  const all = memory.gists(project, gistsReadMax).filter((gist) => withPast || gist.heldTo === undefined);
  const asked = place === undefined ? all : all.filter((gist) => concerns(gist, place));
  const standings = memory.standings(project, standingsMax);
  const isPinned = (gist: Gist) => standings.get(subjectOfGist(gist))?.pinned === true;
  const byWorth = (a: Gist, b: Gist) => order[a.level] - order[b.level] || b.gain - a.gain || (a.key < b.key ? -1 : 1);
  const sorted = asked.toSorted((a, b) => Number(isPinned(b)) - Number(isPinned(a)) || byWorth(a, b));
  const wider = all.filter(({ level }) => level !== 'situation');
  const beliefs = sorted.slice(0, limit).map((gist) => {
    const parent = parentOf(gist, wider);
    return {
      ...gist,
      ...(parent !== undefined && { parent }),
      ...(isPinned(gist) && ({ pinned: true } as const)),
    };
  });
  return { beliefs, total: asked.length };
}

function concerns(gist: Gist, place: string): boolean {
  const folder = place.endsWith('/') || place === '' ? place : `${place}/`;
  const isWithin = (path: string) => path === place || path.startsWith(folder);
  if (gist.form === 'edit-rule') return place === '' || place.endsWith(templateOfKey(gist.key).extension);
  const isAround = gist.place === '' || (gist.place.endsWith('/') && place.startsWith(gist.place));
  return isAround || isWithin(gist.place) || gist.paths.some(isWithin);
}

/** The narrowest belief around the place; of several the one that rests on most of the same events. */
function parentOf(gist: Gist, wider: readonly Gist[]): string | undefined {
  const own = new Set([...gist.evidence, ...gist.counterEvidence]);
  const shared = (other: Gist) => [...other.evidence, ...other.counterEvidence].filter((id) => own.has(id)).length;
  return wider
    .filter((other) => order[other.level] < order[gist.level] && gist.place.startsWith(other.place))
    .filter((other) => other.form === gist.form || shared(other) > 0)
    .sort((a, b) => b.place.length - a.place.length || shared(b) - shared(a) || (a.key < b.key ? -1 : 1))[0]?.key;
}
