// The memory in, what it is curious about out: areas in which what changes along has become easier or harder to foresee,
// beliefs that one more look could settle, files of which git knows more, and those with little history and much repair.
// What a look is expected to bring to the work that comes next stands first.
import { verbatimDecay } from '../model/base-level.ts';
import type { CuriousItem, Wonder } from '../model/curiosity.ts';
import type { MemoryEvent } from '../model/event.ts';
import type { Gist } from '../model/gist.ts';
import { count } from '../model/plain-word.ts';
import type { MemoryReader } from '../model/ports.ts';
import { type CommitHistory, isDormant, isGone, readCommitHistory } from './commit-history.ts';
import { forecastErrors } from './forecast-error.ts';

const gistsReadMax = 2_000;
const feedbackReadMax = 2_000;
const findingsReadMax = 200;
const eachMax = 4;
const pathsMax = 3;
/** Forecasts in each of the two windows that are compared. */
const windowMin = 8;
const windowMax = 40;
const progressMin = 0.1;
/** Standard errors by which the windows must differ. */
const deviationsMin = 2;
/** A belief this sure has little to gain from a look. */
const sureMin = 0.9;
const contestedShare = 0.25;
/** So many of the files that are worked on most are looked up, some hundredths of a millisecond each. */
const busyMax = 60;
const youngCommitsMax = 4;
const youngSpan = 300;
/** So many commits later a finding is out of date. */
const freshCommits = 10;

/** Names a wonder in feedback. */
export function subjectOfWonder({ key }: Pick<Wonder, 'key'>): string {
  return `curious:${key}`;
}

/**
 * What a look is worth is how likely its place is to be worked on next, times what it could teach, times the share of the
 * place's commits that no look has seen. Those that were dismissed are left out; those that were looked into of late come
 * last, with what was found.
 *
 * Cost: some 60 ms for a history of 2,000 commits.
 *
 * @source expected gain, need times what is gained, Anderson 1990; learning progress between two windows, ALP-GMM, Portelas
 * et al. 2019, by folders in place of a mixture; information gain as the entropy of what a belief claims, BoxingGym, Gandhi
 * et al. 2025
 */
export function listWonders(project: string, memory: MemoryReader): CuriousItem[] {
  const history = readCommitHistory(project, memory);
  const gists = memory.gists(project, gistsReadMax).filter((gist) => gist.heldTo === undefined);
  const dismissed = new Set(
    memory
      .eventsOfKind(project, 'feedback', feedbackReadMax)
      .flatMap((event) => (event.kind === 'feedback' && event.data.verdict === 'dismissed' ? event.data.subject : [])),
  );
  const needOf = createNeed(history);
  const found = readFindings(project, memory);
  const kinds = [
    wonderAtAreas(history),
    wonderAtBeliefs(gists),
    wonderAtOlderFiles(project, history, memory, needOf),
    wonderAtYoungFiles(history),
  ];
  const wonders = kinds.flatMap((kind) => {
    const weighed = kind
      .filter((wonder) => !dismissed.has(subjectOfWonder(wonder)))
      .map((wonder) => weigh(wonder, needOf(wonder.place), found.get(wonder.place), history))
      .sort((a, b) => b.worth - a.worth || (a.key < b.key ? -1 : 1));
    const isOpen = ({ finding }: CuriousItem) => finding === undefined;
    return [weighed.filter(isOpen), weighed.filter((item) => !isOpen(item))].flatMap((some) => some.slice(0, eachMax));
  });
  const told = new Set<string>();
  return wonders
    .filter(({ key }) => !told.has(key) && told.add(key))
    .sort((a, b) => Number(a.finding !== undefined) - Number(b.finding !== undefined) || b.worth - a.worth);
}

/** What is to be looked into next, the most worth first: one of each place. */
export function openWonders(wonders: readonly CuriousItem[]): Wonder[] {
  const places = new Set<string>();
  return wonders.filter(({ finding, place }) => finding === undefined && !places.has(place) && places.add(place));
}

/**
 * How likely the next commit is to touch a place: the share of the commits that did, each weighed by its age in commits.
 *
 * @returns in [0, 1]
 * @source need as a power law of recency and frequency, Anderson & Schooler 1991
 */
function createNeed({ commits, touching }: CommitHistory): (place: string) => number {
  const weightOf = (number: number) => (commits.length - number) ** -verbatimDecay;
  const all = commits.reduce((sum, _, number) => sum + weightOf(number), 0);
  return (place) => touching(place).reduce((sum, number) => sum + weightOf(number), 0) / Math.max(all, 1);
}

/** @param wonder its worth is what a look could teach, in [0, 1], whether or not that is needed */
function weigh(wonder: Wonder, need: number, found: MemoryEvent | undefined, history: CommitHistory): CuriousItem {
  const touches = history.touching(wonder.place);
  const since = touches.filter((number) => history.commits[number]!.seq > (found?.seq ?? 0)).length;
  const weighed = { ...wonder, worth: (need * wonder.worth * since) / Math.max(1, touches.length) };
  if (found === undefined || since >= freshCommits) return weighed;
  return { ...weighed, finding: { text: found.text, at: found.at } };
}

/** The latest finding of each place. */
function readFindings(project: string, memory: MemoryReader): Map<string, MemoryEvent> {
  const found = new Map<string, MemoryEvent>();
  for (const event of memory.eventsOfKind(project, 'investigation', findingsReadMax)) {
    const place = event.kind === 'investigation' ? event.data.place : undefined;
    if (place !== undefined && !found.has(place)) found.set(place, event);
  }
  return found;
}

