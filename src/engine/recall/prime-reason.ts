// How a feature is said: in, its name; out, a phrase that follows "because it". Habits that speak for every place alike
// share one phrase; features that only correct others have none.
export const reasonPhrases: Readonly<Record<string, string>> = {
  together: 'changes together with this file',
  lately: 'changes together with this file',
  closely: 'changes together with this file',
  alike: 'changed when this file changed like this',
  patches: 'changed in commits that wrote the same names',
  messages: 'changed in commits that speak of the same things',
  sharply: 'changed in commits that speak of the same things',
  subjects: 'changed in commits that speak of the same things',
  wrote: 'has held these names',
  inWords: 'has these words in its path',
  losing: 'holds lines that are being changed here',
  named: 'is named here',
  naming: 'names this file',
  namesake: 'has the same name',
  sibling: 'is in the same folder',
  nearFolder: 'is in a folder nearby',
  form: 'changes in commits of this kind',
  today: 'changed lately',
  base: 'changes often and lately',
  author: 'is often changed by you',
};

/** Speak for a place whatever is at hand: that it changes often, was changed lately, or lies nearby. */
const habits = new Set(['sibling', 'nearFolder', 'form', 'today', 'base', 'author']);

/** @param feature that has a phrase */
export function isHabit(feature: string): boolean {
  return habits.has(feature.replace(':best', ''));
}
