// Why something was turned away at the gate, as the ledger names it, goes in; words for people come out.

const words: Readonly<Record<string, string>> = {
  malformed: 'could not be read',
  excluded: 'kept out by your settings',
  ignored: 'ignored by the repository',
  outside: 'outside the project',
  'too-large': 'too large',
  paused: 'came while you had paused',
  duplicate: 'was known already',
  forgotten: 'forgotten on request before',
  unremarkable: 'too much of the same',
  redacted: 'a secret was taken out, the rest was kept',
};

/** A reason that is not known here goes by its own name. */
export function reasonText(reason: string): string {
  return Object.hasOwn(words, reason) ? words[reason]! : reason.replaceAll('-', ' ');
}
