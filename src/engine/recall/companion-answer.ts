// A question about what changes along with a file in, an answer that is counted from its commits out. Texts seldom say
// such a thing, so no search of theirs would find it.
import { isHousekeeping } from '../model/path-kind.ts';
import { count } from '../model/plain-word.ts';
import type { Answer } from '../model/recollection.ts';
import { coverQuestion } from './coverage.ts';
import { writeEvidence } from './evidence-writer.ts';
import { type CommitEvent, createPlaceReader } from './place-history.ts';
import type { QuestionSearch, RecallRequest } from './question-search.ts';

const asksForCompanions =
  /\b(?:chang|edit|touch|updat|modif|mov|go)\w*\s+(?:\w+\s+)?(?:with|alongside)\b|\b(?:together|along|alongside|coupled|companions?)\b.*\b(?:with|of)\b|\b(?:else|also)\b.*\b(?:chang|edit|touch|updat)\w*\b/i;

const companionsMax = 5;
const togetherMin = 2;
const shareMin = 0.25;
/** A commit of more files says little of any two. */
const filesOfCommitMax = 60;
/** That it is what was asked for: the counts themselves are exact. */
const countedProbability = 0.95;
/** Of the file; with fewer, what went along may have been chance. */
const commitsOfKnownMin = 4;

interface Companion {
  readonly path: string;
  readonly together: readonly CommitEvent[];
}

/**
 * Undefined where the question is another one, names no file, or the file has no commits. Cost: the commits of one file.
 */
export function answerByCompanions(request: RecallRequest, search: QuestionSearch): Answer | undefined {
  const { question, limit, project, memory } = request;
  const [file] = search.files;
  if (file === undefined || !asksForCompanions.test(question)) return undefined;
  const { commits } = createPlaceReader(project, memory)(file);
  if (commits.length === 0) return undefined;
  const companions = findCompanions(file, commits);
  const [first] = companions;
  const shown = (first?.together ?? commits).slice(0, limit);
  const isKnown = first !== undefined && commits.length >= commitsOfKnownMin;
  return {
    question,
    state: isKnown ? 'known' : 'familiar',
    probability: isKnown ? countedProbability : 0.5,
    summary: phrase(file, commits.length, companions),
    evidence: shown.map((event) =>
      writeEvidence(event, coverQuestion(event, search.weighed), {
        memory,
        weight: 1,
        reasons: [first === undefined ? `file: ${file}` : `changed with ${first.path}`],
      }),
    ),
    missing: [],
  };
}

/** Those that went along most often first. */
function findCompanions(file: string, commits: readonly CommitEvent[]): Companion[] {
  const meetings = commits
    .filter(({ data }) => data.files.length <= filesOfCommitMax)
    .flatMap((commit) => commit.data.files.map(({ path }) => ({ path, commit })))
    .filter(({ path }) => path !== file && !isHousekeeping(path));
  return [...Map.groupBy(meetings, ({ path }) => path)]
    .map(([path, met]) => ({ path, together: met.map(({ commit }) => commit) }))
    .filter((each) => each.together.length >= togetherMin && each.together.length >= shareMin * commits.length)
    .sort((a, b) => b.together.length - a.together.length || (a.path < b.path ? -1 : 1))
    .slice(0, companionsMax);
}

function phrase(file: string, commits: number, companions: readonly Companion[]): string {
  const changed = `\`${file}\` changed in ${count(commits, 'commit', 'commits')}`;
  if (companions.length === 0) return `${changed}, and no other file went along often.`;
  const listed = companions.map(({ path, together }) => `\`${path}\` (${together.length} of ${commits})`);
  return `${changed}, most often with ${listed.join(', ')}.`;
}
