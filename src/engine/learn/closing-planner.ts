// An episode that nothing joins any more: how it ended is written down, what it felt like goes to the places it changed,
// and what was tried in vain is tied to the errors that stand.
import type { MemoryChange, NodeRef } from '../model/change.ts';
import type { MemoryEvent } from '../model/event.ts';
import type { Episode, Outcome } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import { testCue } from '../model/test-run.ts';
import { appraiseEpisode, countFeatures, type EpisodeFeatures } from './episode-appraiser.ts';
import { planFolders } from './folder-planner.ts';

const eventsReadMax = 400;
const linksReadMax = 100;
/** Work all over the project says nothing of any one place. */
const filesMax = 20;

/**
 * An episode in which nothing was changed teaches nothing.
 *
 * @param event the one that ends it
 * @param known how it ended, as far as that is known without counting
 */
export function planClosing(
  event: MemoryEvent,
  episode: Episode,
  known: Outcome,
  memory: MemoryReader,
): MemoryChange[] {
  const events = memory.eventsOfEpisode(episode.id, eventsReadMax);
  const features = countFeatures(events);
  if (features.edits === 0) return [];
  const { outcome, valence, reason } = appraiseEpisode(features, known, novelty(episode, memory));
  const at = episode.endedAt;
  const felt = { at, valence, ...(reason !== undefined && { because: { reason, seq: event.seq } }) };
  const files = [...new Set(events.flatMap((past) => (past.kind === 'edit' ? past.refs : [])))];
  const kept = files.length > filesMax ? [] : files;
  const node = { kind: 'episode', key: episode.id } as const;
  return [
    ...(outcome === episode.outcome ? [] : [{ op: 'judge-episode', id: episode.id, outcome } as const]),
    { op: 'meet', node, ...felt },
    ...kept.map((key): MemoryChange => ({ op: 'meet', node: { kind: 'file', key }, ...felt })),
    ...(reason === undefined ? [] : planFolders(files, felt)),
    ...(outcome === 'abandoned' || outcome === 'failed' ? planTried(features, node, event, memory) : []),
  ];
}

function novelty({ nodeId, startedAt }: Episode, memory: MemoryReader): number {
  const links = memory.links(nodeId, { kinds: ['mentions'], limit: linksReadMax });
  const cues = memory.nodesById([...new Set(links.map(({ to }) => to))]);
  return cues.length === 0 ? 0 : cues.filter((cue) => cue.firstAt >= startedAt).length / cues.length;
}

/** Dead ends: what stood in the way, and the work that did not get past it. */
function planTried(features: EpisodeFeatures, to: NodeRef, event: MemoryEvent, memory: MemoryReader): MemoryChange[] {
  const errors = features.standing.flatMap((instance): NodeRef[] => {
    const fingerprint = memory.openCase(event.project, instance)?.fingerprint;
    return fingerprint === undefined ? [] : [{ kind: 'error', key: fingerprint }];
  });
  const obstacles = [...errors, ...features.redTests.map(testCue)];
  return obstacles
    .filter(({ kind, key }) => memory.node(event.project, kind, key) !== undefined)
    .map((from) => ({ op: 'strengthen', from, to, kind: 'tried', delta: 1, at: event.at }));
}
