// Who acted and how it ended go in, as the wire names them; words for people come out.
import type { WireEpisode } from '../protocol/explore.ts';

export type Outcome = WireEpisode['outcome'];

const outcomes: Readonly<Record<Outcome, string>> = {
  resolved: 'resolved',
  failed: 'failed',
  abandoned: 'abandoned',
  open: 'under way',
};

export function outcomeText(outcome: Outcome): string {
  return outcomes[outcome];
}

/** `you`, `git history`, `copilot (agent)`, `eslint` */
export function actorText(actor: string): string {
  if (actor === 'developer') return 'you';
  if (actor === 'history') return 'git history';
  if (actor.startsWith('agent:')) return `${actor.slice('agent:'.length)} (agent)`;
  if (actor.startsWith('tool:')) return actor.slice('tool:'.length);
  return actor;
}

export function actorsText(actors: readonly string[]): string {
  return actors.map(actorText).join(', ');
}
