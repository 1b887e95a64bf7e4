// The subject of a commit in, whether it speaks of a repair out. Words only: what the commit does is not looked at.

const repairWords =
  /\b(?:fix(?:e[sd]|ing)?|bug(?:s|fix(?:es)?)?|hotfix(?:es)?|regress(?:ion|ions|ed)|crash(?:es|ed|ing)?|broken|deadlock|race condition|leak(?:s|ed)?|workaround)\b/i;
/** Repairs of words and form, and what a tool calls so, which say nothing about how fragile a place is. */
const trivialWords =
  /\b(?:typos?|spelling|wording|grammar|lint(?:er|ing)?|format(?:ting)?|whitespace|comments?|docs?|documentation|readme|changelog|links?)\b|\b(?:cargo|audit) fix\b|--fix\b/i;

/** Whether the subject of a commit says that it repairs something. */
export function speaksOfRepair(subject: string): boolean {
  return repairWords.test(subject) && !trivialWords.test(subject);
}
