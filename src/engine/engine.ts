// The memory as one object. It reads as the pipeline: an observation passes the gate, is logged, encoded, learned and
// stored; a cue is recalled. Everything it needs is given to it by main.ts, the clock included.
import nodePath from 'node:path';
import { AgentDeeds } from './agent-deeds.ts';
import { type AgentImport, createAgentImport, type Transcripts } from './agent-import.ts';
import { AnswerBook } from './answer-book.ts';
import { type Asked, createAnswering } from './answering.ts';
import { type Briefing, createBriefing } from './briefing.ts';
import { CalibrationBook } from './calibration-book.ts';
import { type Citing, createCiting } from './citing.ts';
import { type Curiosity, createCuriosity } from './curiosity-work.ts';
import { Dreams } from './dreams.ts';
import { fingerprintError } from './encode/error-fingerprint.ts';
import { identitiesOf } from './forget/identity.ts';
import { isWorthAdmitting } from './gate/admission-rule.ts';
import { locateContext } from './gate/context-locator.ts';
import { locatePaths, realPathOf } from './gate/path-locator.ts';
import { createHinting, type Hinting } from './hinting.ts';
import { createHistoryImport, type HistoryImport } from './history-import.ts';
import { foreseeHook, observeHook } from './import/hook-observation.ts';
import { type LoadMeaning, MeaningSearch } from './meaning-search.ts';
import type { WorkingTree } from './model/citation.ts';
import type { InvestigatePlace } from './model/curiosity.ts';
import type { Admission, RefusalReason } from './model/engram.ts';
import type { Draft, MemoryEvent, Observation } from './model/event.ts';
import type { Guidance } from './model/guidance.ts';
import type { Insights } from './model/insight.ts';
import { sumLedger } from './model/ledger-sum.ts';
import type { FindAuthor, IdentifyFolder, LedgerEntry, MemoryStore, ReadHistory } from './model/ports.ts';
import type { ReadPower } from './model/power.ts';
import type { PrimeContext, Priming } from './model/priming.ts';
import type { Site } from './model/project.ts';
import type { EpisodeDetail, MemoryMap, Orientation, Reply, TimelinePage } from './model/recollection.ts';
import type { Sleep } from './model/sleep.ts';
import type { Standing } from './model/standing.ts';
import type { Tags } from './model/tags.ts';
import type { Trust } from './model/trust.ts';
import type { Upkeep } from './model/upkeep.ts';
import { PlaceMemories } from './place-memories.ts';
import { createPlanner } from './plan-event.ts';
import { believeMemory } from './recall/believed-memory.ts';
import { trustNow } from './recall/confirmation.ts';
import { findGuidance } from './recall/guidance-finder.ts';
import { calibrate, foresee, listForgettings } from './recall/insight.ts';
import { type MapLimits, mapMemory } from './recall/memory-map.ts';
import { orient } from './recall/orienter.ts';
import { primeMoment } from './recall/prime-moment.ts';
import { readEpisode, readTimeline } from './recall/timeline.ts';
import { SiteBook } from './site-book.ts';
import { SleepKeeper } from './sleep-keeper.ts';
import { createSleeping, type Sleeping } from './sleeping.ts';
import { Standstill } from './standstill.ts';
import { StorageBudget } from './storage-budget.ts';
import { createTracing, type Tracing } from './tracing.ts';
import { Upgrade } from './upgrade.ts';
import { createWholeLogWork, type WholeLogWork } from './whole-log-work.ts';

export interface EngineParts {
  readonly store: MemoryStore;
  readonly admit: (observation: Observation, site: Site) => Promise<Admission>;
  /** Tells the gate what a folder keeps out; the root is that of the folder's project. */
  readonly exclude: (folder: string, root: string, globs: readonly string[]) => void;
  readonly identifyFolder: IdentifyFolder;
  readonly findAuthor: FindAuthor;
  readonly investigatePlace: InvestigatePlace;
  readonly readHistory: ReadHistory;
  /**
   * Called on first need without a folder, for the encoder that was chosen last; an empty one stands for the encoder that
   * ships. A notice where there is none, and recall stays lexical.
   */
  readonly loadMeaning: (encoderFolder?: string) => ReturnType<LoadMeaning>;
  readonly transcripts: Transcripts;
  /** What lies in the folders that are asked about, so that what is cited can be looked up. */
  readonly workingTree: WorkingTree;
  readonly sleep: Sleep;
  readonly readPower: ReadPower;
  readonly upkeep: Upkeep;
  /** Names the version that runs: where another one derived what is known, it is derived again. */
  readonly version: string;
  /** Degradations that were found before the engine began, as plain sentences. */
  readonly notices: readonly string[];
  readonly nowMs: () => number;
  /** Mechanisms to do without, so that a benchmark can tell what each of them brings, or need not pay for one. */
  readonly without?: ReadonlySet<string>;
}

