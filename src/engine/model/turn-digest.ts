// By what something said in an agent's session is known again, also when its wording is gone.
import { hash } from 'node:crypto';
import type { EventKind } from './event.ts';

/** Hexadecimal SHA-256. */
export function turnDigest(kind: EventKind, text: string): string {
  return hash('sha256', JSON.stringify([kind, text]), 'hex');
}
