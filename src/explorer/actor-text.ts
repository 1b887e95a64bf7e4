// Who acted and how it ended go in, as the wire names them; words for people come out.
import type { WireEpisode } from '../protocol/explore.ts';
import { t } from './localised-text.ts';

export type Outcome = WireEpisode['outcome'];

const outcomes: Readonly<Record<Outcome, string>> = {
  resolved: t('resolved'),
  failed: t('failed'),
  abandoned: t('abandoned'),
  open: t('under way'),
};

export function outcomeText(outcome: Outcome): string {
  return outcomes[outcome];
}

/** `you`, `git history`, `copilot (agent)`, `eslint` */
export function actorText(actor: string): string {
  if (actor === 'developer') return t('you');
  if (actor === 'history') return t('git history');
  if (actor.startsWith('agent:')) return t('{0} (agent)', actor.slice('agent:'.length));
  if (actor.startsWith('tool:')) return actor.slice('tool:'.length);
  return actor;
}

export function actorsText(actors: readonly string[]): string {
  return actors.map(actorText).join(', ');
}
