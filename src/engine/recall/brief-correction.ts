// What agents did at the places at hand and the developer turned down: in, the places; out, remarks that say so, so that
// nobody tries the same again.
import { dayOf } from '../model/plain-word.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { Remark } from '../model/remark.ts';
import { trustOf } from '../model/trust.ts';

const placesMax = 12;
const saidCharsMax = 160;

/**
 * The last one of each place.
 *
 * @param paths files at hand, and then those that will likely be needed
 */
export function findCorrections(
  project: string,
  paths: { readonly atHand: readonly string[]; readonly likely: readonly string[] },
  memory: MemoryReader,
): Remark[] {
  return [...new Set([...paths.atHand, ...paths.likely])].slice(0, placesMax).flatMap((path) => {
    const node = memory.node(project, 'file', path);
    const count = node && memory.appraisals(node.id).find(({ reason }) => reason === 'corrected');
    const event = count && memory.event(count.lastEvent);
    if (event === undefined) return [];
    const how = event.kind === 'agent-turn' ? `turned down on ${dayOf(event.at)}: “${wordsOf(event.text)}”` : '';
    return [
      {
        key: `dead-end:${event.id}`,
        kind: 'dead-end',
        text: `what an agent changed in ${path} was ${how || `taken back by hand on ${dayOf(event.at)}`}`,
        evidence: [event.id],
        trust: trustOf(event),
        paths: [path],
        weight: paths.atHand.includes(path) ? 0.92 : 0.6,
      } satisfies Remark,
    ];
  });
}

function wordsOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, saidCharsMax);
}
