// The commits of a project in, words of their subjects that lead to a file out: commits that speak of the one change the
// other. What the file's own path says already is not said again.
import type { Gist } from '../model/gist.ts';
import { isHousekeeping } from '../model/path-kind.ts';
import { splitWords } from '../model/token.ts';
import type { CommitHistory, PastCommit } from './commit-history.ts';
import { type GistIdea, gainMinAmong, shareOf } from './gist-maker.ts';

const togetherMin = 6;
const shareMin = 0.65;
/** A word of more commits than this says nothing in particular. */
const wordShareMax = 0.1;
const charsMin = 4;
const gistsMax = 40;
/** Of what a tool has upgraded, the name says nothing of why. */
const namesUpgrade = /\b(bump|update|upgrade)\b.* from \S*\d\S* to \S*\d/i;
const stopWords = new Set(
  `about added adding adds after again allow allows also another because before being better between bump change changed changes
   clean cleanup correct correctly default does doing docs done dont each ensure ever error errors every example feat feature first fixed
   fixes fixing from have having improve improved improvements into issue just less like make makes making merge minor missing revert reverts
   more most move moved much need needs note only option options other over readme refactor release remove removed removes rename
   should since small some still stop such support test tests than that their them then there these they this those tiny tweak tweaks type
   types typo typos under update updated updates upgrade used uses using version very want were what when where which while will
   with without work works would wrong your chore instead slightly method methods handle code file files line lines
   function functions latest dependencies dependency deps against prepare`.split(/\s+/),
);

/** @param known what is held since earlier nights */
export function listWordGists(history: CommitHistory, known: readonly Gist[]): GistIdea[] {
  const byWord = commitsByWord(history);
  const gainMin = gainMinAmong(byWord.size) + Math.log(Math.max(2, history.paths.size));
  const ideas = [...byWord].flatMap(([word, commits]) => leadsTo(word, commits, gainMin, history) ?? []);
  const best = ideas
    .sort((a, b) => b.occasions.length - a.occasions.length || (a.key < b.key ? -1 : 1))
    .slice(0, gistsMax);
  const found = new Set(best.map(({ key }) => key));
  const before = known
    .filter(({ form, key }) => form === 'word-place' && !found.has(key))
    .map(({ key, place }) => {
      const word = key.split(' ')[1]!;
      return wordGist(word, place, byWord.get(word) ?? [], gainMin, history);
    });
  return [...best, ...before];
}

/** Who reads of a word reads of its plural, too: both are counted under the one of more commits. */
function commitsByWord({ commits }: CommitHistory): Map<string, PastCommit[]> {
  const told = commits.filter(({ subject }) => !namesUpgrade.test(subject));
  const forms = told.map(({ subject }) => wordsOf(subject));
  const times = new Map<string, number>();
  for (const form of forms.flatMap((each) => [...each])) times.set(form, (times.get(form) ?? 0) + 1);
  const timesOf = (form: string) => times.get(form) ?? 0;
  const nameOf = (form: string) => {
    const [one, many] = form.endsWith('s') ? [form.slice(0, -1), form] : [form, `${form}s`];
    return timesOf(many) > timesOf(one) ? many : one;
  };
  const byWord = new Map<string, PastCommit[]>();
  for (const [n, commit] of told.entries()) {
    for (const word of new Set([...forms[n]!].map(nameOf))) {
      const known = byWord.get(word);
      if (known === undefined) byWord.set(word, [commit]);
      else known.push(commit);
    }
  }
  return byWord;
}

function leadsTo(
  word: string,
  commits: readonly PastCommit[],
  gainMin: number,
  history: CommitHistory,
): GistIdea | undefined {
  if (commits.length < togetherMin || commits.length > wordShareMax * history.commits.length) return undefined;
  const counts = new Map<string, number>();
  for (const { paths, isSweeping } of commits) {
    for (const path of isSweeping ? [] : paths) {
      if (!isHousekeeping(path) && !path.toLowerCase().includes(word)) counts.set(path, (counts.get(path) ?? 0) + 1);
    }
  }
  const [file, together] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? ['', 0];
  if (together < togetherMin || together / commits.length < shareMin) return undefined;
  return wordGist(word, file, commits, gainMin, history);
}

function wordGist(
  word: string,
  file: string,
  commits: readonly PastCommit[],
  gainMin: number,
  history: CommitHistory,
): GistIdea {
  const holds = (commit: PastCommit) => commit.paths.has(file);
  return {
    key: `word-place ${word} ${file}`,
    form: 'word-place',
    level: 'situation',
    place: file,
    paths: [file],
    claim: { baseRate: shareOf(history.commits, holds), rateMin: 0.5, supportMin: togetherMin, gainMin },
    occasions: commits,
    holds,
    phrase: (count) => `Commits that speak of \`${word}\` change \`${file}\` (${count}).`,
  };
}

function wordsOf(subject: string): Set<string> {
  return new Set(splitWords(subject).filter((word) => word.length >= charsMin && !stopWords.has(word)));
}
