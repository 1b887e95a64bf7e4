// How an episode felt goes in, five numbers in [-1, 1]; five labelled bars around a middle line come out.
import type { WireEpisodeDetail } from '../protocol/explore.ts';
import { element } from './element.ts';
import { numberText, t } from './localised-text.ts';

type Valence = WireEpisodeDetail['valence'];
type Feeling = Exclude<keyof Valence, 'precision'>;

interface Scale {
  readonly feeling: Feeling;
  readonly label: string;
  readonly meaning: string;
  /** Whether more of it is good (1), bad (-1) or neither (0). */
  readonly goodness: -1 | 0 | 1;
}

const scales: readonly Scale[] = [
  { feeling: 'outcome', label: t('Outcome'), meaning: t('Did it end well?'), goodness: 1 },
  { feeling: 'friction', label: t('Friction'), meaning: t('Effort, retries, undone work'), goodness: -1 },
  { feeling: 'risk', label: t('Risk'), meaning: t('Reverts, fixes of fixes'), goodness: -1 },
  { feeling: 'novelty', label: t('Novelty'), meaning: t('How surprising it was'), goodness: 0 },
  { feeling: 'affinity', label: t('Affinity'), meaning: t('What you accept, pin or dismiss'), goodness: 1 },
];

export function valenceBars(valence: Valence): HTMLElement {
  if (valence.precision === 0) return element('p', { class: 'quiet' }, t('Nothing has been judged yet.'));
  return element('div', { class: 'valence' }, ...scales.map((scale) => valenceBar(scale, valence[scale.feeling])));
}

function valenceBar({ label, meaning, goodness }: Scale, raw: number): HTMLElement {
  const value = Math.min(1, Math.max(-1, raw));
  const text = signed(value);
  const fill = element('span', { class: `fill ${toneOf(value * goodness)}` });
  fill.style.insetInlineStart = `${50 + Math.min(0, value) * 50}%`;
  fill.style.inlineSize = `${Math.abs(value) * 50}%`;
  const attributes = {
    role: 'meter',
    'aria-label': `${label}: ${meaning}`,
    'aria-valuemin': -1,
    'aria-valuemax': 1,
    'aria-valuenow': Number(value.toFixed(2)),
    'aria-valuetext': text,
  };
  return element(
    'div',
    { class: 'feeling', attributes: { title: meaning } },
    element('span', { class: 'label', attributes: { 'aria-hidden': 'true' } }, label),
    element('span', { class: 'bar', attributes }, fill),
    element('span', { class: 'value', attributes: { 'aria-hidden': 'true' } }, text),
  );
}

function toneOf(goodness: number): 'good' | 'bad' | 'plain' {
  if (goodness === 0) return 'plain';
  return goodness > 0 ? 'good' : 'bad';
}

/** `+0.60`, `-0.25`, `0.00` */
function signed(value: number): string {
  return numberText(value, 2, { minimumFractionDigits: 2, signDisplay: 'exceptZero' });
}
