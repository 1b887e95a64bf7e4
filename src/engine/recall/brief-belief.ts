// What is believed of the files at hand, and of the whole where that is asked for, in; remarks that say so out. Of what could
// be said, that comes first which has helped before.
import { nodeKindOf } from '../model/gist.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { Orientation } from '../model/recollection.ts';
import type { Remark } from '../model/remark.ts';
import { type BeliefEntry, listBeliefs } from './belief-list.ts';
import { mostUseful, type ToldRecords } from './told-usefulness.ts';

const ofWholeMax = 6;
const ofFileMax = 2;
const readMax = 40;
const pinnedWeight = 0.92;
const unpinnedWeightMax = 0.85;
const untold: ToldRecords = () => ({ helped: 0, told: 0 });

/** @param records what came of telling such things before; where absent, nothing was told */
export function findBeliefs({
  project,
  memory,
  paths,
  orientation,
  records = untold,
}: {
  readonly project: string;
  readonly memory: MemoryReader;
  readonly paths: readonly string[];
  readonly orientation?: Orientation;
  readonly records?: ToldRecords;
}): Remark[] {
  const list = (place?: string) =>
    listBeliefs(project, { limit: readMax, withPast: false, ...(place !== undefined && { place }) }, memory).beliefs;
  const toRemark = (entry: BeliefEntry, weight: number) => beliefRemark(entry, weight, memory);
  const ofFiles = paths.flatMap((place) => {
    const own = list(place).filter(({ level, pinned }) => level !== 'core' || pinned === true);
    return mostUseful(
      own.map((entry) => toRemark(entry, entry.confidence * shareOf(entry))),
      records,
      ofFileMax,
    );
  });
  const whole = orientation === undefined ? [] : list().filter(isOfWhole);
  const ofWhole = whole.map((entry, i) => toRemark(entry, 0.7 * entry.confidence - i * 0.01));
  return [...ofFiles, ...mostUseful(ofWhole, records, ofWholeMax)];
}

function beliefRemark(entry: BeliefEntry, weight: number, memory: MemoryReader): Remark {
  const { key, level, form, statement, evidence, paths, pinned } = entry;
  return {
    key: `${nodeKindOf({ level, form })}:${key}`,
    kind: 'belief',
    text: statement,
    evidence: evidence.slice(0, 1),
    trust: evidence.every((id) => memory.event(id)?.actor === 'history') ? 'imported' : 'observed',
    paths: paths.slice(0, 3),
    weight: pinned ? pinnedWeight : Math.min(weight, unpinnedWeightMax),
  };
}

/** How often it held. */
function shareOf({ support, contra }: BeliefEntry): number {
  return support / (support + contra);
}

/** What the user keeps is told to whoever begins, however small it is. */
function isOfWhole({ level, pinned }: BeliefEntry): boolean {
  return level !== 'situation' || pinned === true;
}
