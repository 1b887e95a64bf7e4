// Engram in, changes of the memory out: which episode it joins, which places were met and how they felt, what changes
// together, which error came and went. It decides only; the store commits.
import type { ChangePlan, MemoryChange } from '../model/change.ts';
import type { Engram } from '../model/engram.ts';
import type { EpisodeBoundary } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import { planCoChange } from './co-change-planner.ts';
import { planEpisode } from './episode-planner.ts';
import { planErrorCase } from './error-case-planner.ts';
import { planProject } from './project-planner.ts';
import { planRevert } from './revert-planner.ts';
import { planTestRun } from './test-run-planner.ts';

/**
 * All that one event teaches.
 *
 * @param memory as it stood before the event; the event itself is in the log already
 */
export function planLearning(engram: Engram, boundary: EpisodeBoundary, memory: MemoryReader): ChangePlan {
  const { event } = engram;
  const open = boundary === 'join' ? memory.openEpisode(event.project) : undefined;
  const episodeId = boundary === 'none' ? undefined : (open?.id ?? event.id);
  const changes: MemoryChange[] = [
    ...planProject(event, memory),
    ...planRenames(engram),
    ...(episodeId === undefined ? [] : planEpisode(engram, boundary, open, memory)),
    ...planCues(engram, episodeId),
    ...planCoChange(event),
    ...planRevert(engram, memory),
    ...(episodeId === undefined ? [] : planErrorCase(engram, episodeId, memory)),
    ...(episodeId === undefined ? [] : planTestRun(engram, episodeId, memory)),
  ];
  if (engram.trace !== undefined) changes.push({ op: 'index', seq: event.seq, trace: engram.trace });
  return { project: event.project, changes };
}

/** What is known of a file goes along when the file goes by another name. */
function planRenames({ event }: Engram): MemoryChange[] {
  if (event.kind !== 'commit' && event.kind !== 'revert') return [];
  return event.data.files
    .filter((file) => file.status === 'R' && file.was !== undefined)
    .map((file) => ({ op: 'rename', kind: 'file', was: file.was!, key: file.path }));
}

function planCues({ event, cues, valence }: Engram, episodeId: string | undefined): MemoryChange[] {
  const changes: MemoryChange[] = [];
  for (const cue of cues) {
    changes.push({ op: 'meet', node: cue, at: event.at, valence });
    if (episodeId === undefined) continue;
    const episode = { kind: 'episode', key: episodeId } as const;
    changes.push({ op: 'strengthen', from: episode, to: cue, kind: 'mentions', delta: 1, at: event.at });
  }
  return changes;
}
