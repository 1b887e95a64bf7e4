// A remembered name goes in; which way it is read comes out, so that a name written from the right mixes with nothing
// that stands beside it.

export type TextDirection = 'auto' | 'ltr';

const pathKinds = new Set(['file', 'folder']);

/** A path is read from the left whatever its folders are called; all else as its first letter says. */
export function directionOf(kind: string): TextDirection {
  return pathKinds.has(kind) ? 'ltr' : 'auto';
}

/** For text where no element can hold it apart, such as a drawing: the same by characters that are not seen. */
export function isolated(text: string, direction: TextDirection = 'auto'): string {
  return `${direction === 'ltr' ? '\u2066' : '\u2068'}${text}\u2069`;
}
