// What to say of places to someone who begins to work there: how the files at hand feel and what goes with them; of the
// whole, the places that hurt most.
import { hurtingReasons } from '../model/appraisal.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { Orientation } from '../model/recollection.ts';
import type { Remark } from '../model/remark.ts';
import { feelPlace } from './feeling.ts';
import { createPlaceReader } from './place-history.ts';

const hurtsMin = 2;
const riskHigh = 0.25;

/** @param paths files at hand, relative to the root; empty where the whole is asked for */
export function findPlaces({
  project,
  memory,
  paths,
  orientation,
}: {
  project: string;
  memory: MemoryReader;
  paths: readonly string[];
  orientation?: Orientation;
}): Remark[] {
  const known = (orientation?.fragile ?? []).map(
    ({ path, reason }, i): Remark => ({
      key: `fragile:${path}`,
      kind: 'fragile',
      text: `${path}: ${reason}`,
      evidence: [],
      trust: 'imported',
      paths: [path],
      weight: 0.5 - i * 0.02,
    }),
  );
  return [
    ...paths.flatMap((path) => feelFile(project, memory, path)),
    ...known,
    ...findPartners(project, memory, paths),
  ];
}

/** Nothing of a file that was hurt at most once, or of which only its folder is known. */
function feelFile(project: string, memory: MemoryReader, path: string): Remark[] {
  const { place, valence, sentence, evidence } = feelPlace({ path }, project, memory);
  const hurts = evidence.filter(({ reason }) => hurtingReasons.has(reason));
  const times = hurts.reduce((sum, hurt) => sum + hurt.times, 0);
  const wasReverted = hurts.some(({ reason }) => reason === 'revert');
  if (place.kind !== 'file' || place.key !== path || (times < hurtsMin && !wasReverted)) return [];
  const ids = hurts.slice(0, 2).map(({ lastEvent }) => lastEvent);
  return [
    {
      key: `fragile:${path}`,
      kind: 'fragile',
      text: `${path}: ${sentence}`,
      evidence: ids,
      trust: ids.every((id) => memory.event(id)?.actor === 'history') ? 'imported' : 'observed',
      paths: [path],
      weight: wasReverted || valence.risk > riskHigh ? 0.75 : 0.5,
    },
  ];
}

const partnersMax = 2;
const togetherMin = 3;
const shareMin = 0.5;

/** What mostly changes when one of the files at hand does. */
function findPartners(project: string, memory: MemoryReader, paths: readonly string[]): Remark[] {
  const readPlace = createPlaceReader(project, memory);
  return paths.flatMap((path) => {
    const node = memory.node(project, 'file', path);
    if (node === undefined) return [];
    const own = new Set(readPlace(path).commits.map((commit) => commit.seq));
    return memory
      .links(node.id, { kinds: ['edited-with'], limit: 8 })
      .flatMap((link): Remark[] => {
        const partner = memory.nodeById(link.from === node.id ? link.to : link.from)?.key;
        if (partner === undefined || paths.includes(partner)) return [];
        const together = readPlace(partner).commits.filter((commit) => own.has(commit.seq));
        const share = together.length / own.size;
        if (together.length < togetherMin || share < shareMin) return [];
        return [
          {
            key: `with:${[path, partner].toSorted().join('|')}`,
            kind: 'place',
            text: `${path} changes with ${partner} in ${together.length} of its ${own.size} commits`,
            evidence: together.slice(0, 1).map((commit) => commit.id),
            trust: 'imported',
            paths: [partner],
            weight: 0.6 * share,
          },
        ];
      })
      .slice(0, partnersMax);
  });
}
