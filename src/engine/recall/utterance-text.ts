// What people and agents said to each other in; each utterance with its words, its speaker and its place in the
// conversation out. An answer often stands in the line after the one that holds the question's words.
import type { MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import { splitWords } from '../model/token.ts';
import { stemWord } from '../model/word-stem.ts';

export interface Utterance {
  readonly event: MemoryEvent;
  /** Lower case; what the question may call the speaker by. */
  readonly speaker: string;
  /** Counts of stems. */
  readonly counts: ReadonlyMap<string, number>;
  /** In the order in which they were said. */
  readonly stems: readonly string[];
  readonly sentences: readonly Sentence[];
  readonly length: number;
  readonly conversation: Conversation;
  /** Its index in the conversation. */
  readonly index: number;
}

export interface Sentence {
  /** Among those of its utterance. */
  readonly stems: readonly string[];
  /** It ends with a question mark. */
  readonly asks: boolean;
  /** It says you and speaks of nobody who says I. */
  readonly addresses: boolean;
}

export interface Conversation {
  readonly id: string;
  readonly utterances: Utterance[];
}

/** Of one conversation; longer ones are read from their start. */
const utterancesMax = 400;
/** Those of the best hits; reading them is most of what recall costs. */
const conversationsMax = 40;
/** On either side of a note that was found: those that the ranking looks at. */
const notesAround = 2;

/** What the developer asks of an agent is work, and no conversation in which things are told. */
export function isUtterance({ kind, actor }: MemoryEvent): boolean {
  return kind === 'agent-turn' && actor !== 'developer';
}

/** Told by a person or an agent in their own words: said to someone, or noted for later. */
export function isTold(event: MemoryEvent): boolean {
  return event.kind === 'note' || isUtterance(event);
}

/** @param events best first; the conversations that they belong to are read whole, and the notes around notes */
export function readConversations(events: readonly MemoryEvent[], memory: MemoryReader): Conversation[] {
  const stems = new Map<string, string>();
  const notes = events.filter(({ kind }) => kind === 'note');
  return [...readTalks(events.filter(isUtterance), memory, stems), ...readNotes(notes, memory, stems)];
}

function readTalks(events: readonly MemoryEvent[], memory: MemoryReader, stems: Map<string, string>): Conversation[] {
  const byId = new Map<string, Conversation>();
  for (const { seq } of events) {
    if (byId.size >= conversationsMax) break;
    const id = memory.episodeOfEvent(seq)?.id;
    if (id === undefined || byId.has(id)) continue;
    const conversation: Conversation = { id, utterances: [] };
    for (const event of memory.eventsOfEpisode(id, utterancesMax)) {
      if (!isUtterance(event)) continue;
      const index = conversation.utterances.length;
      conversation.utterances.push({ event, conversation, index, ...wordsOf(event, stems) });
    }
    byId.set(id, conversation);
  }
  return [...byId.values()];
}

/** Notes that follow each other with nothing between were told together; any other stands alone. */
function readNotes(events: readonly MemoryEvent[], memory: MemoryReader, stems: Map<string, string>): Conversation[] {
  if (events.length === 0) return [];
  const around = new Set<number>();
  for (const { seq } of events) for (let i = -notesAround; i <= notesAround; i++) around.add(seq + i);
  const runs: Conversation[] = [];
  let last: MemoryEvent | undefined;
  const notes = memory.eventsAt(events[0]!.project, [...around]).filter(({ kind }) => kind === 'note');
  for (const event of notes) {
    if (last === undefined || event.seq !== last.seq + 1) {
      runs.push({ id: memory.episodeOfEvent(event.seq)?.id ?? event.id, utterances: [] });
    }
    const conversation = runs.at(-1)!;
    const index = conversation.utterances.length;
    conversation.utterances.push({ event, conversation, index, ...wordsOf(event, stems) });
    last = event;
  }
  return runs;
}

const sentenceEnd = /(?<=[.!?])\s+|\n+/;
const says = { you: /\b(?:you|yours?|yourself)\b/i, i: /\b(?:i|me|my|mine|we|us|ours?)\b/i };

type Words = Pick<Utterance, 'counts' | 'stems' | 'sentences' | 'length' | 'speaker'>;

/** Of the events that are at hand: one question after the other leads to the same conversations. */
const wordsKnown = new WeakMap<MemoryEvent, Words>();

/** @param stems what was stemmed before: conversations repeat their words */
function wordsOf(event: MemoryEvent, stems: Map<string, string>): Words {
  const words = wordsKnown.get(event) ?? readWords(event, stems);
  wordsKnown.set(event, words);
  return words;
}

function readWords(event: MemoryEvent, known: Map<string, string>): Words {
  const counts = new Map<string, number>();
  const stems: string[] = [];
  const sentences = event.text.split(sentenceEnd).map((text) => {
    const start = stems.length;
    for (const word of splitWords(text)) {
      let stem = known.get(word);
      if (stem === undefined) {
        stem = stemWord(word);
        known.set(word, stem);
      }
      counts.set(stem, (counts.get(stem) ?? 0) + 1);
      stems.push(stem);
    }
    const addresses = says.you.test(text) && !says.i.test(text);
    return { stems: stems.slice(start), asks: text.endsWith('?'), addresses };
  });
  return { counts, stems, sentences, length: stems.length, speaker: speakerOf(event) };
}

/** Of a note, whom or what it names at its head: `Ada, 8 May: we dropped the queue`. */
const noteHead = /^(\p{Lu}[\p{L}'-]+)(?:,[^:\n]{1,30})?:\s/u;

/** `agent:Ada` is Ada; the developer goes by that name. Empty for a note that names nobody. */
export function speakerOf({ kind, actor, text }: MemoryEvent): string {
  if (kind === 'note') return noteHead.exec(text)?.[1]?.toLowerCase() ?? '';
  return actor.slice(actor.indexOf(':') + 1).toLowerCase();
}
