// An event in, what is to be seen of it at a glance out: content, valence, novelty and trust, each on its own channel.
import type { Draft, EventKind } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { Tags } from '../model/tags.ts';
import { trustOf } from '../model/trust.ts';
import type { Valence } from '../model/valence.ts';

/** How much an event of the kind tells by itself; others tell all that they can. */
const priors: Partial<Record<EventKind, number>> = { save: 0.1, dwell: 0.1, open: 0.2, command: 0.3 };
const commandCharsMax = 200;

/** How much the event tells by itself, in [0, 1]; needs no look at the memory. */
export function contentOf(draft: Draft): number {
  return isTelling(draft) ? 1 : (priors[draft.kind] ?? 1);
}

/**
 * Costs one look-up, of its main file or its command line.
 *
 * @source tags on separate channels at the gate, Lerma-Torres 2026
 */
export function tagDraft(draft: Draft, memory: Pick<MemoryReader, 'node'>): Tags {
  const place = draft.refs[0];
  const node =
    place !== undefined
      ? memory.node(draft.project, 'file', place)
      : draft.kind === 'command'
        ? memory.node(draft.project, 'command', draft.text.split('\n', 1)[0]!.slice(0, commandCharsMax))
        : undefined;
  return {
    content: contentOf(draft),
    valence: node === undefined ? 0 : magnitude(node.valence),
    novelty: 1 / (1 + (node?.uses ?? 0)),
    trust: trustOf(draft),
  };
}

/** A command that failed, or that says how tests went, is an outcome. */
function isTelling(draft: Draft): boolean {
  if (draft.kind !== 'command') return false;
  const { exitCode, output } = draft.data;
  return (
    (exitCode !== undefined && exitCode !== 0) || /\b(?:passed|failed|passing|failing)\b|^(?:ok|FAIL)\s/m.test(output)
  );
}

function magnitude({ outcome, friction, risk }: Valence): number {
  return Math.max(Math.abs(outcome), Math.abs(friction), Math.abs(risk));
}
