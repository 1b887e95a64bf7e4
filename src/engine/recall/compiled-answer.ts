// A question in, what System 2 once made of the same question out, so that it need not be worked out again: found by the
// links that were compiled from it, and given only where its evidence stands and answers this wording too.
import type { MemoryEvent } from '../model/event.ts';
import { askedPrefix } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import { areDeedsNamed, coverQuestion, massOf, unsaidCost, type WeighedQuestion } from './coverage.ts';
import { chainEvidence, type EvidenceChain } from './evidence-chain.ts';
import type { QuestionSearch, RecallRequest } from './question-search.ts';
import type { QuestionWord } from './question-words.ts';

export type RecallEvent = MemoryEvent & { readonly kind: 'recall' };

export interface CompiledRecall {
  readonly event: RecallEvent;
  /** Absent where nothing was found then, and nothing has come since. */
  readonly chain?: EvidenceChain;
}

const linksOfTermMax = 40;
const triedMax = 4;
/** Of the question, by the old one alone: less is another question with the same answer. */
const alikeMin = 0.5;
/** Of the question, by the old one alone, where that one had no answer. */
const sameMin = 0.9;
/** By how much of the question an event of later may fall short before it counts as news. */
const newsMargin = 0.1;

/** The stems that a question is recognised by; words for one deed share one. */
export function termsOfQuestion(words: readonly QuestionWord[]): string[] {
  return [...new Set(words.map((word) => (word.kin.size === 0 ? word.stems.join(' ') : [...word.kin].sort()[0]!)))];
}

/** @param enough share of the question that must be answered */
export function recallCompiled(
  request: RecallRequest,
  search: QuestionSearch,
  enough: number,
): CompiledRecall | undefined {
  const { memory } = request;
  let best: CompiledRecall | undefined;
  for (const event of findAsked(request, search)) {
    const alike = coverQuestion(event, search.weighed);
    if (event.data.evidence.length === 0) {
      if (alike.share >= sameMin && !hasNews(search, event, alikeMin)) best ??= { event };
      continue;
    }
    const evidence = event.data.evidence.map((id) => memory.event(id));
    if (alike.share < alikeMin || evidence.some((each) => each === undefined)) continue;
    const [seed, ...others] = evidence as MemoryEvent[];
    const neighbours = others.map((event) => ({ event, tie: 'episode' as const }));
    const chain = withOldWords(
      chainEvidence(seed!, neighbours, search.weighed, request.without),
      event,
      search.weighed,
    );
    if (chain.answered < enough || chain.answered <= (best?.chain?.answered ?? 0)) continue;
    if (!hasNews(search, event, chain.answered - newsMargin)) best = { event, chain };
  }
  return best;
}

/** Questions of before that share most terms with this one, the likeliest first. */
function findAsked({ project, memory }: RecallRequest, { weighed }: QuestionSearch): RecallEvent[] {
  const votes = new Map<number, number>();
  for (const term of termsOfQuestion(weighed.words)) {
    const node = memory.node(project, 'term', term);
    if (node === undefined) continue;
    for (const link of memory.links(node.id, { kinds: ['compiled'], limit: linksOfTermMax })) {
      if (link.from === node.id) votes.set(link.to, (votes.get(link.to) ?? 0) + 1);
    }
  }
  return [...votes]
    .sort(([a, n], [b, m]) => m - n || b - a)
    .slice(0, triedMax)
    .flatMap(([id]) => readAsked(id, memory) ?? []);
}

function readAsked(nodeId: number, memory: MemoryReader): RecallEvent | undefined {
  const key = memory.nodeById(nodeId)?.key;
  const event = key?.startsWith(askedPrefix) ? memory.event(key.slice(askedPrefix.length)) : undefined;
  if (event?.kind !== 'recall') return undefined;
  const { again } = event.data;
  const question = again === undefined ? event : memory.event(again);
  return question && { ...event, text: question.text };
}

/** What the old question was answered by answers its words as well, though they stand in no evidence. */
function withOldWords(chain: EvidenceChain, asked: RecallEvent, question: WeighedQuestion): EvidenceChain {
  const old = coverQuestion(asked, question);
  const covered = new Set([...chain.covered, ...old.covered]);
  const held = massOf(covered) / (massOf(question.words) || 1);
  const namesDeed = areDeedsNamed(question, covered);
  const namesFiles = chain.namesFiles || old.namesFiles;
  const answered = Math.min(held - unsaidCost({ namesDeed, namesFiles }), asked.data.answered);
  return { ...chain, covered, namesFiles, answered: Math.max(chain.answered, answered) };
}

/** Whether something that came later answers as much. */
function hasNews({ weighed, found }: QuestionSearch, asked: RecallEvent, enough: number): boolean {
  const known = new Set(asked.data.evidence);
  return found.events.some(
    (event) => event.seq > asked.seq && !known.has(event.id) && coverQuestion(event, weighed).share >= enough,
  );
}