export interface ObserveReceipt {
  /** Ids that need not be sent again: on disk, or turned away for good. */
  readonly settled: readonly string[];
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
}

export interface EngineState {
  readonly counts: ReturnType<MemoryStore['counts']> & { readonly vectors: number };
  readonly refused: Readonly<Record<string, number>>;
  readonly redactions: number;
  readonly encoder: string;
  readonly vectorIndex: 'hnsw' | 'exact' | 'none';
  readonly notices: readonly string[];
}

export interface Engine
  extends AgentImport,
    Briefing,
    Citing,
    Curiosity,
    Hinting,
    HistoryImport,
    Sleeping,
    Tracing,
    WholeLogWork {
  /** When it resolves, what it names as settled is on disk. */
  observe(observations: readonly Observation[]): Promise<ObserveReceipt>;
  /** Counts what was not even an observation. */
  countMalformed(count: number): Promise<void>;
  /** From now on nothing of the folder that matches a glob is remembered, by whatever way it comes. */
  exclude(folder: string, globs: readonly string[]): Promise<void>;
  ledger(): LedgerEntry[];
  /**
   * Never waits for what is not yet learned.
   *
   * @param context its paths absolute
   */
  prime(folder: string, context: PrimeContext, limit: number): Promise<Priming>;
  /** An answer that System 2 works out is logged, and compiled into links. */
  recall(folder: string, asked: Asked): Promise<Reply>;
  orient(folder: string): Promise<Orientation>;
  /** What the gate saw of the event at a glance. */
  tags(event: MemoryEvent): Tags | undefined;
  /** How far the event may be trusted by what has been seen since. */
  trust(event: MemoryEvent): Trust;
  /** What could be written down for those who work here. */
  guidance(folder: string): Promise<Guidance>;
  site(folder: string): Promise<Site>;
  /** What an agent's hook was told, as observations; none for what says nothing. */
  readHook(input: unknown, nowMs: number): Observation[];
  /** An agent may be about to edit or to run a command: the file is then seen to change, or the shell tells of it, too. */
  foreseeHook(input: unknown, nowMs: number): void;
  /** Events of one kind in the project of the folder, the latest first. */
  latest(folder: string, kind: MemoryEvent['kind'], limit: number): Promise<MemoryEvent[]>;
  timeline(folder: string, page: { offset: number; limit: number; text?: string }): Promise<TimelinePage>;
  map(folder: string, limits: MapLimits): Promise<MemoryMap>;
  /** Undefined for an episode of another project, too. */
  episode(folder: string, id: string): Promise<EpisodeDetail | undefined>;
  /** Who answered in the latest days at what cost, how right it was, and how memories fade; subjects as `kind:key`. */
  insights(folder: string, days: number, subjects: readonly string[]): Promise<Insights>;
  /** How those of the memories stand of which the user has said something; subjects as in feedback. */
  standings(folder: string, subjects: readonly string[]): Promise<ReadonlyMap<string, Standing>>;
  /** Which project a folder belongs to, and the path from its root; undefined for a path outside. */
  locate(folder: string, path: string): Promise<{ readonly project: string; readonly path: string | undefined }>;
  problems(): string[];
  state(folder?: string): Promise<EngineState>;
  /** What the memory may take up on the disk, in bytes, before the wording of what has faded goes; 0 for no bound. */
  keepWithin(bytesMax: number): void;
  /** Goes over to the encoder in the folder, or to the one that ships; gives its id when it is loaded, or why it is not. */
  exchangeEncoder(folder: string): Promise<{ readonly id: string } | { readonly notice: string }>;
  /** Resolves when every trace has its vector, and every commit is learned for priming. */
  settle(): Promise<void>;
  /** Nobody has asked for anything for a while. */
  rest(): void;
  close(): Promise<void>;
}

const forgettingsMax = 100;

