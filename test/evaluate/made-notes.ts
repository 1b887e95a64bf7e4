// What a team says over some weeks, made from a seed: in, the seed; out, two conversations in the form of long ones that
// were really held, each with questions in other words than the answers, and with questions that nothing said answers.
import type { Conversation, Question, Turn } from './conversation-data.ts';
import { type Chance, drawPerson, drawThings, hourMs, minuteMs, pick, shuffle, words } from './made-work.ts';
import { seededRandom } from './ranking-measure.ts';

const factsPerTalk = 60;
const unsaidPerTalk = 30;
const turnsPerSession = 12;
const startMs = Date.UTC(2024, 2, 12, 9);

interface Fact {
  readonly said: string;
  readonly question: string;
}

const causes = words('timeouts duplicates leaks deadlocks flicker corruption outages overflows');
const remedies = words('batching sharding throttling checksums snapshots streaming pooling tracing');
const stores = words('Postgres Redis SQLite Kafka Cassandra RabbitMQ');

/** A thing that is spoken of; what is asked shares its name and little else with what was said. */
const forms: readonly ((thing: string, chance: Chance) => Fact)[] = [
  (thing, chance) => ({
    said: `We dropped the ${thing} last night, it kept running into ${pick(chance, causes)}.`,
    question: `Why was the ${thing} removed?`,
  }),
  (thing, chance) => ({
    said: `${drawPerson(chance)} looks after the ${thing} from now on.`,
    question: `Who is responsible for the ${thing}?`,
  }),
  (thing, chance) => ({
    said: `The ${thing} got ${pick(chance, remedies)} and that cured the ${pick(chance, causes)}.`,
    question: `What fixed the ${thing}?`,
  }),
  (thing, chance) => ({
    said: `All that the ${thing} writes goes to ${pick(chance, stores)}.`,
    question: `Where does the ${thing} keep its data?`,
  }),
];
const chatter = [
  'Good morning! Shall we look at the board?',
  'Could somebody review my change before lunch?',
  'The build is green again, thank you.',
  'I will be away on Thursday afternoon.',
];

export function madeTalks(seed: number): Conversation[] {
  const chance = seededRandom(seed);
  const things = drawThings(chance, 2 * (factsPerTalk + unsaidPerTalk));
  return ['made-1', 'made-2'].map((id) => madeTalk(id, things.splice(0, factsPerTalk + unsaidPerTalk), chance));
}

function madeTalk(id: string, things: readonly string[], chance: Chance): Conversation {
  const told = things.slice(0, factsPerTalk).map((thing) => pick(chance, forms)(thing, chance));
  const lines = shuffle(chance, [...told, ...told.map(() => ({ said: pick(chance, chatter), question: undefined }))]);
  const turns: Turn[] = [];
  const questions: Question[] = [];
  for (const [i, { said, question }] of lines.entries()) {
    const session = Math.floor(i / turnsPerSession);
    const turn = `${id}:${i}`;
    const at = startMs + session * 48 * hourMs + (i % turnsPerSession) * minuteMs;
    turns.push({ id: turn, speaker: drawPerson(chance), text: said, session, at });
    if (question !== undefined) questions.push({ question, evidence: [turn], category: 4 });
  }
  for (const thing of things.slice(factsPerTalk)) {
    const { question } = pick(chance, forms)(thing, chance);
    questions.push({ question, evidence: [], category: 5 });
  }
  return { id, turns, questions };
}
