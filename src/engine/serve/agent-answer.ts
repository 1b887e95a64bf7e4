// An answer or an orientation comes in as the wire has it, the lines for a model go out: how sure, the evidence with its
// ids and how far it may be trusted, and which of the cited places are gone or
// have changed since. A model reads every word of it, so what leads is quoted most and what was replaced least.
import type { CitationCheck } from '../model/citation.ts';
import { dayOf } from '../model/plain-word.ts';
import type { Answer, Evidence } from '../model/recollection.ts';
import type { Trust } from '../model/trust.ts';
import { nameEvidence, nowWords, quote, quoteInline } from './agent-text.ts';

export interface CitedEvidence extends Evidence {
  readonly trust: Trust;
  readonly check: CitationCheck;
}

const evidenceMax = 6;
const placesMax = { ofLead: 5, ofOther: 3 };
/** An answer that joins several events says more than a line of any of them. */
const summaryCharsMax = 600;

/** @param cited the evidence of the answer, looked up and checked */
export function describeForAgent(answer: Answer, cited: readonly CitedEvidence[]): string[] {
  const lines = [`state: ${answer.state}`, `probability: ${answer.probability.toFixed(2)}${spanOf(answer)}`];
  lines.push(...quote(answer.summary, { charsMax: summaryCharsMax }));
  if (answer.missing.length > 0) lines.push('in no evidence:', ...quote(answer.missing.join(' ')));
  for (const [i, evidence] of cited.slice(0, evidenceMax).entries()) {
    lines.push('', headOf(evidence), ...quote(bodyOf(evidence, answer.question, i === 0)));
  }
  return lines;
}

/** Such as `evidence commit 1a2b3c4d5e 2025-05-13 imported, superseded: replaced on 2025-06-01`. */
function headOf({ event, sha, at, trust, check, standing, change }: CitedEvidence): string {
  const id = nameEvidence(event);
  const commit = sha === undefined || id.startsWith('commit ') ? '' : ` commit ${sha.slice(0, 12)}`;
  const lost = check.isCommitGone ? ', a commit that this repository does not hold' : '';
  const since = standing === undefined ? '' : `, ${standing}${change === undefined ? '' : `: ${quoteInline(change)}`}`;
  return `evidence ${id}${commit} ${dayOf(at)} ${trust}${lost}${since}`;
}

/** Of what was replaced one line says what it was; of many files those first that the question names. */
function bodyOf({ title, excerpt, paths, check, standing }: CitedEvidence, question: string, leads: boolean): string {
  const said = standing === undefined || leads ? excerpt : excerpt.split('\n', 1)[0]!;
  const asked = paths.filter((path) => question.includes(path.split('/').at(-1)!));
  const shown = [...new Set([...asked, ...paths])].slice(0, leads ? placesMax.ofLead : placesMax.ofOther);
  const more = paths.length > shown.length ? [`and ${paths.length - shown.length} more`] : [];
  const places = [...shown.map((path) => `${path}${describeNow(check, path)}`), ...more].join(' ');
  return [title, said.trim() === title.trim() ? '' : said, places].join('\n');
}

/** How far apart contradicting evidence leaves it. */
function spanOf({ bounds }: Answer): string {
  return bounds === undefined ? '' : ` (${bounds.necessity.toFixed(2)} to ${bounds.possibility.toFixed(2)})`;
}

function describeNow({ places, moved }: CitationCheck, path: string): string {
  const [to, now] = [moved.get(path), places.get(path)];
  const said = [...(to === undefined ? [] : [`now ${to}`]), ...(now === undefined ? [] : [nowWords[now]])];
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}
