// What a question found in, whether its notes are to be judged as what was told or as deeds out. In the midst of work a note
// is one piece of what happened, and a commit or an edit beside it tells what it is about; where nothing but notes bears on
// the question, they are what somebody told, in other words than the question's.
import { happenings, type MemoryEvent } from '../model/event.ts';
import { coverQuestion, type WeighedQuestion, type WeighedWord } from './coverage.ts';
import { holdsHalfName, namePairsOf } from './name-pair.ts';

/** Of the question: by so much the best note, which must tear no name in two, has to hold more than anything that was done. */
const outdoneBy = 0.15;

export function areNotesTold(events: readonly MemoryEvent[], question: WeighedQuestion): boolean {
  const names = namePairsOf(question.words);
  const most = (isOne: (event: MemoryEvent, covered: readonly WeighedWord[]) => boolean) =>
    events.reduce((max, event) => {
      const { share, covered } = coverQuestion(event, question);
      return isOne(event, covered) ? Math.max(max, share) : max;
    }, 0);
  const done = most(({ kind }) => happenings.has(kind));
  if (done === 0) return true;
  const isTorn = (covered: readonly WeighedWord[]) => holdsHalfName(names, (word) => covered.includes(word));
  return most(({ kind }, covered) => kind === 'note' && !isTorn(covered)) > done + outdoneBy;
}
