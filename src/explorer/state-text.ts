// How sure an answer is, as the wire names it, goes in; words for people come out, with what they mean.
import type { WireAnswer } from '../protocol/recall.ts';
import type { IconName } from './icon.ts';

type State = WireAnswer['state'];

interface StateText {
  readonly words: string;
  readonly meaning: string;
  readonly icon: IconName;
}

const states: Readonly<Record<State, StateText>> = {
  known: { words: 'Known', meaning: 'What was said or done then is at hand, word for word.', icon: 'known' },
  familiar: { words: 'Familiar', meaning: 'The gist is remembered, not the words.', icon: 'episode' },
  'tip-of-the-tongue': {
    words: 'On the tip of the tongue',
    meaning: 'What is asked about is known, the answer does not come. Thinking it over may bring it.',
    icon: 'retry',
  },
  contested: { words: 'Contested', meaning: 'Memories contradict each other.', icon: 'diff' },
  stale: { words: 'Perhaps out of date', meaning: 'What it rests on has changed since.', icon: 'diagnostic' },
  unknown: { words: 'Unknown', meaning: 'Nothing that is remembered answers this.', icon: 'clear' },
};

export function stateText(state: State): StateText {
  return states[state];
}

/** `93 % likely to be right`, between two bounds where evidence conflicts; never certain and never hopeless. */
export function chanceText({ probability, bounds }: Pick<WireAnswer, 'probability' | 'bounds'>): string {
  const percent = (share: number) => Math.min(99, Math.max(1, Math.round(share * 100)));
  if (bounds === undefined) return `${percent(probability)} % likely to be right`;
  return `${percent(bounds.necessity)} to ${percent(bounds.possibility)} % likely to be right`;
}

/** Who answered and what it cost: `answered at once · 12 ms · about 140 tokens to read`. */
export function effortText({ system, compiled, cost }: Pick<WireAnswer, 'system' | 'compiled' | 'cost'>): string {
  const who = compiled ? 'worked out before' : system === 'system1' ? 'answered at once' : 'thought over';
  const steps = system === 'system2' ? [`${cost.steps.toLocaleString('en')} steps`] : [];
  const duration = cost.durationMs < 1 ? 'under 1 ms' : `${Math.round(cost.durationMs).toLocaleString('en')} ms`;
  return [who, ...steps, duration, `about ${cost.tokens.toLocaleString('en')} tokens to read`].join(' · ');
}
