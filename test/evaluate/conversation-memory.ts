// A conversation that the product's own memory has listened to: in, its turns; out, answers to questions about it.
import type { Observation } from '../../src/engine/model/event.ts';
import type { Answer } from '../../src/engine/model/recollection.ts';
import { recallSaid } from '../../src/engine/recall/recall-question.ts';
import type { SaidRecall } from '../../src/engine/recall/utterance-recall.ts';
import type { Conversation } from './conversation-data.ts';
import { openEvaluationEngine } from './evaluation-engine.ts';
import { textsOf } from './peers-task.ts';

const batchSize = 200;

export interface ConversationMemory {
  ask(question: string, limit: number): Promise<Answer>;
  /** What recall found among what was said, before it is made into an answer. */
  look(question: string): Promise<SaidRecall | undefined>;
  close(): Promise<void>;
}

/**
 * Each conversation is a project of its own in a memory of its own; the clock stands a day after its end.
 *
 * @param options.asNotes one agent notes every turn, one right after another, as other memories are told them
 */
export async function listen(
  conversation: Conversation,
  options: { readonly without: readonly string[]; readonly encoderFolder?: string; readonly asNotes?: boolean },
): Promise<ConversationMemory> {
  const folder = `/made/${conversation.id}`;
  const memory = openEvaluationEngine({ startMs: conversation.turns[0]!.at, ...options });
  const observations = options.asNotes === true ? noteAll(conversation, folder) : sayAll(conversation, folder);
  for (let start = 0; start < observations.length; start += batchSize) {
    await memory.engine.observe(observations.slice(start, start + batchSize));
  }
  memory.clock.nowMs = conversation.turns.at(-1)!.at + 86_400_000;
  await memory.engine.settle();
  const { project } = memory.store.episodeOfEvent(memory.store.event(observations[0]!.id)!.seq)!;
  return {
    look: async (question) =>
      recallSaid({ question, limit: 1, project, memory: memory.store, ...(await memory.near(question)) }),
    ask: (question, limit) => memory.engine.recall(folder, { question, limit, mode: 'auto' }),
    close: () => memory.close(),
  };
}

function sayAll({ turns }: Conversation, folder: string): Observation[] {
  return turns.map(({ id, speaker, text, session, at }) => ({
    id,
    at,
    kind: 'agent-turn',
    actor: `agent:${speaker}`,
    folder,
    paths: [],
    text,
    data: { session: String(session) },
  }));
}

function noteAll(conversation: Conversation, folder: string): Observation[] {
  const { at } = conversation.turns[0]!;
  return textsOf(conversation).map(({ id, text }, i) => ({
    id,
    at: at + i,
    kind: 'note',
    actor: 'agent:evaluate',
    folder,
    paths: [],
    text,
    data: {},
  }));
}
