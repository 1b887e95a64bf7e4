// Long conversations with questions about them, in the form of LoCoMo: in, a file; out, conversations whose times are
// Unix times, and questions whose evidence is known to exist.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { EvaluationInputError } from './replay-stream.ts';

const conversationSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  speakers: z.array(z.string()),
  sessions: z.array(
    z.object({
      n: z.number(),
      at: z.string(),
      turns: z.array(z.object({ id: z.string(), speaker: z.string(), text: z.string(), image: z.string().nullish() })),
    }),
  ),
  qa: z.array(z.object({ question: z.string(), evidence: z.array(z.string()), category: z.number() })),
});

export interface Turn {
  readonly id: string;
  readonly speaker: string;
  /** With what its picture shows. */
  readonly text: string;
  /** Number of the session, from 0. */
  readonly session: number;
  /** Unix time in ms. */
  readonly at: number;
}

export interface Question {
  readonly question: string;
  /** Ids of turns, each of which exists; none where the conversation holds no answer. */
  readonly evidence: readonly string[];
  /** 1 several pieces of evidence, 2 time, 3 inference, 4 one piece of evidence, 5 no answer. */
  readonly category: number;
}

export interface Conversation {
  readonly id: string;
  readonly turns: readonly Turn[];
  readonly questions: readonly Question[];
}

/** Between two turns of a session. */
const turnGapMs = 30_000;

/** @throws EvaluationInputError for what is no such file */
export function readConversations(path: string): Conversation[] {
  if (!existsSync(path)) throw new EvaluationInputError(`There is no file ${path}.`);
  let value: unknown;
  try {
    const bytes = readFileSync(path);
    value = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  } catch (error) {
    throw new EvaluationInputError(`${path} cannot be read: ${(error as Error).message}.`);
  }
  const parsed = z.array(conversationSchema).min(1).safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new EvaluationInputError(`${path}: ${issue.path.join('.')}: ${issue.message}.`);
  }
  return parsed.data.map(toConversation);
}

function toConversation({ id, sessions, qa }: z.infer<typeof conversationSchema>): Conversation {
  const turns = sessions.flatMap(({ at, turns }, session) =>
    turns.map(({ id, speaker, text, image }, i) => ({
      id,
      speaker,
      text: image ? `${text}\n[picture: ${image}]` : text,
      session,
      at: readTime(at) + i * turnGapMs,
    })),
  );
  const ids = new Set(turns.map((turn) => turn.id));
  const questions = qa.map(({ question, evidence, category }) => ({
    question,
    category,
    // Some entries name several turns in one text, and some name none that exists.
    evidence: [...new Set(evidence.flatMap((entry) => entry.split(/[\s;,]+/)))].filter((each) => ids.has(each)),
  }));
  return { id, turns, questions };
}

/** `7:48 pm on 21 May, 2023`, taken as universal time. */
function readTime(text: string): number {
  const match = /^(\d+):(\d+) (am|pm) on (\d+ \w+),? (\d{4})$/.exec(text.trim());
  const day = match === null ? Number.NaN : Date.parse(`${match[4]} ${match[5]} UTC`);
  if (match === null || Number.isNaN(day))
    throw new EvaluationInputError(`“${text}” is no time such as 7:48 pm on 21 May, 2023.`);
  const hours = (Number(match[1]) % 12) + (match[3] === 'pm' ? 12 : 0);
  return day + (hours * 60 + Number(match[2])) * 60_000;
}
