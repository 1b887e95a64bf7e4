// The kinds of nodes in the words of people.

const words: Readonly<Record<string, readonly [one: string, many: string]>> = {
  belief: ['belief', 'beliefs'],
  gist: ['gist', 'gists'],
  rule: ['rule', 'rules'],
  file: ['file', 'files'],
  folder: ['folder', 'folders'],
  symbol: ['symbol', 'symbols'],
  error: ['error', 'errors'],
  command: ['command', 'commands'],
  package: ['package', 'packages'],
  term: ['test or term', 'tests and terms'],
  episode: ['episode', 'episodes'],
};

/** A kind that is not known here goes by its own name. */
export function kindText(kind: string, count: number): string {
  const [one, many] = words[kind] ?? [kind, kind];
  return count === 1 ? one : many;
}