export function createEngine(parts: EngineParts): Engine {
  const { store, nowMs } = parts;
  const meaning = new MeaningSearch(store, () => parts.loadMeaning());
  const keeper = new SleepKeeper({
    ...parts,
    meaning,
    onNight(projects) {
      curiosity.wonder(projects);
      dreams.begin(projects);
      budget.begin(dreams.settle());
      places.wake(projects.map((project) => ({ kind: 'sleep', project })));
    },
  });
  const places = new PlaceMemories(store, parts.without);
  const standstill = new Standstill();
  const sites = new SiteBook(store, parts.identifyFolder, () => standstill.over(), append, nowMs);
  const calibrations = new CalibrationBook(store);
  for (const dependent of [keeper, store, meaning, sites, places, calibrations]) standstill.add(dependent);
  const plan = createPlanner(store);
  const believed = believeMemory(store);
  const findSite = (folder: string) => sites.find(folder);
  const agentDeeds = new AgentDeeds();

  function append(drafts: readonly Draft[]): string[] {
    const fresh = store.append(drafts, plan);
    if (fresh.length > 0) {
      meaning.wake();
      keeper.wake(fresh.length);
    }
    places.wake(drafts);
    return fresh;
  }

  async function admitAll(observations: readonly Observation[]): Promise<Admission[]> {
    return Promise.all(
      observations.map(async (observation) => parts.admit(observation, await sites.find(observation.folder))),
    );
  }

  async function observe(given: readonly Observation[]): Promise<ObserveReceipt> {
    const { observations, duplicates } = agentDeeds.attribute(given);
    const admissions = admitAll(observations);
    // It is awaited in its turn; until then a rejection must not count as unhandled.
    admissions.catch(() => undefined);
    // Batches are admitted side by side but logged in the order in which they came.
    return standstill.inTurn(async () => {
      const refusals: { id: string; reason: RefusalReason }[] = [];
      const drafts: Draft[] = [];
      const turnedAway: LedgerEntry[] = [];
      const refuse = (id: string, kind: string, reason: RefusalReason) => {
        refusals.push({ id, reason });
        turnedAway.push({ reason, kind, count: 1 });
      };
      for (const { id, kind } of duplicates) refuse(id, kind, 'duplicate');
      for (const [index, admission] of (await admissions).entries()) {
        const { id, kind } = observations[index]!;
        const reason = admission.admitted ? reasonAgainst(admission.draft) : admission.reason;
        if (reason !== undefined) refuse(id, kind, reason);
        else if (admission.admitted) {
          drafts.push(admission.draft);
          if (admission.redactions > 0) turnedAway.push({ reason: 'redacted', kind, count: admission.redactions });
        }
      }
      append(drafts);
      store.countTurnedAway(turnedAway);
      return { settled: given.map((observation) => observation.id), refused: refusals };
    });
  }

  const curiosity = createCuriosity({
    memory: believed,
    isForgotten: store.isForgotten,
    investigatePlace: parts.investigatePlace,
    observe,
    findSite: (folder) => sites.find(folder),
    rootOf: (project) => sites.rootOf(project),
    nowMs,
  });
  const book = new AnswerBook(store, standstill, nowMs);
  const wholeLog = createWholeLogWork(store, parts.upkeep, standstill, parts.version, nowMs);
  const budget = new StorageBudget(store, wholeLog.compact, nowMs);
  const upgrade = new Upgrade(store, wholeLog.rebuild, parts.version);
  const citing = createCiting({ memory: store, findSite, tree: parts.workingTree, movedTo: places.movedTo });
  const { answer: answering, dream } = createAnswering({ ...parts, meaning, observe, calibrations });
  const dreams = new Dreams(store, dream, sites, parts.without);
  standstill.add(dreams);
  /** Against what the gate let pass, for what the memory itself knows. */
  function reasonAgainst(draft: Draft): RefusalReason | undefined {
    if (store.isForgotten(identitiesOf(draft))) return 'forgotten';
    return isWorthAdmitting(draft, store) ? undefined : 'unremarkable';
  }

  function primeIn(project: string, context: PrimeContext, limit: number): Priming {
    return primeMoment({
      context,
      ...(context.error !== undefined && { fingerprint: fingerprintError(context.error) }),
      limit,
      project,
      atMs: nowMs(),
      memory: believed,
      places: places.of(project),
      standing: places.standingOf(project),
      without: parts.without ?? new Set(),
    });
  }

  async function recall(folder: string, asked: Asked): Promise<Reply> {
    const reply = await answering(folder, await sites.find(folder), asked);
    // What is asked while one types is no question yet.
    if (asked.mode === 'system1') return reply;
    await book.note(reply);
    return citing.compareWithTree(folder, reply);
  }

  return {
    observe,
    ...citing,
    ...createHistoryImport({ store, read: parts.readHistory, observe, findSite, nowMs }),
    async countMalformed(count) {
      if (count === 0) return;
      await standstill.inTurn(() => store.countTurnedAway([{ reason: 'malformed', kind: '', count }]));
    },
    async exclude(folder, globs) {
      const { root } = await sites.find(folder);
      parts.exclude(await realPathOf(folder), root, globs);
    },
    ledger: () => store.ledger(),
    ...createAgentImport({
      store,
      transcripts: parts.transcripts,
      observe,
      inTurn: (write) => standstill.inTurn(write),
      findSite,
      nowMs,
    }),
    async prime(folder, context, limit) {
      const site = await sites.find(folder);
      return primeIn(site.project, await locateContext(folder, context, site), limit);
    },
    recall: (folder, asked) => places.after(recall(folder, asked)),
    async insights(folder, days, subjects) {
      const { project } = await sites.find(folder);
      return {
        forgettings: listForgettings(store, forgettingsMax),
        answers: await book.latest(days),
        calibration: calibrate(project, store),
        fading: foresee(project, subjects, nowMs(), store),
      };
    },
    async orient(folder) {
      const { project, facts } = await sites.find(folder);
      return orient(project, facts.name, believed);
    },
    ...createHinting({ ...parts, believed, memory: store, findSite }),
    ...createBriefing({
      memory: believed,
      findSite,
      answer: answering,
      prime: primeIn,
      without: parts.without ?? new Set(),
    }),
    tags: (event) => store.tagsOf(event.seq),
    trust: (event) => trustNow(event, believed),
    guidance: async (folder) => findGuidance((await sites.find(folder)).project, believed),
    site: findSite,
    readHook: observeHook,
    foreseeHook: (input, atMs) => agentDeeds.expect(foreseeHook(input, atMs)),
    latest: async (folder, kind, limit) => store.eventsOfKind((await sites.find(folder)).project, kind, limit),
    async timeline(folder, page) {
      const { project } = await sites.find(folder);
      return readTimeline(project, page, store);
    },
    map: async (folder, limits) => mapMemory((await sites.find(folder)).project, limits, nowMs(), store),
    ...createTracing({ memory: believed, findSite, answer: answering }),
    async episode(folder, id) {
      const { project } = await sites.find(folder);
      return store.episode(id)?.project === project ? readEpisode(id, store) : undefined;
    },
    ...createSleeping({ keeper, memory: believed, findSite, observe, nowMs }),
    async standings(folder, subjects) {
      const { project } = await sites.find(folder);
      const found = subjects.map((subject) => [subject, store.standing(project, subject)] as const);
      return new Map(found.filter((entry): entry is [string, Standing] => entry[1] !== undefined));
    },
    curious: curiosity.curious,
    investigate: curiosity.investigate,
    ...wholeLog,
    async locate(folder, path) {
      const site = await sites.find(folder);
      const absolute = nodePath.resolve(folder, path);
      const locate = await locatePaths({ folder, paths: [absolute] }, site);
      return { project: site.project, path: locate(absolute) };
    },
    problems: () => store.problems(),
    async state(folder) {
      const project = folder === undefined ? undefined : (await sites.find(folder)).project;
      const { vectors, notices, ...rest } = meaning.state();
      const counts = { ...store.counts(project), vectors };
      const own = [keeper, curiosity, dreams, upgrade, budget].flatMap((each) => each.notices());
      return { counts, ...sumLedger(store.ledger()), ...rest, notices: [...parts.notices, ...notices, ...own] };
    },
    keepWithin: (bytesMax) => budget.set(bytesMax),
    exchangeEncoder: (folder) => meaning.exchange(() => parts.loadMeaning(folder)),
    settle: async () =>
      void (await Promise.all([meaning, places, curiosity, dreams, budget].map((each) => each.settle()))),
    rest: () => store.letGo(),
    async close() {
      upgrade.stop();
      budget.stop();
      await curiosity.stop();
      await dreams.stop();
      await standstill.idle();
      book.write();
      places.close();
      await keeper.pause();
      await meaning.close();
      store.close();
    },
  };
}
