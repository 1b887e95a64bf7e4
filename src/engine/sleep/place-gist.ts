// Files that were touched in, gists about them out: with which other file each changes, and whether it needs repair more
// often than its neighbours.
import type { Gist, GistDraft } from '../model/gist.ts';
import { isHousekeeping, isTestFile } from '../model/path-kind.ts';
import type { MemoryReader } from '../model/ports.ts';
import { type CommitHistory, folderAround, type PastCommit } from './commit-history.ts';
import { type GistIdea, gainMinAmong, makeGist, shareOf, valenceOfFiles } from './gist-maker.ts';

const togetherMin = 5;
const partnersMax = 2;
const shareMin = 0.55;
const repairsMin = 5;
const neighboursMin = 20;

export interface PlaceInput {
  readonly project: string;
  readonly history: CommitHistory;
  readonly memory: MemoryReader;
  /** What is held since earlier nights, by key. */
  readonly known: ReadonlyMap<string, Gist>;
  /** See {@link ruleMechanisms} in `edit-rule.ts`. */
  readonly without: ReadonlySet<string>;
}

/**
 * @param path a file that stands
 * @param knownPartners files of which it was held that they change with it
 * @param sets of files of which it is known that they change all together
 */
export function planPlaceGists(
  path: string,
  knownPartners: readonly string[],
  sets: readonly Pick<GistDraft, 'paths'>[],
  input: PlaceInput,
): GistDraft[] {
  const { project, history, memory, known } = input;
  const partners = new Set([
    ...findPartners(path, history).filter((other) => isMutual(path, other, history)),
    ...knownPartners,
  ]);
  partners.delete(path);
  const ideas = onePerSet(partners, path, sets)
    .map((other) => coChange(path, other, history))
    // What changes with a list of packages or of versions is no news, what changes that along is.
    .filter(({ place }) => !isHousekeeping(place));
  const repair = fixProne(path, 'situation', history);
  if (repair !== undefined) ideas.push(repair);
  return ideas.flatMap(
    (idea) => makeGist(idea, history, valenceOfFiles(idea.paths, project, memory), known.has(idea.key)) ?? [],
  );
}

/** Of a set that it belongs to, none is named again; of another, the first stands for all. */
function onePerSet(partners: ReadonlySet<string>, path: string, sets: readonly Pick<GistDraft, 'paths'>[]): string[] {
  const said = new Set<string>(sets.flatMap(({ paths }) => (paths.includes(path) ? paths : [])));
  return [...partners].filter((other) => {
    if (said.has(other)) return false;
    for (const { paths } of sets) if (paths.includes(other)) for (const member of paths) said.add(member);
    return true;
  });
}

/** Files that change with this one most surely. */
function findPartners(path: string, history: CommitHistory): string[] {
  const counts = new Map<string, number>();
  const own = history.touching(path);
  for (const number of own) {
    const { paths, isSweeping } = history.commits[number]!;
    if (isSweeping) continue;
    for (const other of paths) if (other !== path) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  const share = ([other, n]: [string, number]) => n / Math.min(own.length, history.touching(other).length);
  return [...counts]
    .filter(([other, n]) => n >= togetherMin && !(isHousekeeping(path) && isHousekeeping(other)))
    .filter((entry) => share(entry) >= shareMin)
    .sort((a, b) => share(b) * b[1] - share(a) * a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, partnersMax)
    .map(([other]) => other);
}

/** What is said of the rarer of the two is to be among what it says first. */
function isMutual(path: string, other: string, history: CommitHistory): boolean {
  const isRarer = history.touching(path).length <= history.touching(other).length;
  return isRarer || findPartners(other, history).includes(path);
}

/** The rarer of the two tells more of the other than the other way round. */
function coChange(a: string, b: string, history: CommitHistory): GistIdea {
  const [low, high] = a < b ? [a, b] : [b, a];
  const [few, many] = history.touching(low).length <= history.touching(high).length ? [low, high] : [high, low];
  // Before both were there, they could not change together.
  const start = Math.max(history.touching(few)[0]!, history.touching(many)[0]!);
  const since = history.commits.slice(start);
  const occasions = history
    .touching(few)
    .filter((number) => number >= start)
    .map((number) => history.commits[number]!);
  const holds = (commit: PastCommit) => commit.paths.has(many);
  return {
    key: `co-change ${low} ${high}`,
    form: 'co-change',
    level: 'situation',
    place: few,
    paths: [few, many],
    claim: {
      baseRate: shareOf(since, holds),
      rateMin: 0.5,
      supportMin: togetherMin,
      gainMin: gainMinAmong(history.paths.size),
    },
    occasions,
    isLate: occasions.length < history.touching(few).length,
    holds,
    phrase: (counts) => `\`${few}\` changes with \`${many}\` in ${counts}.`,
  };
}

/** @param place a file, or a folder with its `/` */
export function fixProne(
  place: string,
  level: 'situation' | 'intermediate',
  history: CommitHistory,
): GistIdea | undefined {
  if (isHousekeeping(place) || isTestFile(place)) return undefined;
  const occasions = history.touching(place).map((number) => history.commits[number]!);
  const around = folderAround(place);
  const neighbours = around === '' ? history.commits : history.touching(around).map((n) => history.commits[n]!);
  const elsewhere = neighbours.filter((commit) => changesCodeOutside(commit, place));
  // Of what holds most of the code around it, its neighbours tell nothing.
  if (elsewhere.length < Math.max(neighboursMin, occasions.length)) return undefined;
  const holds = (commit: PastCommit) => commit.isRepair;
  const baseRate = shareOf(elsewhere, holds);
  const where = around === '' ? 'elsewhere' : `elsewhere in \`${around}\``;
  return {
    key: `fix-prone ${place}`,
    form: 'fix-prone',
    level,
    place,
    paths: place.endsWith('/') ? [] : [place],
    claim: {
      baseRate,
      rateMin: Math.min(0.9, Math.max(0.25, 1.5 * baseRate)),
      supportMin: repairsMin,
      gainMin: gainMinAmong(1),
    },
    occasions,
    holds,
    phrase: (counts) => `\`${place}\` needs repair often: ${counts} are fixes, against ${oneIn(baseRate)} ${where}.`,
  };
}

/** A commit of documents or tests alone has nothing to repair. */
function changesCodeOutside({ paths }: PastCommit, place: string): boolean {
  for (const path of paths) if (!isTestFile(path) && !isHousekeeping(path) && !path.startsWith(place)) return true;
  return false;
}

function oneIn(rate: number): string {
  return rate > 0.4 ? `${Math.round(100 * rate)} %` : `1 in ${Math.round(1 / rate)}`;
}
