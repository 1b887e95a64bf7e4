// Primed items in, the same with what the user has said of them out: what was called wrong, or true until some day, is not
// brought to mind, nor is a gist that was given up; what is pinned is likelier than it was.
import type { MemoryReader } from '../model/ports.ts';
import type { PrimedItem } from '../model/priming.ts';
import { labelPrimed } from './node-label.ts';

const standingsMax = 10_000;
/** Natural log-odds that a pin adds: about three times as likely. */
const pinWeight = Math.log(3);

/** Costs one look-up, and one more a gist and what is pinned. */
export function heedWords(items: readonly PrimedItem[], project: string, memory: MemoryReader): readonly PrimedItem[] {
  const standings = memory.standings(project, standingsMax);
  return items.flatMap((item) => {
    if (item.kind === 'gist' && memory.gist(project, item.key)?.heldTo !== undefined) return [];
    const said = subjectsOf(item).flatMap((subject) => standings.get(subject) ?? []);
    if (said.some(({ correction }) => correction !== undefined)) return [];
    return [said.some(({ pinned }) => pinned) ? pin(item, labelPrimed(item, project, memory)) : item];
  });
}

/** An episode is spoken of by its id alone, too. */
function subjectsOf({ kind, key }: PrimedItem): string[] {
  return kind === 'episode' ? [key, `episode:${key}`] : [`${kind}:${key}`];
}

function pin(item: PrimedItem, label: string): PrimedItem {
  const odds = (item.probability / Math.max(1e-9, 1 - item.probability)) * Math.exp(pinWeight);
  const reason = { phrase: 'was pinned', cue: label, weight: pinWeight };
  return { ...item, probability: odds / (1 + odds), reasons: [reason, ...item.reasons] };
}
