// The kinds of events in the words of people, for the extension and the page.
import type { LocalisedText } from './localised-text.ts';

/** By kind; one that is not known here goes by its own name. */
export function eventKindWords({ t }: Pick<LocalisedText, 't'>): Readonly<Record<string, string>> {
  return {
    edit: t('edit'),
    save: t('save'),
    open: t('opened'),
    dwell: t('looked at'),
    diagnostic: t('error'),
    command: t('command'),
    exception: t('exception'),
    test: t('test'),
    commit: t('commit'),
    revert: t('revert'),
    checkout: t('checkout'),
    'agent-turn': t('words of an agent'),
    'agent-action': t('deed of an agent'),
    recall: t('question'),
    prime: t('what was offered'),
    feedback: t('feedback'),
    note: t('note'),
    investigation: t('investigation'),
    wording: t('wording'),
    forget: t('forgetting'),
    sleep: t('sleep'),
  };
}
