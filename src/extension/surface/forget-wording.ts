// What forgetting would take and has taken, in words for a dialog and a receipt. Remembered text comes out as one
// harmless line. Pure.
import { eventKindWords } from '../../language/event-kind.ts';
import type { LocalisedText } from '../../language/localised-text.ts';
import type { WireForgetPreview, WireForgetReceipt } from '../../protocol/forget.ts';
import { plainLine } from './wording.ts';

const examplesMax = 4;
const exampleCharsMax = 90;
const nameCharsMax = 60;

/** The sentences of the dialog that asks, a line each. */
export function describePreview(preview: WireForgetPreview, said: LocalisedText): string[] {
  const { t, tCount, language } = said;
  const { events, episodes, fromMs = 0, toMs = 0, projects, formerNames, examples } = preview;
  const time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const),
  });
  const lines = [
    tCount(
      events,
      '{0} event of {1}, from {2} to {3}',
      '{0} events of {1}, from {2} to {3}',
      ...[tCount(episodes, '{0} episode', '{0} episodes'), time.format(fromMs), time.format(toMs)],
    ),
    ...projects.map(({ name, events: n, isWhole }) => {
      const title = plainLine(name, nameCharsMax);
      return isWhole ? t('all that is known of {0} ({1})', title, n) : t('{0} in {1}', n, title);
    }),
  ];
  if (formerNames.length > 0) lines.push(t('former names: {0}', plainLine(formerNames.join(', '), 200)));
  const kinds = eventKindWords(said);
  const told = examples.slice(0, examplesMax).map(({ kind, text, paths }) => {
    const what = text === '' ? (paths[0] ?? '') : text;
    return `· ${kinds[kind] ?? kind}: ${plainLine(what, exampleCharsMax)}`;
  });
  return told.length === 0 ? lines : [...lines, '', t('for example'), ...told];
}

/** The receipt, a line each; it holds nothing of what was forgotten. */
export function describeReceipt(receipt: WireForgetReceipt, said: LocalisedText): string[] {
  const { t, tCount, unitText } = said;
  const { removed, derived, tombstones, scan, durationMs } = receipt;
  const events = (n: number) => tCount(n, '{0} event', '{0} events');
  const episodes = (n: number) => tCount(n, '{0} episode', '{0} episodes');
  const texts = (n: number) => tCount(n, '{0} text', '{0} texts');
  const nodes = tCount(derived.nodes, '{0} node', '{0} nodes');
  const links = tCount(derived.links, '{0} link', '{0} links');
  const files = tCount(scan.files, '{0} file', '{0} files');
  const size = unitText(Math.round(scan.bytes / 1e5) / 10, 'megabyte', 'short');
  const looked = [texts(scan.probes), files, size] as const;
  const seconds = unitText(Math.round(durationMs / 100) / 10, 'second', 'short');
  return [
    t('Removed: {0} of {1}.', events(removed.events), episodes(removed.episodes)),
    t(
      'Derived again from what stays: {0}, {1}, {2}, {3}.',
      ...[events(derived.events), episodes(derived.episodes), nodes, links],
    ),
    t('Marked by keyed hashes, so that no import brings it back: {0}.', tombstones),
    isClean(scan)
      ? t('Looked for {0} in every byte of {1} ({2}): nothing was found.', ...looked)
      : t('Looked for {0} in every byte of {1} ({2}): found in {3}.', ...looked, scan.found.join(', ')),
    ...(scan.alsoElsewhere > 0
      ? [t('Not looked for, since memories that stay hold them too: {0}.', texts(scan.alsoElsewhere))]
      : []),
    ...(scan.unread.length > 0 ? [t('Could not be read: {0}.', scan.unread.join(', '))] : []),
    t('It took {0}.', seconds),
  ];
}

export function isClean(scan: WireForgetReceipt['scan']): boolean {
  return scan.found.length === 0;
}
