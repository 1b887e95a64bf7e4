// The commits of a project in, what they have in common out: how their subjects are written, whether code comes with
// tests, what a release changes.
import { isHousekeeping, isTestFile } from '../model/path-kind.ts';
import type { CommitHistory, PastCommit } from './commit-history.ts';
import type { GistIdea } from './gist-maker.ts';

/** Habits change; only so many commits back they are looked for. */
const latestMax = 300;
const commitsMin = 20;
const examplesMax = 3;
const releasesMin = 5;
const releaseFilesMax = 4;
const releaseShareMin = 0.7;

interface SubjectHabit {
  readonly name: string;
  readonly pattern: RegExp;
  /** How many projects write so, roughly. */
  readonly baseRate: number;
  readonly say: (examples: string) => string;
}

const types = 'feat|fix|chore|docs?|refactor|tests?|ci|build|perf|style|revert';
const habits: readonly SubjectHabit[] = [
  {
    name: 'typed',
    pattern: new RegExp(`^(?<example>${types})(\\([^)]*\\))?!?:`),
    baseRate: 0.3,
    say: (examples) => `Commit subjects begin with the type of the change, such as ${examples}`,
  },
  {
    name: 'area',
    pattern: new RegExp(`^(?!(?:${types})[(:!])(?<example>[a-z][\\w./-]*)(, ?[\\w./-]+)*(\\([^)]*\\))?: `),
    baseRate: 0.3,
    say: (examples) => `Commit subjects begin with the area that changes, such as ${examples}`,
  },
  {
    name: 'number',
    pattern: / \(#\d+\)$/,
    baseRate: 0.3,
    say: () => 'Commit subjects end with the number of their pull request, as in `(#12)`',
  },
  {
    name: 'capital',
    pattern: /^(?:`|\p{Lu})/u,
    baseRate: 0.5,
    say: () => 'Commit subjects begin with a capital letter',
  },
  {
    name: 'small',
    pattern: /^\p{Ll}[^:]*$/u,
    baseRate: 0.4,
    say: () => 'Commit subjects begin with a small letter',
  },
];

/** Languages whose unit tests stand in the file that they test. */
const testedInside = /\.(rs|zig|d)$/;
const releaseSubject = /^(?:[\w@/.-]*[-@ ])?v?\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?$/;

export function listConventions(history: CommitHistory): GistIdea[] {
  if (history.commits.length < commitsMin) return [];
  const release = releaseHabit(history);
  return [
    ...habits.map((habit) => subjectHabit(habit, history)),
    ...testHabits(history),
    ...(release === undefined ? [] : [release]),
  ];
}

function subjectHabit({ name, pattern, baseRate, say }: SubjectHabit, history: CommitHistory): GistIdea {
  // What git or a tool wrote by itself shows no habit.
  const occasions = history.commits
    .slice(-latestMax)
    .filter(({ subject }) => !releaseSubject.test(subject) && !/^(Merge|Revert) /.test(subject));
  const holds = ({ subject }: PastCommit) => pattern.test(subject);
  const examples = new Map<string, number>();
  for (const { subject } of occasions) {
    const example = pattern.exec(subject)?.groups?.example;
    if (example !== undefined) examples.set(example, (examples.get(example) ?? 0) + 1);
  }
  const named = [...examples]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, examplesMax)
    .map(([example]) => `\`${example}:\``);
  const claim = { baseRate, rateMin: 0.6, supportMin: 15, gainMin: 4 };
  const phrase = (counts: string) => `${say(named.join(', '))} (${counts}).`;
  const head = { key: `convention subject ${name}`, form: 'convention', level: 'core', place: '', paths: [] } as const;
  return { ...head, claim, occasions, holds, phrase };
}

/** Either that tests move with the code, or that they seldom do. */
function testHabits(history: CommitHistory): GistIdea[] {
  const isCode = (path: string) => !isTestFile(path) && !isHousekeeping(path);
  const occasions = history.commits.filter(({ paths }) => [...paths].some(isCode)).slice(-latestMax);
  const withTest = ({ paths }: PastCommit) => [...paths].some(isTestFile);
  if (![...history.paths].some(isTestFile)) return [];
  const isInline = ({ paths }: PastCommit) => [...paths].some((path) => testedInside.test(path));
  const canTell = occasions.filter(isInline).length < occasions.length / 2;
  const head = { form: 'test-with', level: 'core', place: '', paths: [], occasions } as const;
  const claim = { baseRate: 0.5, supportMin: 15, gainMin: 4 };
  const withoutTest: GistIdea = {
    ...head,
    key: 'test-with no',
    claim: { ...claim, rateMin: 0.75 },
    holds: (commit) => !withTest(commit),
    phrase: (counts) => `Code is mostly changed without a test file: ${counts} that change code change none.`,
  };
  return [
    ...(canTell ? [withoutTest] : []),
    {
      ...head,
      key: 'test-with yes',
      claim: { ...claim, rateMin: 0.55 },
      holds: withTest,
      phrase: (counts) => `A change of code comes with a change of tests in ${counts}.`,
    },
  ];
}

function releaseHabit(history: CommitHistory): GistIdea | undefined {
  const occasions = history.commits.filter(({ subject }) => releaseSubject.test(subject));
  const latest = occasions.slice(-20);
  const counts = new Map<string, number>();
  for (const { paths } of latest) for (const path of paths) counts.set(path, (counts.get(path) ?? 0) + 1);
  const files = [...counts]
    .filter(([, n]) => n / latest.length >= releaseShareMin)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, releaseFilesMax)
    .map(([path]) => path)
    .sort();
  if (occasions.length < releasesMin || files.length === 0) return undefined;
  const holds = ({ paths }: PastCommit) => files.every((file) => paths.has(file));
  const named = files.map((file) => `\`${file}\``).join(', ');
  const isAlone = latest.filter(({ paths }) => paths.size === files.length).length / latest.length >= releaseShareMin;
  return {
    key: 'convention release',
    form: 'convention',
    level: 'core',
    place: '',
    paths: files,
    claim: { baseRate: 0.3, rateMin: 0.5, supportMin: releasesMin, gainMin: 3 },
    occasions,
    holds,
    phrase: (count) =>
      `A release, such as \`${occasions.at(-1)!.subject}\`, changes ${named}${isAlone ? ' alone' : ''} (${count}).`,
  };
}
