// By what an event would be recognised if an import brought it again: its id, and for what can come under another id,
// such as a commit after a rebase or through another clone, what it is. Only keyed hashes of these are ever kept.
import { hash } from 'node:crypto';
import type { ToldCommit } from '../model/curiosity.ts';
import type { Draft } from '../model/event.ts';
import { turnDigest } from '../model/turn-digest.ts';
import { isOpening } from './event-selection.ts';

/** Empty for what may always come again: the opening of a folder that is still there. */
export function identitiesOf(event: Draft): string[] {
  if (isOpening(event)) return [];
  const identities = [`id ${event.id}`];
  if (event.kind === 'commit' || event.kind === 'revert') {
    identities.push(...identitiesOfCommit({ ...event.data, at: event.at }));
  }
  if (event.kind === 'agent-turn' || event.kind === 'agent-action') {
    const said = ('digest' in event.data ? event.data.digest : undefined) ?? turnDigest(event.kind, event.text);
    identities.push(`turn ${event.data.session} ${event.at} ${said}`);
  }
  return identities;
}

/** By what a commit would be recognised, whoever tells of it. */
export function identitiesOfCommit({ sha, author, at, subject, body }: ToldCommit): string[] {
  const said = `commit ${at} ${digest(author, subject, body)}`;
  return sha === '' ? [said] : [`sha ${sha}`, said];
}

function digest(...parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex');
}
