// An answer or an orientation comes in as the wire has it, the lines for a model go out: how sure, the evidence with its
// ids and how far it may be trusted, and which of the cited places are gone or
// have changed since.
import type { CitationCheck } from '../model/citation.ts';
import type { Answer, Evidence } from '../model/recollection.ts';
import type { Trust } from '../model/trust.ts';
import { nameId, nowWords, quote } from './agent-text.ts';
import { formatDay } from './plain-text.ts';

export interface CitedEvidence extends Evidence {
  readonly trust: Trust;
  readonly check: CitationCheck;
}

const evidenceMax = 6;
const placesMax = 5;

/** @param cited the evidence of the answer, looked up and checked */
export function describeForAgent(answer: Answer, cited: readonly CitedEvidence[]): string[] {
  const lines = [`state: ${answer.state}`, `probability: ${answer.probability.toFixed(2)}`, ...quote(answer.summary)];
  if (answer.missing.length > 0) lines.push('in no evidence:', ...quote(answer.missing.join(' ')));
  for (const evidence of cited.slice(0, evidenceMax)) {
    const commit = evidence.sha === undefined ? '' : ` commit ${evidence.sha.slice(0, 12)}`;
    const lost = evidence.check.isCommitGone ? ', a commit that this repository does not hold' : '';
    lines.push('', `evidence ${nameId(evidence.event)}${commit} ${formatDay(evidence.at)} ${evidence.trust}${lost}`);
    if (evidence.standing !== undefined) lines.push(`${evidence.standing}:`, ...quote(evidence.change ?? ''));
    const places = evidence.paths.slice(0, placesMax).map((path) => `${path}${describeNow(evidence.check, path)}`);
    lines.push(...quote([evidence.title, evidence.excerpt, places.join(' ')].join('\n')));
  }
  return lines;
}

function describeNow({ places, moved }: CitationCheck, path: string): string {
  const [to, now] = [moved.get(path), places.get(path)];
  const said = [...(to === undefined ? [] : [`now ${to}`]), ...(now === undefined ? [] : [nowWords[now]])];
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}
