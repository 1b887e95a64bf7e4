// Our memory beside others: in, conversations and memories; out, for every memory, what it found of the same texts for the
// same questions, whether it kept silent where there is no answer, how long it took and what it held of the machine.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Conversation, Question } from './conversation-data.ts';
import type { TaskResult } from './evaluation-report.ts';
import type { Peer, PeerMemory, PeerText } from './peer-memory.ts';
import { measureRanking, quantile, type RankedQuestion, ranksOf } from './ranking-measure.ts';

/** For what a memory does after it has taken a text, such as its vectors. */
const restMsDefault = 2_000;

interface Asked {
  /** Where no answer is held there is no rank. */
  readonly answerable: boolean;
  readonly isAnswered: boolean;
  readonly ranked: RankedQuestion;
}

interface Heard {
  readonly asked: readonly Asked[];
  readonly kept: number;
  readonly rssMb: number | undefined;
}

/** One memory after the other, a fresh one for each conversation. One that does not run is reported as such. */
export async function runPeers(
  conversations: readonly Conversation[],
  peers: readonly Peer[],
  seed: number,
  restMs = restMsDefault,
): Promise<TaskResult[]> {
  const results: TaskResult[] = [];
  for (const peer of peers) {
    const row = { task: 'peers', method: peer.name, stream: 'the same texts and questions', seed };
    try {
      const heard: Heard[] = [];
      for (const [group] of conversations.entries()) heard.push(await hear(peer, conversations, group, restMs));
      const asked = heard.flatMap((each) => each.asked);
      const n = asked.length;
      results.push({ ...row, n, metrics: measure(heard, asked, conversations, seed) });
    } catch (error) {
      // What a foreign program cannot do here is a result of its own.
      results.push({ ...row, n: 0, metrics: {}, problem: (error as Error).message });
    }
  }
  return results;
}

async function hear(peer: Peer, conversations: readonly Conversation[], group: number, restMs: number): Promise<Heard> {
  const conversation = conversations[group]!;
  const other = conversations[(group + 1) % conversations.length]!;
  const memory = await peer.open();
  try {
    const kept = await memory.store(textsOf(conversation));
    await sleep(restMs);
    const asked: Asked[] = [];
    for (const question of conversation.questions) {
      const answerable = question.category !== 5;
      if (answerable && question.evidence.length === 0) continue;
      asked.push(await ask(memory, question, answerable, group));
    }
    for (const question of other === conversation ? [] : other.questions) {
      if (question.category !== 5) asked.push(await ask(memory, question, false, group));
    }
    return { asked, kept, rssMb: memory.rssMb() };
  } finally {
    await memory.close();
  }
}

export function textsOf({ turns }: Conversation): PeerText[] {
  const dayOf = (at: number) => new Date(at).toUTCString().slice(5, 16);
  return turns.map(({ id, speaker, at, text }) => ({ id, text: `${speaker}, ${dayOf(at)}: ${text}` }));
}

async function ask(
  memory: PeerMemory,
  { question, evidence }: Question,
  answerable: boolean,
  group: number,
): Promise<Asked> {
  const startMs = performance.now();
  const ids = await memory.ask(question);
  const tookMs = performance.now() - startMs;
  const ranks = answerable ? ranksOf(ids, new Set(evidence)) : [Number.POSITIVE_INFINITY];
  return { answerable, isAnswered: ids.length > 0, ranked: { ranks, tookMs, group, forecasts: [] } };
}

function measure(
  heard: readonly Heard[],
  asked: readonly Asked[],
  conversations: readonly Conversation[],
  seed: number,
): TaskResult['metrics'] {
  const answerable = asked.filter((each) => each.answerable);
  const unanswerable = asked.filter((each) => !each.answerable);
  const share = (list: readonly Asked[]) => list.filter((each) => each.isAnswered).length / list.length;
  const ranking = measureRanking(
    answerable.map(({ ranked }) => ranked),
    seed,
  );
  const tookMs = asked.map(({ ranked }) => ranked.tookMs).sort((a, b) => a - b);
  const sizes = heard.map(({ rssMb }) => rssMb).filter((size) => size !== undefined);
  const texts = conversations.reduce((sum, { turns }) => sum + turns.length, 0);
  return {
    ...ranking,
    answeredAnswerable: share(answerable),
    ...(unanswerable.length > 0 && { assertedUnanswerable: share(unanswerable) }),
    p50Ms: quantile(tookMs, 0.5),
    p95Ms: quantile(tookMs, 0.95),
    ...(sizes.length > 0 && { rssMb: Math.max(...sizes) }),
    kept: heard.reduce((sum, each) => sum + each.kept, 0) / texts,
  };
}
