// A project's feedback and nodes in; how right the memory was for how sure it was, and how memories fade, out.
import { baseLevel, gistDecay, verbatimDecay } from '../model/base-level.ts';
import type { JudgedEstimate } from '../model/calibration.ts';
import type { MemoryEvent } from '../model/event.ts';
import type { CalibrationBin, FadingMemory, Forgetting } from '../model/insight.ts';
import type { MemoryNode, NodeKind } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import { memoryProject } from '../model/project.ts';
import { labelNode } from './node-label.ts';

const feedbackReadMax = 5_000;
const bins = 10;

/** Words of feedback that say of a claim whether it was right. */
const rightWords: Readonly<Partial<Record<string, boolean>>> = { accepted: true, dismissed: false, corrected: false };

/** The latest first. */
export function listForgettings(memory: Pick<MemoryReader, 'eventsOfKind'>, limit: number): Forgetting[] {
  return memory
    .eventsOfKind(memoryProject, 'forget', limit)
    .flatMap(({ at, ...event }) =>
      event.kind === 'forget' ? [{ atMs: at, by: event.data.selector, removed: event.data.removed }] : [],
    );
}

/** Reliability by tenths of what was claimed; tenths of which nothing was judged are left out. */
export function calibrate(project: string, memory: Pick<MemoryReader, 'eventsOfKind'>): CalibrationBin[] {
  const sums = Array.from({ length: bins }, () => ({ claimed: 0, judged: 0, right: 0 }));
  for (const event of memory.eventsOfKind(project, 'feedback', feedbackReadMax)) {
    const judged = judgedClaim(event);
    if (judged === undefined) continue;
    const sum = sums[Math.min(bins - 1, Math.floor(judged.claimed * bins))]!;
    sum.claimed += judged.claimed;
    sum.judged += 1;
    if (judged.isRight) sum.right += 1;
  }
  return sums
    .filter(({ judged }) => judged > 0)
    .map(({ claimed, judged, right }) => ({ claimed: claimed / judged, judged, right }));
}

/** What was estimated of answers that were judged since. That evidence was opened says that one looked, not what one found. */
export function listJudgedEstimates(project: string, memory: Pick<MemoryReader, 'eventsOfKind'>): JudgedEstimate[] {
  return memory.eventsOfKind(project, 'feedback', feedbackReadMax).flatMap((event) => {
    if (event.kind !== 'feedback') return [];
    const { estimated, verdict } = event.data;
    const isRight = rightWords[verdict];
    return estimated === undefined || isRight === undefined ? [] : [{ estimated, isRight }];
  });
}

function judgedClaim(event: MemoryEvent): { claimed: number; isRight: boolean } | undefined {
  if (event.kind !== 'feedback') return undefined;
  const { claimed, verdict } = event.data;
  const isRight = rightWords[verdict];
  return claimed === undefined || isRight === undefined ? undefined : { claimed, isRight };
}

const dayMs = 86_400_000;
/** Even steps on a scale of powers, as forgetting goes. */
const daysAhead = [0, 1, 2, 4, 7, 14, 30, 60, 90, 180, 365];
const chosenKinds: readonly (readonly [kind: NodeKind, count: number])[] = [
  ['belief', 1],
  ['gist', 1],
  ['file', 1],
];
const episodesChosen = 2;

/**
 * How likely memories are to be needed from now on, if they are not used again, in their words and in their meaning.
 *
 * @param subjects `kind:key`; where there are none, the latest episodes and what is used most
 * @param nowMs Unix time
 * @source base-level learning, Anderson et al. 2004; its log-odds as a chance
 */
export function foresee(
  project: string,
  subjects: readonly string[],
  nowMs: number,
  memory: MemoryReader,
): FadingMemory[] {
  const nodes = subjects.length > 0 ? subjects.map((each) => find(each, project, memory)) : choose(project, memory);
  return nodes
    .filter((node) => node !== undefined)
    .map((node) => ({
      subject: `${node.kind}:${node.key}`,
      kind: node.kind,
      label: labelNode(node.kind, node.key, project, memory),
      uses: node.uses,
      lastAt: node.lastAt,
      points: daysAhead.map((days) => ({
        days,
        verbatim: chance(baseLevel(node, nowMs + days * dayMs, verbatimDecay)),
        gist: chance(baseLevel(node, nowMs + days * dayMs, gistDecay)),
      })),
    }));
}

function find(subject: string, project: string, memory: MemoryReader): MemoryNode | undefined {
  const colon = subject.indexOf(':');
  return memory.node(project, subject.slice(0, colon) as NodeKind, subject.slice(colon + 1));
}

function choose(project: string, memory: MemoryReader): (MemoryNode | undefined)[] {
  const { episodes } = memory.episodes(project, { limit: episodesChosen, offset: 0 });
  return [
    ...episodes.map(({ nodeId }) => memory.nodeById(nodeId)),
    ...chosenKinds.flatMap(([kind, count]) => memory.nodes(project, kind, count)),
  ];
}

function chance(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
