// What is at hand in, what it brings to mind hop by hop out, with the links that carried it there: spreading activation as
// priming does it, told so that a person can follow it. An answer is traced from the evidence that the recall found.
import type { MemoryNode, NodeKind } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { ActivationTrace, Evidence, TraceHop } from '../model/recollection.ts';
import { labelNode } from './node-label.ts';
import { linkGains } from './prime-association.ts';
import { type Passage, type Seed, spreadActivation } from './spreading-activation.ts';

const hopsMax = 3;
/** As many as pass on what reached them; a person follows no more. */
const reachedMax = 12;
const linksShownMax = 40;
const labelCharsMax = 120;

/** The node itself is what is at hand; nothing where the memory does not hold it. */
export function seedsOfNode(project: string, kind: NodeKind, key: string, memory: MemoryReader): Seed[] {
  const node = memory.node(project, kind, key);
  return node === undefined ? [] : [{ node, strength: 1, cue: 'what was chosen' }];
}

/** The episodes of the evidence, each as strong as what it bears on the answer; strengths add up to 1. */
export function seedsOfEvidence(evidence: readonly Evidence[], memory: MemoryReader): Seed[] {
  const strengths = new Map<string, { strength: number; cue: string }>();
  for (const { episode, weight, reasons } of evidence) {
    const known = strengths.get(episode);
    if (known === undefined) strengths.set(episode, { strength: weight, cue: reasons[0] ?? 'it was found' });
    else known.strength += weight;
  }
  const total = [...strengths.values()].reduce((sum, { strength }) => sum + strength, 0);
  return [...strengths].flatMap(([id, { strength, cue }]) => {
    const nodeId = memory.episode(id)?.nodeId;
    return nodeId === undefined || strength === 0
      ? []
      : [{ node: memory.nodeById(nodeId)!, strength: strength / total, cue }];
  });
}

/** Cost: as one priming, and a label for each node shown. Hops that reach nothing are left out. */
export function traceActivation(seeds: readonly Seed[], project: string, memory: MemoryReader): ActivationTrace {
  const places = new Map<number, number>();
  const nodes: MemoryNode[] = [];
  const placeOf = (id: number) => {
    const known = places.get(id);
    if (known !== undefined) return known;
    places.set(id, nodes.length);
    nodes.push(memory.nodeById(id)!);
    return nodes.length - 1;
  };
  const strongest = seeds.toSorted((a, b) => b.strength - a.strength);
  const atHand = strongest.map(({ node, strength, cue }) => ({ node: placeOf(node.id), activation: strength, cue }));
  const hops: TraceHop[] = atHand.length === 0 ? [] : [{ reached: atHand, links: [] }];
  const watch = (passages: readonly Passage[]) => {
    if (passages.length > 0) hops.push(hopOf(passages, placeOf));
  };
  spreadActivation(seeds, memory, { gains: linkGains, hopsMax, watch });
  return {
    nodes: nodes.map(({ kind, key }) => ({
      kind,
      key,
      label: labelNode(kind, key, project, memory).slice(0, labelCharsMax),
    })),
    hops,
  };
}

/** The most excited nodes of one hop, with the links that brought most of it. */
function hopOf(passages: readonly Passage[], placeOf: (id: number) => number): TraceHop {
  const sums = new Map<number, number>();
  for (const { to, amount } of passages) sums.set(to, (sums.get(to) ?? 0) + amount);
  const reached = [...sums].sort(([a, s], [b, t]) => t - s || a - b).slice(0, reachedMax);
  const shown = new Set(reached.map(([id]) => id));
  const carried = passages.filter(({ to }) => shown.has(to)).sort((a, b) => b.amount - a.amount);
  return {
    reached: reached.map(([id, activation]) => ({ node: placeOf(id), activation })),
    links: carried
      .slice(0, linksShownMax)
      .map(({ from, to, kind, amount }) => ({ from: placeOf(from), to: placeOf(to), kind, amount })),
  };
}
