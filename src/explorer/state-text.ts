// How sure an answer is, as the wire names it, goes in; words for people come out, with what they mean.
import type { WireAnswer } from '../protocol/recall.ts';
import type { IconName } from './icon.ts';
import { t, tCount, unitText } from './localised-text.ts';

type State = WireAnswer['state'];

interface StateText {
  readonly words: string;
  readonly meaning: string;
  readonly icon: IconName;
}

const states: Readonly<Record<State, StateText>> = {
  known: { words: t('Known'), meaning: t('What was said or done then is at hand, word for word.'), icon: 'known' },
  familiar: { words: t('Familiar'), meaning: t('The gist is remembered, not the words.'), icon: 'episode' },
  'tip-of-the-tongue': {
    words: t('On the tip of the tongue'),
    meaning: t('What is asked about is known, the answer does not come. Thinking it over may bring it.'),
    icon: 'retry',
  },
  contested: { words: t('Contested'), meaning: t('Memories contradict each other.'), icon: 'diff' },
  stale: { words: t('Perhaps out of date'), meaning: t('What it rests on has changed since.'), icon: 'diagnostic' },
  unknown: { words: t('Unknown'), meaning: t('Nothing that is remembered answers this.'), icon: 'clear' },
};

export function stateText(state: State): StateText {
  return states[state];
}

/** `93 % likely to be right`, between two bounds where evidence conflicts; never certain and never hopeless. */
export function chanceText({ probability, bounds }: Pick<WireAnswer, 'probability' | 'bounds'>): string {
  const percent = (share: number) => Math.min(99, Math.max(1, Math.round(share * 100)));
  if (bounds === undefined) return t('{0} % likely to be right', percent(probability));
  return t('{0} to {1} % likely to be right', percent(bounds.necessity), percent(bounds.possibility));
}

function milliseconds(amount: number): string {
  return unitText(Math.round(amount), 'millisecond', 'short');
}

/** Who answered and what it cost: `answered at once · 12 ms · about 140 tokens to read`. */
export function effortText({ system, compiled, cost }: Pick<WireAnswer, 'system' | 'compiled' | 'cost'>): string {
  const who = compiled ? t('worked out before') : system === 'system1' ? t('answered at once') : t('thought over');
  const steps = system === 'system2' ? [tCount(cost.steps, '{0} step', '{0} steps')] : [];
  const duration = cost.durationMs < 1 ? t('under {0}', milliseconds(1)) : milliseconds(cost.durationMs);
  return [who, ...steps, duration, tCount(cost.tokens, 'about {0} token to read', 'about {0} tokens to read')].join(
    ' · ',
  );
}
