// Engram in, changes of the memory out: which episode it joins, which places were met and how they felt, what changes
// together, which error came and went. It decides only; the store commits.
import type { ChangePlan, MemoryChange } from '../model/change.ts';
import type { Engram } from '../model/engram.ts';
import type { Episode, EpisodeBoundary } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import { neutralValence } from '../model/valence.ts';
import { planCoChange } from './co-change-planner.ts';
import { planCorrection } from './correction-planner.ts';
import { planEpisode } from './episode-planner.ts';
import { planErrorCase } from './error-case-planner.ts';
import { planFeedback } from './feedback-planner.ts';
import { planFixUp } from './fix-up-planner.ts';
import { planFolders } from './folder-planner.ts';
import { planOutputErrors } from './output-error-planner.ts';
import { planProject } from './project-planner.ts';
import { planRecall } from './recall-planner.ts';
import { planRevert } from './revert-planner.ts';
import { planStanding } from './standing-planner.ts';
import { findLuck, planLuck } from './test-luck.ts';
import { planTestRun } from './test-run-planner.ts';
import { planWording } from './wording-planner.ts';

/**
 * All that one event teaches.
 *
 * @param before the project's open episode, as it stood before the event
 * @param memory as it stood before the event; the event itself is in the log already
 */
export function planLearning(
  encoded: Engram,
  boundary: EpisodeBoundary,
  before: Episode | undefined,
  memory: MemoryReader,
): ChangePlan {
  const { event } = encoded;
  const luck = findLuck(encoded, memory);
  const engram = luck.isAll ? { ...encoded, ...unfelt } : encoded;
  const open = boundary === 'join' ? before : undefined;
  const episodeId = boundary === 'none' ? undefined : (open?.id ?? event.id);
  const changes: MemoryChange[] = [
    ...planProject(event, memory),
    ...planRenames(engram),
    ...(episodeId === undefined ? [] : planEpisode(engram, boundary, before, memory)),
    ...planCues(engram, episodeId),
    ...planLuck(event, luck),
    ...planCoChange(event),
    ...planStanding(event, memory),
    ...planWording(event),
    ...planRevert(engram, memory),
    ...planFixUp(engram, memory),
    ...planFeedback(engram, memory),
    ...planCorrection(engram, open, memory),
    ...planRecall(event, memory),
    ...(episodeId === undefined ? [] : planErrorCase(engram, episodeId, memory)),
    ...(episodeId === undefined ? [] : planOutputErrors(engram, episodeId, memory)),
    ...(episodeId === undefined ? [] : planTestRun(engram, luck, episodeId, memory)),
  ];
  if (engram.trace !== undefined) changes.push({ op: 'index', seq: event.seq, trace: engram.trace });
  return { project: event.project, changes };
}

const unfelt = { valence: neutralValence, reason: undefined };

/** What is known of a file goes along when the file goes by another name. */
function planRenames({ event }: Engram): MemoryChange[] {
  if (event.kind !== 'commit' && event.kind !== 'revert') return [];
  return event.data.files
    .filter((file) => file.status === 'R' && file.was !== undefined)
    .map((file) => ({ op: 'rename', kind: 'file', was: file.was!, key: file.path }));
}

/** Cues are met and felt; the folders of the files feel with them, each once however many of its files are concerned. */
function planCues({ event, cues, valence, reason }: Engram, episodeId: string | undefined): MemoryChange[] {
  const { seq, at, refs } = event;
  const felt = { at, valence, ...(reason !== undefined && { because: { reason, seq } }) };
  const changes: MemoryChange[] = [];
  for (const cue of cues) {
    changes.push({ op: 'meet', node: cue, ...felt });
    if (episodeId === undefined) continue;
    const episode = { kind: 'episode', key: episodeId } as const;
    changes.push({ op: 'strengthen', from: episode, to: cue, kind: 'mentions', delta: 1, at });
  }
  if (reason !== undefined) changes.push(...planFolders(refs, felt));
  return changes;
}
