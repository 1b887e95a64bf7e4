// One thing worth saying to whoever begins to work: a sentence with its evidence, short enough that many fit into a
// prompt, and a key by which it is not said twice.
import { createHash } from 'node:crypto';
import type { Trust } from './trust.ts';

/** In the order in which they are worth saying to someone who begins. */
export const remarkKinds = ['belief', 'open', 'dead-end', 'past', 'fix', 'fragile', 'place', 'convention'] as const;
export type RemarkKind = (typeof remarkKinds)[number];

export interface Remark {
  /** The same for the same news, such as `fragile:src/a.ts`. */
  readonly key: string;
  readonly kind: RemarkKind;
  /** One sentence, remembered text in it and therefore data. */
  readonly text: string;
  /** Code that belongs to it, each line to be shown whole, by itself and below it. */
  readonly lines?: readonly string[];
  /** Ids of events, the most telling first; may be empty for what is counted over many. */
  readonly evidence: readonly string[];
  readonly trust: Trust;
  /** Relative to the project's root; checked against the working tree before the remark is given. */
  readonly paths: readonly string[];
  /** What has become of what it cites, in a few words each; absent where that holds, or was not looked at. */
  readonly now?: readonly string[];
  /** How much it is worth saying, in (0, 1]; of what is worth the same, the kind decides. */
  readonly weight: number;
}

const subjectCharsMax = 300;

/** By what the log knows that it was told: ids and places as they are; a sentence as its hash, since the log already holds what it was made of. */
export function subjectOf({ key, kind }: Pick<Remark, 'key' | 'kind'>): string {
  if (kind !== 'convention' && kind !== 'belief' && key.length <= subjectCharsMax) return key;
  return `${kind}:${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}
