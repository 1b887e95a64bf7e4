// In which definition a change of a commit stands: in, the line that git shows behind the place of a hunk, and the lines
// that changed; out, the definition's name. Only definitions that stand at the margin are told, since git shows no others.
const definition = new RegExp(
  [
    String.raw`^(?:(?:export|default|declare|async|pub(?:\([^)]*\))?|public|private|protected|internal|static|abstract|final|unsafe|sealed|data|open)\s+)*`,
    String.raw`(?:(?:const\s+)?(?:function\s*\*?|class|interface|enum|struct|trait|def|func|fn|namespace|module|object|record|type)\s+(?<named>[A-Za-z_$][\w$]*)`,
    String.raw`|(?:const|let|var)\s+(?<assigned>[A-Za-z_$][\w$]*)\s*(?::[^=]{0,80})?=\s*(?:async\s*)?(?:\(|function\b|[\w$]+\s*=>))`,
  ].join(''),
);

/**
 * Undefined where it cannot be told for certain: git shows the last definition above, though it may have ended before.
 *
 * @param above what git shows, may be empty
 * @param changed the lines that went and came
 */
export function nameEnclosing(above: string, changed: readonly string[]): string | undefined {
  const written = changed.filter((line) => line.trim() !== '');
  const first = written[0];
  if (first === undefined) return undefined;
  return written.every((line) => /^\s/.test(line)) ? nameOf(above.trimStart()) : nameOf(first);
}

function nameOf(line: string): string | undefined {
  const { named, assigned } = definition.exec(line)?.groups ?? {};
  return named ?? assigned;
}
