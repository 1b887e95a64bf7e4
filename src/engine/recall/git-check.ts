// Facts name the git command that shows them. Merges are left out, as the memory leaves them out, and the whole history
// is walked: by default git passes over side branches that did not matter in the end.

/** Commits that change the path. */
export function checkCommitsOf(path: string): string {
  return `git log --full-history --no-merges --oneline -- ${quote(path)}`;
}

/** Commits that change either path, with the one or both that they change. */
export function checkCommitsOfBoth(path: string, other: string): string {
  return `git log --full-history --no-merges --no-renames --name-only --format=%h -- ${quote(path)} ${quote(other)}`;
}

/** Commits that change the path and whose message holds one of the words. */
export function checkCommitsSaying(words: readonly string[], path: string): string {
  const pattern = `(^|[^a-zA-Z])(${words.join('|')})([^a-zA-Z]|$)`;
  return `git log --full-history --no-merges --oneline -i -E --grep=${quote(pattern)} -- ${quote(path)}`;
}

export function checkReverts(): string {
  return `git log --no-merges --oneline -E --grep='^Revert "' --grep='This reverts commit [0-9a-f]{7}'`;
}

export function checkCommitCount(): string {
  return 'git rev-list --count --no-merges HEAD';
}

export function checkCommit(sha: string): string {
  return `git show --stat ${sha.slice(0, 12)}`;
}

function quote(text: string): string {
  if (/^[\w./@+-]+$/.test(text)) return text;
  // Stars and brackets in a path would be taken for a pattern.
  const literal = /[*?[\]\\]/.test(text) && !text.startsWith('(') ? `:(literal)${text}` : text;
  return `'${literal.replaceAll("'", "'\\''")}'`;
}
