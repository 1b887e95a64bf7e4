// Why something was turned away at the gate, as the ledger names it, goes in; words for people come out.
import { t } from './localised-text.ts';

const words: Readonly<Record<string, string>> = {
  malformed: t('could not be read'),
  excluded: t('kept out by your settings'),
  ignored: t('ignored by the repository'),
  outside: t('outside the project'),
  'too-large': t('too large'),
  paused: t('came while you had paused'),
  duplicate: t('was known already'),
  forgotten: t('forgotten on request before'),
  unremarkable: t('too much of the same'),
  redacted: t('a secret was taken out, the rest was kept'),
};

/** A reason that is not known here goes by its own name. */
export function reasonText(reason: string): string {
  return Object.hasOwn(words, reason) ? words[reason]! : reason.replaceAll('-', ' ');
}
