// A recall, step by step, in the words of people: a hop of a trace goes in, a heading and a line for each node that it
// reached come out. The map shows the same as a picture.
import type { WireTrace } from '../protocol/trace.ts';
import { t, tCount } from './localised-text.ts';
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
  mentions: t('at work together'),
  next: t('right before or after'),
  'fixed-by': t('fixed it'),
  supports: t('speaks for it'),
  abstracts: t('what it came to'),
  compiled: t('answered this before'),
};

export function hopTitle(hop: number): string {
  return hop === 0 ? t('At hand') : tCount(hop, 'After one link', 'After {0} links');
}

/** One line a node, the most excited first. */
export function reachedLines({ nodes, hops }: WireTrace, hop: number): ReachedLine[] {
  const { reached, links } = hops[hop]!;
  return reached.map(({ node, activation, cue }) => {
    const strongest = links.find(({ to }) => to === node);
    const from =
      strongest &&
      t('from {0}: {1}', isolated(labelOf(nodes[strongest.from]!)), linkWords[strongest.kind] ?? strongest.kind);
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
  const when = hop === 0 ? t('at hand') : tCount(hop, 'after one link', 'after {0} links');
  const what = others > 0 ? t('{0} and {1} more', named.join(', '), others) : named.join(', ');
  return t('Step {0} of {1}, {2}: {3}.', hop + 1, trace.hops.length, when, what);
}

function labelOf({ label, key }: WireTrace['nodes'][number]): string {
  return label || key;
}
