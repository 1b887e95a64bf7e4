// How an event begins or continues an episode: its title, its outcome, its tie to the stretch of work before.
import type { MemoryChange } from '../model/change.ts';
import type { Engram } from '../model/engram.ts';
import type { MemoryEvent } from '../model/event.ts';
import type { Episode, EpisodeBoundary, Outcome } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { TestRun } from '../model/test-run.ts';
import { planClosing } from './closing-planner.ts';

/** A stretch of work follows from the one before it when no more than a night lies between. */
const nextGapMsMax = 16 * 60 * 60 * 1000;
const titleFilesMax = 3;
const titleCharsMax = 100;

/** @param before the project's open episode, as it stood before the event */
export function planEpisode(
  { event, valence }: Engram,
  boundary: EpisodeBoundary,
  before: Episode | undefined,
  memory: MemoryReader,
): MemoryChange[] {
  const open = boundary === 'join' ? before : undefined;
  const id = open?.id ?? event.id;
  const { seq, at, actor } = event;
  const node = { kind: 'episode', key: id } as const;
  const met: MemoryChange = { op: 'meet', node, at, valence };
  const outcome = outcomeAfter(event);
  const join = { op: 'join-episode', id, seq, at, actor, ...(outcome === undefined ? {} : { outcome }) } as const;
  if (open !== undefined) {
    const title = titleAfter(event, open, memory);
    return [met, title === undefined ? join : { ...join, title }];
  }
  const isOpen = boundary === 'begin';
  const ended = boundary === 'alone' ? undefined : before;
  return [
    ...(ended === undefined ? [] : planClosing(event, ended, knownOutcome(ended, boundary), memory)),
    met,
    { op: 'begin-episode', id, title: firstTitle(event), at, actor, isOpen },
    join,
    ...(isOpen ? planNext(event, before, memory) : []),
    ...(boundary === 'end' ? planEnd(event, before!) : []),
  ];
}

/** A commit is what the open episode came to: it ended well, unless it is known how it ended. */
function knownOutcome({ outcome }: Episode, boundary: EpisodeBoundary): Outcome {
  return boundary === 'end' && outcome === 'open' ? 'resolved' : outcome;
}

function planEnd(event: MemoryEvent, { id, outcome }: Episode): MemoryChange[] {
  return [
    ...(outcome === 'open' ? [{ op: 'judge-episode', id, outcome: 'resolved' } as const] : []),
    { op: 'end-episode', id },
    linkNext(id, event),
  ];
}

function planNext(event: MemoryEvent, open: Episode | undefined, memory: MemoryReader): MemoryChange[] {
  const before = open ?? lastCommit(event.project, memory);
  if (before === undefined || event.at < before.endedAt || event.at - before.endedAt > nextGapMsMax) return [];
  return [linkNext(before.id, event)];
}

/** No episode is open after a commit has ended one. */
function lastCommit(project: string, memory: MemoryReader): Episode | undefined {
  const [commit] = memory.eventsOfKind(project, 'commit', 1);
  return commit === undefined ? undefined : memory.episodeOfEvent(commit.seq);
}

function linkNext(before: string, event: MemoryEvent): MemoryChange {
  const from = { kind: 'episode', key: before } as const;
  const to = { kind: 'episode', key: event.id } as const;
  return { op: 'strengthen', from, to, kind: 'next', delta: 1, at: event.at };
}

function outcomeAfter(event: MemoryEvent): Outcome | undefined {
  switch (event.kind) {
    case 'commit':
    case 'revert':
      return 'resolved';
    case 'diagnostic':
      if (event.data.change === 'appeared') return 'open';
      return event.data.clearing === 'edit' || event.data.clearing === 'elsewhere' ? 'resolved' : undefined;
    default:
      return undefined;
  }
}

function firstTitle(event: MemoryEvent): string {
  if (event.kind === 'commit' || event.kind === 'revert') return event.data.subject || '(no message)';
  if (event.kind === 'diagnostic') return diagnosticTitle(event);
  if (event.kind === 'note' || event.kind === 'checkout') return event.text.split('\n', 1)[0]!;
  if (event.kind === 'command') return `Ran ${event.text.split('\n', 1)[0]!.slice(0, titleCharsMax)}`;
  if (event.kind === 'test') return phraseTests(event.data);
  if (event.kind === 'exception')
    return `${event.data.gone ? 'Ran without' : 'Met'} ${event.data.type} in ${event.refs[0] ?? 'the debugger'}`;
  return event.refs.length === 0 ? 'Work without a file' : `Worked on ${event.refs[0]}`;
}

function phraseTests({ failedCount, passedCount }: TestRun): string {
  return failedCount === 0 ? `Ran ${passedCount} tests, all green` : `Ran tests, ${failedCount} red`;
}

function diagnosticTitle(event: MemoryEvent & { kind: 'diagnostic' }): string {
  const name = event.data.code === '' ? 'an error' : errorName(event.data.tool, event.data.code);
  return `${event.data.change === 'resolved' ? 'Fixed' : 'Met'} ${name} in ${event.refs[0] ?? 'a file'}`;
}

/** TypeScript's codes go by the name that its users search for. */
function errorName(tool: string, code: string): string {
  return tool === 'ts' && /^\d+$/.test(code) ? `TS${code}` : code;
}

/** A fix names the episode; until there is one, the places do. `undefined` leaves the title as it is. */
function titleAfter(event: MemoryEvent, open: Episode, memory: MemoryReader): string | undefined {
  if (event.kind === 'diagnostic' && outcomeAfter(event) === 'resolved') return diagnosticTitle(event);
  if (open.outcome === 'resolved' || event.kind !== 'edit') return undefined;
  // What is named already needs no reading of links, and most edits are of a file that was just edited.
  if (event.refs.every((ref) => open.title.includes(ref))) return undefined;
  const mentioned = memory.links(open.nodeId, { kinds: ['mentions'], limit: 50 }).map(({ to }) => to);
  const files = filesAmong(mentioned, memory);
  const all = [...new Set([...event.refs, ...files])];
  const named = all.slice(0, titleFilesMax).join(', ');
  return all.length > titleFilesMax
    ? `Worked on ${named} and ${all.length - titleFilesMax} more`
    : `Worked on ${named}`;
}

/** In the order given. */
function filesAmong(ids: readonly number[], memory: MemoryReader): string[] {
  const files = new Map<number, string>();
  for (const { id, kind, key } of memory.nodesById(ids)) if (kind === 'file') files.set(id, key);
  return ids.flatMap((id) => files.get(id) ?? []);
}
