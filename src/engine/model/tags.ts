// What the gate sees of an event at a glance, on channels of their own that are never mixed before somebody decides by them.
import type { Trust } from './trust.ts';

export interface Tags {
  /** How much it tells by itself, in [0, 1]; 1 for what is always admitted. */
  readonly content: number;
  /** How strongly its place is felt, whether well or badly, in [0, 1]. */
  readonly valence: number;
  /** 1 at a place never met, falling with each meeting. */
  readonly novelty: number;
  /** Who answers for it. */
  readonly trust: Trust;
}
