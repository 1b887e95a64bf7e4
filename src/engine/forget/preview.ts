// A selection comes in, what the user must know before it is forgotten comes out: how much, from when to when, of which
// projects, and a few examples.
import type { EventKind, MemoryEvent } from '../model/event.ts';
import type { ForgetExample, ForgetPreview } from '../model/selector.ts';
import type { LogReader, Selection } from './event-selection.ts';

const examplesMax = 5;
const formerNamesMax = 20;
const exampleCharsMax = 200;
const examplePathsMax = 3;

/** Costs a pass over the log. */
export function previewSelection(
  { seqs, formerNames }: Selection,
  nameOf: (project: string) => string,
  memory: LogReader,
): ForgetPreview {
  const chosen = new Set(seqs);
  const exampled = new Set(spread(seqs, examplesMax));
  const episodes = new Set<string>();
  const kinds: Partial<Record<EventKind, number>> = {};
  const projects = new Map<string, { events: number; isWhole: boolean }>();
  const examples: ForgetExample[] = [];
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const event of memory.log()) {
    const project = projects.get(event.project) ?? { events: 0, isWhole: true };
    projects.set(event.project, project);
    if (!chosen.has(event.seq)) {
      project.isWhole = false;
      continue;
    }
    project.events += 1;
    kinds[event.kind] = (kinds[event.kind] ?? 0) + 1;
    const episode = memory.episodeOfEvent(event.seq);
    if (episode !== undefined) episodes.add(episode.id);
    fromMs = Math.min(fromMs, event.at);
    toMs = Math.max(toMs, event.at);
    if (exampled.has(event.seq)) examples.push(exampleOf(event));
  }
  return {
    events: seqs.length,
    episodes: episodes.size,
    ...(seqs.length > 0 && { fromMs, toMs }),
    kinds,
    projects: [...projects]
      .filter(([, { events }]) => events > 0)
      .map(([id, counts]) => ({ name: nameOf(id), ...counts }))
      .sort((a, b) => b.events - a.events),
    formerNames: formerNames.slice(0, formerNamesMax),
    examples,
  };
}

/** Some of them, the first and the last among these. */
function spread(seqs: readonly number[], count: number): number[] {
  if (seqs.length <= count) return [...seqs];
  return Array.from({ length: count }, (_, i) => seqs[Math.round((i * (seqs.length - 1)) / (count - 1))]!);
}

function exampleOf(event: MemoryEvent): ForgetExample {
  const text = event.kind === 'edit' ? (event.data.hunks[0]?.after[0] ?? event.text) : event.text;
  const line = text.replace(/\s+/g, ' ').trim().slice(0, exampleCharsMax);
  return { id: event.id, at: event.at, kind: event.kind, text: line, paths: event.refs.slice(0, examplePathsMax) };
}
