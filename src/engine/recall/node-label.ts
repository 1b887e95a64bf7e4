// A node in, what to show for it out: people know an episode by its title, an error by its message, a question that
// System 2 worked out by its words, a gist by what it says, in a model's words where there are any.
import type { Gist } from '../model/gist.ts';
import { askedPrefix, type NodeKind } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { PrimedItem } from '../model/priming.ts';

export function labelNode(kind: NodeKind, key: string, project: string, memory: MemoryReader): string {
  if (kind === 'episode') return memory.episode(key)?.title ?? key;
  if (kind === 'error') return memory.cases(project, key, 1)[0]?.message ?? key;
  if (kind === 'term' && key.startsWith(askedPrefix)) return memory.event(key.slice(askedPrefix.length))?.text ?? key;
  if (kind === 'gist' || kind === 'belief' || kind === 'rule') return nameGist(memory.gist(project, key)) ?? key;
  return key;
}

export function nameGist(gist: Gist | undefined): string | undefined {
  return gist?.wording ?? gist?.statement;
}

/** What is primed is labelled with its key until it is chosen: most is not, and a look-up each would cost more than all else. */
export function labelPrimed({ kind, key, label }: PrimedItem, project: string, memory: MemoryReader): string {
  // Agents are told of it, too: a gist says what the memory itself says.
  if (kind === 'gist') return memory.gist(project, key)?.statement ?? key;
  return kind === 'episode' ? labelNode(kind, key, project, memory) : label;
}
