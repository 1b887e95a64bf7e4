// A recall, step by step, in the words of people: a hop of a trace goes in, a heading and a line for each node that it
// reached come out. The map shows the same as a picture.
import type { WireTrace } from '../protocol/trace.ts';
import { isolated } from './text-direction.ts';

export interface ReachedLine {
  /** Place of the node in the trace. */
  readonly node: number;
  readonly label: string;
  /** In whole percent of what was at hand; at least 1. */
  readonly percent: number;
  /** Why it is at hand, or from where it came; holds remembered text. */
  readonly because: string;
}

const linkWords: Readonly<Record<string, string>> = {
  mentions: 'at work together',
  next: 'right before or after',
  'fixed-by': 'fixed it',
  supports: 'speaks for it',
  abstracts: 'what it came to',
  compiled: 'answered this before',
};

export function hopTitle(hop: number): string {
  if (hop === 0) return 'At hand';
  return hop === 1 ? 'After one link' : `After ${hop} links`;
}

/** One line a node, the most excited first. */
export function reachedLines({ nodes, hops }: WireTrace, hop: number): ReachedLine[] {
  const { reached, links } = hops[hop]!;
  return reached.map(({ node, activation, cue }) => {
    const strongest = links.find(({ to }) => to === node);
    const from =
      strongest && `from ${isolated(labelOf(nodes[strongest.from]!))}: ${linkWords[strongest.kind] ?? strongest.kind}`;
    return {
      node,
      label: labelOf(nodes[node]!),
      percent: Math.max(1, Math.round(100 * activation)),
      because: cue ?? from ?? '',
    };
  });
}

/** What a screen reader says when a step is shown. */
export function hopSentence(trace: WireTrace, hop: number): string {
  const lines = reachedLines(trace, hop);
  const named = lines.slice(0, 3).map(({ label }) => label);
  const others = lines.length - named.length;
  const more = others > 0 ? ` and ${others} more` : '';
  return `Step ${hop + 1} of ${trace.hops.length}, ${hopTitle(hop).toLowerCase()}: ${named.join(', ')}${more}.`;
}

function labelOf({ label, key }: WireTrace['nodes'][number]): string {
  return label || key;
}
