// An answer or an orientation comes in as the wire has it, the lines for a model go out: how sure, the evidence with its
// ids and how far it may be trusted, and which of the cited places are not there any more.

import type { Answer, Evidence } from '../model/recollection.ts';
import type { Trust } from '../model/trust.ts';
import { nameId, quote } from './agent-text.ts';
import { formatDay } from './plain-text.ts';

export interface CitedEvidence extends Evidence {
  readonly trust: Trust;
  /** Of its paths, those that the working tree does not hold. */
  readonly gone: ReadonlySet<string>;
}

const evidenceMax = 6;
const placesMax = 5;

/** @param cited the evidence of the answer, looked up and checked */
export function describeForAgent(answer: Answer, cited: readonly CitedEvidence[]): string[] {
  const lines = [`state: ${answer.state}`, `probability: ${answer.probability.toFixed(2)}`, ...quote(answer.summary)];
  if (answer.missing.length > 0) lines.push('in no evidence:', ...quote(answer.missing.join(' ')));
  for (const evidence of cited.slice(0, evidenceMax)) {
    const commit = evidence.sha === undefined ? '' : ` commit ${evidence.sha.slice(0, 12)}`;
    lines.push('', `evidence ${nameId(evidence.event)}${commit} ${formatDay(evidence.at)} ${evidence.trust}`);
    if (evidence.standing !== undefined) lines.push(`${evidence.standing}:`, ...quote(evidence.change ?? ''));
    const places = evidence.paths
      .slice(0, placesMax)
      .map((path) => (evidence.gone.has(path) ? `${path} (not there any more)` : path));
    lines.push(...quote([evidence.title, evidence.excerpt, places.join(' ')].join('\n')));
  }
  return lines;
}
