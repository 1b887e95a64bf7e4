// A node in, what to show for it out: people know an episode by its title, an error by its message, a question that
// System 2 worked out by its words, a gist by what it says.
import { askedPrefix, type NodeKind } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';

export function labelNode(kind: NodeKind, key: string, project: string, memory: MemoryReader): string {
  if (kind === 'episode') return memory.episode(key)?.title ?? key;
  if (kind === 'error') return memory.cases(project, key, 1)[0]?.message ?? key;
  if (kind === 'term' && key.startsWith(askedPrefix)) return memory.event(key.slice(askedPrefix.length))?.text ?? key;
  if (kind === 'gist' || kind === 'belief') return memory.gist(project, key)?.statement ?? key;
  return key;
}
