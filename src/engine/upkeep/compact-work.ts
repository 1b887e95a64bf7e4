// A budget of space and an open memory come in; the wording of what has faded goes, in one transaction, and what came of
// it comes out.
import { letGoWording, type ShortenedEvent } from '../encode/faded-event.ts';
import { budgetSelector, isFaded, type MemoryEvent } from '../model/event.ts';
import { type Gist, nodeKindOf } from '../model/gist.ts';
import { memoryProject } from '../model/project.ts';
import type { CompactReport, ForgetRecord, UpkeepProgress } from '../model/upkeep.ts';
import { createPlanner } from '../plan-event.ts';
import { type CompactionCandidate, planCompaction } from '../sleep/compaction.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';

const gistsReadMax = 5_000;
const standingsReadMax = 100_000;

/** Nothing changes where nothing may go. Costs three passes over the log, and deriving all of it again where something goes. */
export function compactMemory(
  bytesMax: number,
  { id, at }: ForgetRecord,
  store: SqliteStore,
  onProgress: (progress: UpkeepProgress) => void,
  onCommitted: () => void,
): CompactReport {
  const bytesBefore = store.usedBytes();
  const events = bytesBefore <= bytesMax ? [] : chooseEvents(bytesBefore - bytesMax, at, store);
  const episodes = new Set(events.map(({ seq }) => store.episodeOfEvent(seq)?.id)).size;
  if (events.length > 0) {
    const data = { selector: budgetSelector, removed: events.length, episodes };
    const head = { id, at, actor: 'tool:second-nature', project: memoryProject, refs: [], text: '' } as const;
    store.compact({ events, record: { ...head, kind: 'forget', data } }, createPlanner(store), (done, total) =>
      onProgress({ stage: 'deriving', done, total }),
    );
    onCommitted();
    onProgress({ stage: 'cleaning', done: 0, total: 1 });
    store.scrub();
  }
  return { events: events.length, episodes, bytesBefore, bytesAfter: store.usedBytes() };
}

function chooseEvents(bytesOver: number, nowMs: number, store: SqliteStore): MemoryEvent[] {
  const candidates: CompactionCandidate[] = [];
  const usesOf = readUses(store);
  const bonds = readBonds(store);
  for (const event of store.log()) {
    const shorter = isFaded(event) ? undefined : letGoWording(event);
    if (shorter === undefined) continue;
    candidates.push(judge(event, shorter, usesOf(event), bonds.get(event.project)!, store));
  }
  return planCompaction(candidates, bytesOver, nowMs).map((seq) => letGoWording(store.eventAt(seq)!)!.event);
}

function judge(
  event: MemoryEvent,
  { bytes }: ShortenedEvent,
  uses: Pick<CompactionCandidate, 'uses' | 'lastAt'>,
  { kept, episodes }: Bonds,
  store: SqliteStore,
): CompactionCandidate {
  const episode = store.episodeOfEvent(event.seq);
  const names = [event.id, episode?.id ?? '', ...event.refs.map((path) => `file:${path}`)];
  // What a repair was needed for is told by the lines of both commits.
  const causes = episode === undefined ? [] : store.links(episode.nodeId, { kinds: ['caused'], limit: 1 });
  const isKept = names.some((name) => kept.has(name)) || causes.length > 0;
  const isHeldByGist = episode !== undefined && episodes.has(episode.id);
  return { seq: event.seq, firstAt: event.at, ...uses, bytes, isHeldByGist, isKept };
}

/** What the gists of a project, and the user's word, hold fast. */
interface Bonds {
  /** Subjects as in feedback, and ids of events, whose wording stays. */
  readonly kept: ReadonlySet<string>;
  /** Ids of events that witness a gist, and files of which one speaks. */
  readonly spoken: ReadonlySet<string>;
  /** Ids of episodes that witness a gist, or that concern a file of which one speaks. */
  readonly episodes: Set<string>;
}

function bind(project: string, store: SqliteStore): Bonds {
  const held = store.gists(project, gistsReadMax).filter(({ heldTo }) => heldTo === undefined);
  const standings = [...store.standings(project, standingsReadMax)];
  const pinned = new Set(standings.flatMap(([subject, standing]) => (standing.pinned ? [subject] : [])));
  return {
    kept: new Set([...pinned, ...held.flatMap((gist) => witnessesKept(gist, pinned))]),
    // What holds for the whole project says nothing of one episode.
    spoken: new Set(
      held.filter(({ level }) => level !== 'core').flatMap(({ paths, evidence }) => [...paths, ...evidence]),
    ),
    episodes: new Set(),
  };
}

/** By project. */
function readBonds(store: SqliteStore): Map<string, Bonds> {
  const bonds = new Map<string, Bonds>();
  for (const { seq, id, project, refs } of store.log()) {
    const bond = bonds.get(project) ?? bind(project, store);
    bonds.set(project, bond);
    if (![id, ...refs].some((name) => bond.spoken.has(name))) continue;
    const episode = store.episodeOfEvent(seq);
    if (episode !== undefined) bond.episodes.add(episode.id);
  }
  return bonds;
}

/** The only evidence of a gist, what a pinned one rests on, and the lines by which a rule is known. */
function witnessesKept(gist: Gist, pinned: ReadonlySet<string>): readonly string[] {
  const { form, support, evidence, counterEvidence, key } = gist;
  if (form === 'edit-rule' || pinned.has(`${nodeKindOf(gist)}:${key}`)) return [...evidence, ...counterEvidence];
  return support <= 1 || evidence.length === 1 ? evidence : [];
}

/** That it happened is a use of an event, and so is each answer that rested on it and each word that was said of it. */
function readUses(store: SqliteStore): (event: MemoryEvent) => Pick<CompactionCandidate, 'uses' | 'lastAt'> {
  const later = new Map<string, { uses: number; lastAt: number }>();
  for (const event of store.log()) {
    for (const id of usedBy(event)) {
      const known = later.get(id);
      later.set(id, { uses: (known?.uses ?? 0) + 1, lastAt: Math.max(known?.lastAt ?? 0, event.at) });
    }
  }
  return ({ id, at }) => {
    const { uses, lastAt } = later.get(id) ?? { uses: 0, lastAt: at };
    return { uses: 1 + uses, lastAt: Math.max(at, lastAt) };
  };
}

function usedBy(event: MemoryEvent): readonly string[] {
  if (event.kind === 'recall') return event.data.evidence;
  return event.kind === 'feedback' ? [event.data.subject] : [];
}
