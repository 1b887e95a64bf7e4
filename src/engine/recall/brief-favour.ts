// Of what there is to say of a whole project, what concerns the task comes first. In, remarks and the task with what it
// brings to mind; out, the same remarks, weighed anew.
import type { PrimedItem } from '../model/priming.ts';
import type { Remark } from '../model/remark.ts';
import { splitWords } from '../model/token.ts';

/** What concerns the task weighs so much more, what does not weighs so much less. */
const nearer = 1.25;
const farther = 0.8;
/** What is said in any case, such as what the user has pinned. */
const certain = 0.9;

/**
 * Without a task they weigh what they weighed. What was found by the task itself is left as it is, too. Which files change
 * together somewhere else is of no use to it, and goes.
 */
export function favourTask(
  remarks: readonly Remark[],
  { task, primed, paths }: { task?: string; primed: readonly PrimedItem[]; paths: readonly string[] },
): Remark[] {
  if (task === undefined) return [...remarks];
  const words = new Set(tellingWords(task));
  const places = new Set([...paths, ...primed.filter(({ kind }) => kind === 'file').map(({ key }) => key)]);
  return remarks.flatMap((remark) => {
    if (foundByTask.has(remark.kind) || remark.weight >= certain) return [remark];
    const isNear =
      remark.paths.some((path) => places.has(path)) || tellingWords(remark.text).some((word) => words.has(word));
    if (!isNear && remark.kind === 'convention') return [];
    return [{ ...remark, weight: Math.min(1, remark.weight * (isNear ? nearer : farther)) }];
  });
}

const foundByTask: ReadonlySet<Remark['kind']> = new Set(['past', 'place', 'dead-end']);

const idleWords = new Set(
  'the and for with that this from into when not are was will can should please fix add make use new all out get set file code test tests change update'.split(
    ' ',
  ),
);

/** What is said to an agent between one task and the next. */
const idleTalk = new Set(
  'thanks thank good great nice fine perfect cool looks look okay yes yep sure right done next proceed continue ahead sounds well that this and the it is to go on ok so all'.split(
    ' ',
  ),
);

/** Whether it says nothing that could be worked on: thanks, or a word to go on. A version alone is a task. */
export function isIdleTalk(text: string): boolean {
  const words = splitWords(text);
  return words.length > 0 && words.every((word) => idleTalk.has(word));
}

/** Words that tell one task from another. */
export function tellingWords(text: string): string[] {
  return splitWords(text).filter((word) => word.length > 2 && !idleWords.has(word));
}
