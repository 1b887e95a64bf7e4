// An answer in; out comes the same, with each piece of evidence marked of which only the encoded trace is left. Where the
// leading one is, what was known is familiar.
import { isFaded } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { Answer, Evidence } from '../model/recollection.ts';

const reason = 'its wording was let go';

export function markFaded<Given extends Answer>(answer: Given, memory: Pick<MemoryReader, 'event'>): Given {
  const isFadedOne = ({ event: id }: Evidence) => {
    const event = memory.event(id);
    return event !== undefined && isFaded(event);
  };
  const faded = answer.evidence.map(isFadedOne);
  if (!faded.includes(true)) return answer;
  const evidence = answer.evidence.map((each, i) =>
    faded[i] ? { ...each, reasons: [...each.reasons, reason] } : each,
  );
  if (answer.state !== 'known' || !faded[0]) return { ...answer, evidence };
  const summary = `${answer.summary} Its wording was let go; this is what is left of it.`;
  return { ...answer, state: 'familiar', summary, evidence };
}
