// A chain of evidence in, an answer that quotes each of its events out.
import type { MemoryReader } from '../model/ports.ts';
import type { Answer, Evidence } from '../model/recollection.ts';
import { phraseChain } from './answer-phrase.ts';
import { estimate, judge, titleOf } from './deed-answer.ts';
import type { EvidenceChain } from './evidence-chain.ts';
import type { QuestionSearch, RecallRequest } from './question-search.ts';

/** @param reason why it was recalled, beside the words that it holds */
export function answerByChain(
  { question, memory }: Pick<RecallRequest, 'question' | 'memory'>,
  { weighed }: QuestionSearch,
  chain: EvidenceChain,
  reason: string,
): Answer {
  const state = judge(chain.answered);
  const evidence = chain.members.map(({ event, coverage }, i): Evidence => {
    const words = coverage.covered.map((word) => word.surface).join(' ');
    return {
      event: event.id,
      episode: episodeOf(event.seq, memory) ?? event.id,
      at: event.at,
      title: coverage.text.title || titleOf(event),
      excerpt: coverage.excerpt,
      ...(coverage.text.sha !== undefined && { sha: coverage.text.sha }),
      paths: event.refs,
      weight: 1 / (1 + i),
      reasons: [...(words === '' ? [] : [`words: ${words}`]), reason],
    };
  });
  const missing = weighed.words.filter((word) => !chain.covered.has(word));
  const quotes = chain.members.map(({ event, coverage }, i) => ({
    event,
    evidence: evidence[i]!,
    quote: coverage.quote,
  }));
  const summary = phraseChain(state, quotes, missing);
  const probability = estimate(chain.answered, 0);
  return { question, state, probability, summary, evidence, missing: missing.map((word) => word.surface) };
}

function episodeOf(seq: number, memory: MemoryReader): string | undefined {
  return memory.episodeOfEvent(seq)?.id;
}
