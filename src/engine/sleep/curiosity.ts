// The memory in, what it is curious about out: areas in which what changes along has become easier or harder to foresee,
// beliefs that one more look could settle, files with little history and much repair. The most to learn comes first.
import type { CuriousItem, Wonder } from '../model/curiosity.ts';
import type { Gist } from '../model/gist.ts';
import { count } from '../model/plain-word.ts';
import type { MemoryReader } from '../model/ports.ts';
import { type CommitHistory, isDormant, readCommitHistory } from './commit-history.ts';
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
const youngCommitsMax = 4;
const youngSpan = 300;
/** So many commits later a finding is out of date. */
const freshCommits = 10;

/** Names a wonder in feedback. */
export function subjectOfWonder({ key }: Pick<Wonder, 'key'>): string {
  return `curious:${key}`;
}

/**
 * Those that were dismissed are left out; those that were looked into of late come last, with what was found.
 *
 * Cost: some 60 ms for a history of 2,000 commits.
 *
 * @source learning progress between two windows, ALP-GMM, Portelas et al. 2019, by folders in place of a mixture;
 * information gain as the entropy of what a belief claims, BoxingGym, Gandhi et al. 2025
 */
export function listWonders(project: string, memory: MemoryReader): CuriousItem[] {
  const history = readCommitHistory(project, memory);
  const gists = memory.gists(project, gistsReadMax).filter((gist) => gist.heldTo === undefined);
  const dismissed = new Set(
    memory
      .eventsOfKind(project, 'feedback', feedbackReadMax)
      .flatMap((event) => (event.kind === 'feedback' && event.data.verdict === 'dismissed' ? event.data.subject : [])),
  );
  const wonders = [wonderAtAreas(history), wonderAtBeliefs(gists), wonderAtFiles(history)].flatMap((kind) =>
    kind
      .filter((wonder) => !dismissed.has(subjectOfWonder(wonder)))
      .sort((a, b) => b.worth - a.worth || (a.key < b.key ? -1 : 1))
      .slice(0, eachMax),
  );
  return withFindings(wonders, project, history, memory).sort(
    (a, b) => Number(a.finding !== undefined) - Number(b.finding !== undefined) || b.worth - a.worth,
  );
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

function wonderAtFiles(history: CommitHistory): Wonder[] {
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

function withFindings(
  wonders: readonly Wonder[],
  project: string,
  history: CommitHistory,
  memory: MemoryReader,
): CuriousItem[] {
  const found = new Map<string, { readonly text: string; readonly at: number; readonly seq: number }>();
  for (const event of memory.eventsOfKind(project, 'investigation', findingsReadMax)) {
    const subject = event.kind === 'investigation' ? event.data.subject : undefined;
    if (subject !== undefined && !found.has(subject)) found.set(subject, event);
  }
  return wonders.map((wonder) => {
    const finding = found.get(subjectOfWonder(wonder));
    if (finding === undefined) return wonder;
    const since = history.touching(wonder.place).filter((n) => history.commits[n]!.seq > finding.seq).length;
    return since >= freshCommits ? wonder : { ...wonder, finding: { text: finding.text, at: finding.at } };
  });
}
