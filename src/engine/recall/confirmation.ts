// What an agent reported comes in, what was seen later that says the same goes out. Only what an agent had no hand in
// counts: a commit, an error, a command of the developer's, a note of the developer's own.
import { happenings, type MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import { splitWords } from '../model/token.ts';
import { type Trust, trustOf } from '../model/trust.ts';
import { stemWord } from '../model/word-stem.ts';
import { type Passage, readEventText } from './event-passage.ts';
import { isStopWord } from './question-words.ts';

const hitsLookedAt = 30;
const linesLookedAt = 60;
/** Of the telling words of the report, so many and such a share must stand in one passage. */
const sharedMin = 3;
const shareMin = 0.6;
const seeing: ReadonlySet<MemoryEvent['kind']> = new Set([...happenings, 'note']);
const negation = /\b(?:not|never|no longer|without|cannot)\b|n't\b/i;

/**
 * @param report of an agent
 * @returns undefined where nothing seen since says the same, or what does also denies it. Costs one search of the text
 */
export function findConfirmation(report: MemoryEvent, memory: MemoryReader): MemoryEvent | undefined {
  const words = contentStems(report.text);
  if (words.size < sharedMin) return undefined;
  const isDenial = negation.test(report.text);
  return memory
    .searchText(report.project, [...new Set(splitWords(report.text))], hitsLookedAt)
    .map(({ seq }) => memory.eventAt(seq))
    .filter((event) => event !== undefined)
    .filter((event) => event.seq > report.seq && seeing.has(event.kind) && !event.actor.startsWith('agent:'))
    .find((event) =>
      sayings(event).some((said) => negation.test(said) === isDenial && covers(contentStems(said), words)),
    );
}

/** What an event says, thought by thought. Of a command the lines of its output, since its own line says what was wanted. */
function sayings(event: MemoryEvent): string[] {
  if (event.kind === 'command') return event.data.output.split('\n').slice(-linesLookedAt);
  const { title, passages } = readEventText(event);
  return [title, ...passages.map((passage) => `${title}\n${textOf(passage)}`)];
}

/** How far an event may be trusted by what has been seen since. */
export function trustNow(event: MemoryEvent, memory: MemoryReader): Trust {
  const trust = trustOf(event);
  return trust === 'reported' && event.kind === 'note' && findConfirmation(event, memory) !== undefined
    ? 'observed'
    : trust;
}

function textOf({ lines, path = '' }: Passage): string {
  return `${path}\n${lines.join('\n')}`;
}

function covers(said: ReadonlySet<string>, words: ReadonlySet<string>): boolean {
  const shared = [...words].filter((word) => said.has(word)).length;
  return shared >= sharedMin && shared / words.size >= shareMin;
}

function contentStems(text: string): Set<string> {
  return new Set(
    splitWords(text)
      .filter((word) => word.length > 1 && !isStopWord(word))
      .map(stemWord),
  );
}
