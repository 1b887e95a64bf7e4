// How far a remembered text may be trusted by whoever reads it, and whether it tries to give orders. In, an event or a
// text; out, a mark. What agents are given carries both.
import type { MemoryEvent } from './event.ts';
import { orderPatterns } from './order-pattern.ts';

/** `observed`: seen by a sensor. `reported`: said by an agent. `imported`: found in a history or a transcript. */
export const trusts = ['observed', 'reported', 'imported'] as const;
export type Trust = (typeof trusts)[number];

/** By who did it and of what kind it is; what an agent did in sight of a sensor is observed, what it says is not. */
export function trustOf({ actor, kind }: Pick<MemoryEvent, 'actor' | 'kind'>): Trust {
  if (actor === 'history') return 'imported';
  if (!actor.startsWith('agent:')) return 'observed';
  return kind === 'note' || kind === 'agent-turn' || kind === 'agent-action' ? 'reported' : 'observed';
}

/** Read in full: what comes later in a text is cut off before it is shown, too. */
const charsMax = 20_000;
/** Invisible characters, by which words are hidden from a reader and not from a model. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]|\udb40[\udc00-\udc7f]/g;
const hiddenSpelling = /\udb40[\udc20-\udc7e]{4}|[\u202a-\u202e\u2066-\u2069]/;

/**
 * Whether a text gives orders to a model, rather than telling a person something. It errs to the side of suspicion: a
 * text that is marked is still quoted where it was asked for. It knows common English phrases and frames, so what it
 * lets pass is data still, and is fenced as such.
 *
 * Cost: linear in the text, at most 20,000 characters of it.
 */
export function readsAsInstruction(said: string): boolean {
  const head = said.slice(0, charsMax);
  if (hiddenSpelling.test(head)) return true;
  const plain = head.normalize('NFKC').replace(invisible, '');
  return [plain, respell(plain)].some((text) => orderPatterns.some((pattern) => pattern.test(text)));
}

const digitsForLetters: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' };

/** As it is meant where its words are run together, spelled letter by letter, or written with digits for letters. */
function respell(text: string): string {
  return text
    .replace(/\b\p{L}\p{Ll}+(?:\p{Lu}\p{Ll}+){2,}/gu, (joined) => joined.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '))
    .replace(/\b(?:\p{L} ){3,}\p{L}\b/gu, (spelled) => spelled.replaceAll(' ', ''))
    .replace(/(?<=\p{L})[013457]|[013457](?=\p{L})/gu, (digit) => digitsForLetters[digit]!);
}
