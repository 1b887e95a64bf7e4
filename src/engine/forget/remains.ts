// Which texts are looked for afterwards, to show that nothing is left of what was forgotten: ids and lines of the events
// that went, spread over them all. Which of these stand in events that stay as well is for the caller to find out.
import type { MemoryEvent } from '../model/event.ts';
import { textsOf } from './text-match.ts';

const probesMax = 5_000;
const probesOfEventMax = 12;
/** A shorter line says nothing by itself. */
const lineCharsMin = 12;

/** Without repeats. Takes the same share of every event where there are too many. */
export function chooseProbes(events: readonly MemoryEvent[]): string[] {
  const share = Math.max(1, Math.min(probesOfEventMax, Math.floor(probesMax / Math.max(1, events.length))));
  const step = Math.max(1, Math.ceil(events.length / probesMax));
  const probes = new Set<string>();
  for (let i = 0; i < events.length; i += step) {
    let taken = 0;
    for (const text of textsOf(events[i]!)) {
      const line = text.trim();
      if (line.length < lineCharsMin || taken >= share) continue;
      probes.add(line);
      taken += 1;
    }
  }
  return [...probes];
}
