// Git writes a path that holds quotes, backslashes or control characters as a string of C; here it becomes a path again.

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

/** The path behind a quoted one; any other is given back as it is. */
export function unquotePath(path: string): string {
  if (!path.startsWith('"') || !path.endsWith('"') || path.length < 2) return path;
  const inner = path.slice(1, -1);
  // Runs of octal escapes are the bytes of one or more characters.
  return inner.replace(/(?:\\[0-7]{3})+|\\(.)/g, (run: string, letter: string | undefined) => {
    if (letter !== undefined) return escapes[letter] ?? letter;
    const bytes = run
      .split('\\')
      .slice(1)
      .map((octal) => Number.parseInt(octal, 8));
    return Buffer.from(bytes).toString('utf8');
  });
}
