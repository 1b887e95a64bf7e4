// A primed item comes in, the words under which it is shown go out. Pure.
import type { LocalisedText } from '../../language/localised-text.ts';
import type { WirePrimedItem } from '../../protocol/prime.ts';
import { heldApart, narrowSentence, plainLine } from './wording.ts';

export interface PrimedWording {
  readonly label: string;
  /** How likely, and the strongest reason. */
  readonly description: string;
  /** Every reason as a line of its own. */
  readonly reasons: readonly string[];
  /** Name of a codicon. */
  readonly icon: string;
}

const icons: Readonly<Record<WirePrimedItem['kind'], string>> = {
  file: 'file',
  symbol: 'symbol-method',
  command: 'terminal',
  episode: 'history',
  gist: 'lightbulb',
  warning: 'warning',
};

export function wordPrimed(item: WirePrimedItem, { t, percentText }: LocalisedText): PrimedWording {
  const { kind, label, probability, reasons } = item;
  const percent = percentText(probability);
  const first = reasons[0]?.phrase;
  return {
    label: heldApart(labelOf(kind, label)),
    description: first === undefined ? percent : `${percent} · ${plainLine(first, 100)}`,
    reasons: reasons.map(({ phrase, cue }) => {
      const why = t('it {0}', plainLine(phrase, 120));
      return cue === '' ? why : `${why} (${plainLine(cue, 80)})`;
    }),
    icon: icons[kind],
  };
}

function labelOf(kind: WirePrimedItem['kind'], label: string): string {
  const isPlace = kind === 'file' || kind === 'symbol';
  return isPlace ? plainLine(label.slice(label.lastIndexOf('/') + 1), 120) : narrowSentence(label, 120);
}

/** What feedback about the item names. */
export function subjectOf({ kind, key }: Pick<WirePrimedItem, 'kind' | 'key'>): string {
  return `${kind}:${key}`.slice(0, 500);
}
