// A belief in a model's words in, what may be shown of them out. The log may come from a file that somebody else wrote, or
// have lost a secret at the gate: so what it holds is checked here.
import type { MemoryChange } from '../model/change.ts';
import type { MemoryEvent } from '../model/event.ts';
import { isFaithful } from '../model/wording.ts';

export function planWording({ kind, text, data }: MemoryEvent): MemoryChange[] {
  if (kind !== 'wording' || !isFaithful(text, data.sentence)) return [];
  return [{ op: 'word-gist', key: data.key, sentence: data.sentence, words: text }];
}
