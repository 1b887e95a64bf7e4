// Beliefs come in as a list in which each names the wider one it belongs under; they go out as trees, what is held most
// firmly first. Pure.
import type { WireBelief } from '../../protocol/belief.ts';

export interface BeliefTree {
  readonly belief: WireBelief;
  readonly children: readonly BeliefTree[];
}

const levels: readonly WireBelief['level'][] = ['core', 'intermediate', 'situation'];

/** One whose parent is not in the list stands at the root. */
export function growBeliefForest(beliefs: readonly WireBelief[]): BeliefTree[] {
  const keys = new Set(beliefs.map(({ key }) => key));
  const byParent = Map.groupBy(beliefs, ({ parent }) => (parent !== undefined && keys.has(parent) ? parent : ''));
  const grown = new Set<string>();
  const grow = (parent: string): BeliefTree[] =>
    (byParent.get(parent) ?? [])
      .filter(({ key }) => !grown.has(key))
      .sort(byFirmness)
      .map((belief) => {
        grown.add(belief.key);
        return { belief, children: grow(belief.key) };
      });
  return grow('');
}

function byFirmness(a: WireBelief, b: WireBelief): number {
  const level = levels.indexOf(a.level) - levels.indexOf(b.level);
  return level || b.confidence - a.confidence || b.support - a.support;
}
