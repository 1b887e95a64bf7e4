// By what an event would be recognised if an import brought it again: its id, and for what can come under another id,
// such as a commit after a rebase or through another clone, what it is. Only keyed hashes of these are ever kept.
import { hash } from 'node:crypto';
import type { Draft } from '../model/event.ts';
import { turnDigest } from '../model/turn-digest.ts';
import { isOpening } from './event-selection.ts';

/** Empty for what may always come again: the opening of a folder that is still there. */
export function identitiesOf(event: Draft): string[] {
  if (isOpening(event)) return [];
  const identities = [`id ${event.id}`];
  if (event.kind === 'commit' || event.kind === 'revert') {
    const { sha, author, subject, body } = event.data;
    if (sha !== '') identities.push(`sha ${sha}`);
    identities.push(`commit ${event.at} ${digest(author, subject, body)}`);
  }
  if (event.kind === 'agent-turn' || event.kind === 'agent-action') {
    const said = ('digest' in event.data ? event.data.digest : undefined) ?? turnDigest(event.kind, event.text);
    identities.push(`turn ${event.data.session} ${event.at} ${said}`);
  }
  return identities;
}

function digest(...parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex');
}
