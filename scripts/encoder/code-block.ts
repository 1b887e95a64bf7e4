// The piece of code that begins at a line: in, lines and where to begin; out, the lines up to where its brackets close.

const linesMax = 40;

/** At least one line. Brackets within strings are counted like others, so a piece may end late, never later than `linesMax`. */
export function codeBlock(lines: readonly string[], from: number): string[] {
  const block: string[] = [];
  let depth = 0;
  let hasOpened = false;
  for (const line of lines.slice(from, from + linesMax)) {
    if (block.length > 0 && depth <= 0 && (line.trim() === '' || /^\s*\/\*\*/.test(line))) break;
    block.push(line);
    for (const char of line) {
      if (char === '{' || char === '(' || char === '[') depth += 1;
      else if (char === '}' || char === ')' || char === ']') depth -= 1;
    }
    hasOpened ||= line.includes('{');
    if (depth < 0 || (depth === 0 && (hasOpened || /[;,]\s*$/.test(line)))) break;
  }
  return block;
}
