// Questions about long conversations: in, conversations; out, for every method, at which rank the turns and the sessions
// stood that hold the answer, by category.
import type { Conversation, Question } from './conversation-data.ts';
import { type ConversationMemory, listen } from './conversation-memory.ts';
import type { TaskResult } from './evaluation-report.ts';
import { measureRanking, type RankedQuestion, ranksOf } from './ranking-measure.ts';
import { plainWords, rankByWords, stemmedWords } from './word-ranking.ts';

const listedMax = 200;
const categories = new Map([
  [1, 'several pieces'],
  [2, 'time'],
  [3, 'inference'],
  [4, 'one piece'],
]);

export interface LocomoOptions {
  readonly seed: number;
  readonly without: readonly string[];
  readonly encoderFolder?: string;
  readonly onlyOurs: boolean;
}

/** Gives the ids of turns and the numbers of sessions, the likeliest first. */
type Method = (question: string) => Promise<{ turns: string[]; sessions: number[] }>;

interface Asked {
  readonly category: number;
  readonly turns: RankedQuestion;
  readonly sessions: RankedQuestion;
}

export async function runLocomo(conversations: readonly Conversation[], options: LocomoOptions): Promise<TaskResult[]> {
  const asked = new Map<string, Asked[]>();
  for (const [group, conversation] of conversations.entries()) {
    const memory = await listen(conversation, options);
    const methods = {
      ...(options.onlyOurs ? {} : baselines(conversation)),
      'second-nature': ownMethod(conversation, memory),
    };
    for (const [name, method] of Object.entries(methods)) {
      const answers = asked.get(name) ?? [];
      asked.set(name, answers);
      for (const question of conversation.questions) {
        if (!categories.has(question.category) || question.evidence.length === 0) continue;
        answers.push(await ask(method, question, conversation, group));
      }
    }
    await memory.close();
  }
  return [...asked].flatMap(([method, answers]) => resultsOf(method, answers, options));
}

async function ask(method: Method, question: Question, conversation: Conversation, group: number): Promise<Asked> {
  const startMs = performance.now();
  const { turns, sessions } = await method(question.question);
  const tookMs = performance.now() - startMs;
  const evidence = new Set(question.evidence);
  const held = new Set(conversation.turns.filter((turn) => evidence.has(turn.id)).map((turn) => turn.session));
  const measured = { tookMs, group, forecasts: [] };
  return {
    category: question.category,
    turns: { ...measured, ranks: ranksOf(turns, evidence) },
    sessions: { ...measured, ranks: ranksOf(sessions, held) },
  };
}

function ownMethod({ turns }: Conversation, memory: ConversationMemory): Method {
  const sessionOf = new Map(turns.map((turn) => [turn.id, turn.session]));
  return async (question) => {
    const { evidence, nearest = [], talks = [] } = await memory.ask(question, listedMax);
    return {
      turns: [...evidence, ...nearest].map((each) => each.event),
      sessions: [...new Set(talks.map((talk) => sessionOf.get(talk.event)!))],
    };
  };
}

/** What a turn or a session is found by: who said it, when, and what. */
function baselines({ turns }: Conversation): Record<string, Method> {
  const dayOf = (at: number) => new Date(at).toUTCString().slice(5, 16);
  const texts = turns.map((turn) => `${turn.speaker} ${dayOf(turn.at)}: ${turn.text}`);
  const sessions = [...Map.groupBy(turns, (turn) => turn.session)];
  const wholes = sessions.map(
    ([, all]) => `${dayOf(all[0]!.at)} ${all.map((turn) => `${turn.speaker}: ${turn.text}`).join('\n')}`,
  );
  const method = (split: typeof plainWords): Method => {
    const rankTurns = rankByWords(texts, split);
    const rankSessions = rankByWords(wholes, split);
    return async (question) => ({
      turns: rankTurns(question).map((i) => turns[i]!.id),
      sessions: rankSessions(question).map((i) => sessions[i]![0]),
    });
  };
  return { bm25: method(plainWords), 'bm25-stemmed': method(stemmedWords) };
}

function resultsOf(method: string, asked: readonly Asked[], { seed, without }: LocomoOptions): TaskResult[] {
  return (['turns', 'sessions'] as const).flatMap((level) =>
    [undefined, ...categories].flatMap((entry) => {
      const chosen = asked.filter((each) => entry === undefined || each.category === entry[0]);
      if (chosen.length === 0) return [];
      const name = entry === undefined ? 'all' : entry[1];
      return {
        task: 'locomo',
        method,
        stream: level,
        category: `${level}, ${name}`,
        n: chosen.length,
        seed,
        ...(without.length > 0 && method === 'second-nature' && { ablate: without.join(',') }),
        metrics: measureRanking(
          chosen.map((each) => each[level]),
          seed,
        ),
      };
    }),
  );
}
