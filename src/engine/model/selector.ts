// What is to be forgotten, as the user says it; what would go; and what went. The text of a selector never reaches the
// log: its kind does.
import type { EventKind } from './event.ts';

export type Selector =
  /** What happened from the one moment to the other, both included; Unix times in ms. In all projects, unless one is named. */
  | { readonly by: 'time'; readonly fromMs: number; readonly toMs: number; readonly project?: string }
  /** A file or a folder, relative to the project's root, with the names that it had before. */
  | { readonly by: 'place'; readonly project: string; readonly path: string }
  /** What one agent said and did in one session. */
  | { readonly by: 'session'; readonly session: string }
  /** Whatever holds the text, letter case aside, in all projects: a text that stays somewhere is not forgotten. */
  | { readonly by: 'text'; readonly text: string }
  /** An event or an episode by its id; a gist or a belief as `kind:key`, which stands for the evidence it rests on. */
  | { readonly by: 'memory'; readonly project: string; readonly id: string }
  | { readonly by: 'project'; readonly project: string };

/** What would be forgotten. */
export interface ForgetPreview {
  readonly events: number;
  readonly episodes: number;
  /** Unix times in ms of the first and the last of them; absent where there are none. */
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly kinds: Readonly<Partial<Record<EventKind, number>>>;
  /** Those with most events first. `isWhole`: nothing would be left of the project. */
  readonly projects: readonly { readonly name: string; readonly events: number; readonly isWhole: boolean }[];
  /** Names that the place had before. */
  readonly formerNames: readonly string[];
  /** A few of them, spread over the time. */
  readonly examples: readonly ForgetExample[];
}

export interface ForgetExample {
  readonly id: string;
  /** Unix time in ms. */
  readonly at: number;
  readonly kind: EventKind;
  /** One line. */
  readonly text: string;
  readonly paths: readonly string[];
}

/** What the search for remains found, over every file of the memory directory. */
export interface ByteScan {
  readonly files: number;
  readonly bytes: number;
  /** How many texts were looked for, each as UTF-8 and as UTF-16. */
  readonly probes: number;
  /** Texts of what was forgotten that were not looked for, since events that stay hold them as well. */
  readonly alsoElsewhere: number;
  /** Files in which something was found, relative to the memory directory. Empty is what it should be. */
  readonly found: readonly string[];
  /** Files that could not be read. */
  readonly unread: readonly string[];
}

export interface ForgetReceipt {
  readonly removed: { readonly events: number; readonly episodes: number; readonly projects: number };
  /** What the events that stay were made into anew. */
  readonly derived: {
    readonly events: number;
    readonly episodes: number;
    readonly nodes: number;
    readonly links: number;
  };
  /** How many marks keep an import from bringing it back. */
  readonly tombstones: number;
  readonly scan: ByteScan;
  readonly durationMs: number;
}
