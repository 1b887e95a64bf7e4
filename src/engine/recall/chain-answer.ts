// A chain of evidence in, an answer that quotes each of its events out.
import type { Answer } from '../model/recollection.ts';
import { phraseChain } from './answer-phrase.ts';
import { estimate, judge } from './deed-answer.ts';
import type { EvidenceChain } from './evidence-chain.ts';
import { writeEvidence } from './evidence-writer.ts';
import type { QuestionSearch, RecallRequest } from './question-search.ts';

const reasons = { again: 'worked out before', found: 'belongs together' } as const;

/** @param how whether it was worked out before or just now */
export function answerByChain(
  { question, memory }: Pick<RecallRequest, 'question' | 'memory'>,
  { weighed }: QuestionSearch,
  chain: EvidenceChain,
  how: keyof typeof reasons,
): Answer {
  const state = judge(chain.answered);
  const evidence = chain.members.map(({ event, coverage }, i) => {
    const words = coverage.covered.map((word) => word.surface).join(' ');
    const because = [...(words === '' ? [] : [`words: ${words}`]), reasons[how]];
    return writeEvidence(event, coverage, { memory, weight: 1 / (1 + i), reasons: because });
  });
  const missing = weighed.words.filter((word) => !chain.covered.has(word));
  const quotes = chain.members.map(({ event, coverage }, i) => ({
    event,
    evidence: evidence[i]!,
    quote: coverage.quote,
  }));
  const files = chain.namesFiles ? [] : weighed.unmetFiles;
  const summary = phraseChain(state, quotes, { words: missing, files }, how === 'again');
  const probability = estimate(chain.answered, 0);
  return { question, state, probability, summary, evidence, missing: missing.map((word) => word.surface) };
}
