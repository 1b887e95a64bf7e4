// A word of feedback says of what was shown how it is liked: the node that its subject names, or the places and the
// episode of the event that it names.
import type { MemoryChange, NodeRef } from '../model/change.ts';
import type { Engram } from '../model/engram.ts';
import type { MemoryReader } from '../model/ports.ts';

const placesMax = 5;

/** @param memory a subject that it does not know is liked or disliked without a trace */
export function planFeedback({ event, valence, reason }: Engram, memory: MemoryReader): MemoryChange[] {
  if (event.kind !== 'feedback' || reason === undefined) return [];
  const because = { reason, seq: event.seq };
  // What the event itself refers to is met as its cue.
  const nodes = findSubject(event.data.subject, event.project, memory).filter(({ key }) => !event.refs.includes(key));
  return nodes.map((node) => ({ op: 'meet', node, at: event.at, valence, because }));
}

/** `kind:key` of a node, or an event's id; the ids of events hold colons too, so that a node must be known. */
function findSubject(subject: string, project: string, memory: MemoryReader): NodeRef[] {
  const shown = memory.event(subject);
  if (shown !== undefined) {
    if (shown.project !== project) return [];
    const episode = memory.episodeOfEvent(shown.seq);
    const files = shown.refs
      .slice(0, placesMax)
      .map((key): NodeRef => ({ kind: 'file', key }))
      // A word makes nothing known, or it would depend on it what a word of that place says.
      .filter(({ kind, key }) => memory.node(project, kind, key) !== undefined);
    return episode === undefined ? files : [{ kind: 'episode', key: episode.id }, ...files];
  }
  const colon = subject.indexOf(':');
  const node = memory.node(project, subject.slice(0, colon) as NodeRef['kind'], subject.slice(colon + 1));
  return node === undefined ? [] : [{ kind: node.kind, key: node.key }];
}
