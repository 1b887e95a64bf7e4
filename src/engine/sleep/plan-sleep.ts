// One step of a night in, what it changes of the memory out. A pure function of the memory as the log stands when the
// step is planned, so that a rebuild that meets the step's event plans the same.
import type { ChangePlan, MemoryChange } from '../model/change.ts';
import type { SleepData, SleepStage } from '../model/event.ts';
import { type Gist, type GistDraft, type GistForm, sayTogether } from '../model/gist.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { SleepStep } from '../model/sleep.ts';
import { neutralValence } from '../model/valence.ts';
import { planAreaBeliefs } from './area-belief.ts';
import { planChangeSets } from './change-set.ts';
import { planCommandHabits } from './command-habit.ts';
import { foldersOf, isDormant, isGone, readCommitHistory } from './commit-history.ts';
import { listConventions } from './convention-belief.ts';
import { planEditRules } from './edit-rule.ts';
import { planFixHabits } from './fix-habit.ts';
import { planFlakyTests } from './flaky-test.ts';
import { makeGist } from './gist-maker.ts';
import { type PlaceInput, planPlaceGists } from './place-gist.ts';
import { listWordGists } from './word-gist.ts';

/** Gists of a project that are looked through; those beyond are of the least worth. */
const gistsReadMax = 5_000;
/** What the stage `habits` says. */
export const habitForms: ReadonlySet<GistForm> = new Set(['before-commit', 'flaky', 'fix-habit']);

const stages: Readonly<Record<SleepStage, typeof planPlaces>> = {
  places: planPlaces,
  areas: planAreas,
  project: planProject,
  habits: planHabits,
  rules: planRules,
};

const nothing: ReadonlySet<string> = new Set();

/**
 * @param without mechanisms to do without, for measuring what each brings
 *
 * Cost: some 40 ms for a history of 2,000 commits, and a millisecond or so for each file whose turn it is
 */
export function planSleep(
  { project, data, at }: SleepStep,
  memory: MemoryReader,
  without: ReadonlySet<string> = nothing,
): ChangePlan {
  const held = memory.gists(project, gistsReadMax).filter((gist) => gist.heldTo === undefined);
  const known = new Map(held.map((gist) => [gist.key, gist]));
  const input: PlaceInput = { project, memory, history: readCommitHistory(project, memory), known, without };
  const planStage = stages[data.stage];
  return { project, changes: planStage(data, input, held, at) };
}

function planPlaces(data: SleepData, input: PlaceInput, known: readonly Gist[], at: number): MemoryChange[] {
  const sets = planChangeSets(input, (path) => !isGone(path, input));
  return placesDue(data, input, (path) => [path]).flatMap((path) => {
    const about = known.filter((gist) => gist.form !== 'convention' && gist.paths.includes(path));
    if (isGone(path, input)) return about.map(({ key }) => endGist(key, input, at));
    const partners = about.filter(({ form }) => form === 'co-change').flatMap(({ paths }) => paths);
    const around = sets.filter(({ paths }) => paths.includes(path));
    const pairs = planPlaceGists(path, partners, sets, input);
    const drafts = pairs.filter(({ paths }) => paths.every((p) => !isGone(p, input)));
    const own = about.filter(({ form, place }) => sayTogether.has(form) || (form === 'fix-prone' && place === path));
    return settle([...around, ...drafts], own, input, at);
  });
}

function planAreas(data: SleepData, input: PlaceInput, known: readonly Gist[], at: number): MemoryChange[] {
  return placesDue(data, input, foldersOf).flatMap((folder) => {
    const own = known.filter(({ place, level }) => place === folder && level === 'intermediate');
    const drafts = planAreaBeliefs(folder, input).filter(({ paths }) => paths.every((path) => !isGone(path, input)));
    return settle(drafts, own, input, at);
  });
}

function planProject(_: SleepData, input: PlaceInput, known: readonly Gist[], at: number): MemoryChange[] {
  const { history, known: byKey } = input;
  const ideas = [...listConventions(history), ...listWordGists(history, known)];
  const drafts = ideas
    .flatMap((idea) => makeGist(idea, history, neutralValence, byKey.has(idea.key)) ?? [])
    .filter(({ paths }) => paths.every((path) => !isGone(path, input)));
  const own = known.filter(({ form, level }) => form === 'word-place' || (level === 'core' && !habitForms.has(form)));
  const dormant = known.filter(
    (gist) =>
      gist.level !== 'core' && gist.form !== 'word-place' && gist.paths.some((path) => isDormant(path, history)),
  );
  return [...settle(drafts, own, input, at), ...dormant.map(({ key }) => endGist(key, input, at))];
}

function planHabits(_: SleepData, input: PlaceInput, known: readonly Gist[], at: number): MemoryChange[] {
  const own = known.filter(({ form }) => habitForms.has(form));
  return settle([...planCommandHabits(input), ...planFlakyTests(input), ...planFixHabits(input)], own, input, at);
}

function planRules(_: SleepData, input: PlaceInput, known: readonly Gist[], at: number): MemoryChange[] {
  const own = known.filter(({ form }) => form === 'edit-rule');
  return settle(planEditRules(input), own, input, at);
}

/** Each place has its turn once a night, in the step that covers the commit by which it was touched last. */
function placesDue(
  { fromSeq, toSeq, nightToSeq }: SleepData,
  { history }: PlaceInput,
  placesOf: (path: string) => readonly string[],
): string[] {
  const lastTouch = new Map<string, number>();
  for (const { seq, paths } of history.commits) {
    if (seq <= fromSeq || seq > nightToSeq) continue;
    for (const path of paths) for (const place of placesOf(path)) lastTouch.set(place, seq);
  }
  return [...lastTouch].filter(([, seq]) => seq <= toSeq).map(([place]) => place);
}

/** What is held now is held; what was known and is not said again is given up. */
function settle(drafts: readonly GistDraft[], own: readonly Gist[], input: PlaceInput, at: number): MemoryChange[] {
  const knownKeys = new Set(own.map(({ key }) => key));
  const told = drafts.filter(({ key, heldTo }) => heldTo === undefined || knownKeys.has(key));
  const toldKeys = new Set(told.map(({ key }) => key));
  return [
    ...told.map((gist): MemoryChange => ({ op: 'hold-gist', gist, at })),
    ...own.filter(({ key }) => !toldKeys.has(key)).map(({ key }) => endGist(key, input, at)),
  ];
}

function endGist(key: string, { history }: PlaceInput, at: number): MemoryChange {
  return { op: 'end-gist', key, heldTo: history.commits.at(-1)?.at ?? at, at };
}
