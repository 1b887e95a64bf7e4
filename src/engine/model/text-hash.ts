// A text in, 32 bits out that tell it from nearly every other: for tables that need not give the text back.

/** Of FNV-1a. */
const basis = 0x811c9dc5;

/**
 * @param from another start gives another function
 * @returns a signed whole number of 32 bits
 * @source FNV-1a, Fowler, Noll and Vo; here over UTF-16 units
 */
export function hashText(text: string, from = basis): number {
  let key = from;
  for (let i = 0; i < text.length; i++) key = Math.imul(key ^ text.charCodeAt(i), 0x01000193);
  return key;
}
