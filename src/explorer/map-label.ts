// A node's name goes in; the words that are drawn beside it on the map come out. The whole name stands in the list.
import { directionOf, isolated } from './text-direction.ts';

/** About half the width of a picture. */
const charsMax = 44;

/** Of a path the end is kept, which says more; of a sentence the beginning. Code marks are left out. */
export function mapLabel(kind: string, name: string): string {
  const direction = directionOf(kind);
  const plain = name.replaceAll('`', '');
  if (plain.length <= charsMax) return isolated(plain, direction);
  const short = direction === 'ltr' ? `…${plain.slice(1 - charsMax)}` : `${plain.slice(0, charsMax - 1).trimEnd()}…`;
  return isolated(short, direction);
}