function wonderAtAreas(history: CommitHistory): Wonder[] {
  const areas = [...forecastErrors(history)].flatMap(([place, errors]): Wonder[] => {
    const window = Math.min(windowMax, Math.floor(errors.length / 2));
    if (window < windowMin) return [];
    const before = describe(errors.slice(-2 * window, -window));
    const now = describe(errors.slice(-window));
    const progress = Math.abs(before.mean - now.mean);
    if (progress < progressMin || progress < deviationsMin * Math.hypot(before.spread, now.spread)) return [];
    const how = now.mean < before.mean ? 'has become easier' : 'has become harder';
    const percent = (share: number) => `${Math.round(100 * share)} %`;
    const reason = `What changes along here ${how} to foresee: ${percent(before.mean)} of it was missed before, ${percent(now.mean)} of late.`;
    return [
      {
        key: `area:${place}`,
        kind: 'area',
        title: place,
        reason,
        place,
        paths: busiest(place, history),
        worth: progress,
      },
    ];
  });
  // Of a folder and the folders in it, the one with most to learn stands for all.
  return areas
    .sort((a, b) => b.worth - a.worth || b.key.length - a.key.length || (a.key < b.key ? -1 : 1))
    .filter((area, i) =>
      areas.slice(0, i).every(({ place }) => !place.startsWith(area.place) && !area.place.startsWith(place)),
    );
}

/** @returns the mean and its standard error */
function describe(numbers: readonly number[]): { mean: number; spread: number } {
  const mean = numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
  const variance = numbers.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (numbers.length - 1);
  return { mean, spread: Math.sqrt(variance / numbers.length) };
}

function busiest(folder: string, history: CommitHistory): string[] {
  const counts = [...history.paths]
    .filter((path) => path.startsWith(folder) && !isDormant(path, history))
    .map((path) => ({ path, times: history.touching(path).length }));
  return counts
    .sort((a, b) => b.times - a.times || (a.path < b.path ? -1 : 1))
    .slice(0, pathsMax)
    .map(({ path }) => path);
}

function wonderAtBeliefs(gists: readonly Gist[]): Wonder[] {
  return gists.flatMap(({ key, statement, confidence, support, contra, place, paths }): Wonder[] => {
    const against = contra / (support + contra);
    const isContested = against >= contestedShare;
    if (paths.length === 0 || (!isContested && confidence >= sureMin)) return [];
    const reason = isContested
      ? `Contested: it held ${count(support, 'time', 'times')} and failed ${count(contra, 'time', 'times')}.`
      : `Not sure yet: held with ${Math.round(100 * confidence)} %.`;
    const worth = entropy(isContested ? against : confidence);
    const at = place === '' || place.endsWith('/') ? paths[0]! : place;
    const plain = statement.replaceAll('`', '');
    return [
      { key: `belief:${key}`, kind: 'belief', title: plain, reason, place: at, paths: paths.slice(0, pathsMax), worth },
    ];
  });
}

/**
 * Files that were there before the first of their commits that is remembered: git knows what came before. Of a history that is
 * too long to be read whole, the memory itself knows that.
 */
function wonderAtOlderFiles(
  project: string,
  history: CommitHistory,
  memory: MemoryReader,
  needOf: (place: string) => number,
): Wonder[] {
  if (history.isCut) return [];
  const isOlder = (path: string) => {
    const first = memory.eventAt(history.commits[history.touching(path)[0]!]!.seq);
    if (first?.kind !== 'commit' && first?.kind !== 'revert') return false;
    return first.data.files.some((file) => file.path === path && file.status === 'M');
  };
  return [...history.paths]
    .map((path) => ({ path, need: needOf(path) }))
    .sort((a, b) => b.need - a.need || (a.path < b.path ? -1 : 1))
    .slice(0, busyMax)
    .filter(({ path }) => isOlder(path) && !isGone(path, { project, history, memory }))
    .map(({ path }): Wonder => {
      const known = count(history.touching(path).length, 'commit', 'commits');
      const reason = `It is worked on, and git knows what came before the ${known} that ${known === '1 commit' ? 'is' : 'are'} remembered.`;
      return { key: `file:${path}`, kind: 'file', title: path, reason, place: path, paths: [path], worth: 1 };
    });
}

function wonderAtYoungFiles(history: CommitHistory): Wonder[] {
  const youngSince = history.commits.length - youngSpan;
  return [...history.paths].flatMap((path): Wonder[] => {
    const touches = history.touching(path);
    const repairs = touches.filter((n) => history.commits[n]!.isRepair || history.commits[n]!.isRevert).length;
    if (touches.length < 2 || touches.length > youngCommitsMax || touches[0]! < youngSince || repairs === 0) return [];
    const reason = `Little is known of it: ${count(touches.length, 'commit', 'commits')}, ${repairs} of them ${repairs === 1 ? 'a repair' : 'repairs'}.`;
    const worth = repairs / (touches.length + 1);
    return [{ key: `file:${path}`, kind: 'file', title: path, reason, place: path, paths: [path], worth }];
  });
}

/** Of a yes or no, in bits. */
function entropy(p: number): number {
  return p <= 0 || p >= 1 ? 0 : -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p));
}
