// Chunks of bytes in, whole lines out, however the chunks were cut: inside a line, inside a character.

/** Longer lines are cut; no line that matters comes near it. */
const lineCharactersMax = 64 * 1024;

/**
 * The lines of a byte stream, as UTF-8, without their line ends. Bytes that are no UTF-8 become U+FFFD. Memory is
 * bounded by one chunk and one line.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string[]> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for await (const chunk of chunks) {
    const pieces = decoder.decode(chunk, { stream: true }).split('\n');
    pieces[0] = join(rest, pieces[0]!);
    rest = pieces.pop()!.slice(0, lineCharactersMax);
    if (pieces.length > 0) yield pieces.map(cut);
  }
  rest = join(rest, decoder.decode());
  if (rest !== '') yield [cut(rest)];
}

function join(rest: string, piece: string): string {
  return rest.length >= lineCharactersMax ? rest : rest + piece;
}

function cut(line: string): string {
  return line.length > lineCharactersMax ? line.slice(0, lineCharactersMax) : line;
}
