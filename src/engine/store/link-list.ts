// Links of one node, one kind and one direction in, few bytes out, and back. In a memory of years there are more links than
// anything else; as rows with an index each took forty bytes, and here, from both of its ends, less than half of that.

/** A link as it is listed at one of its ends. */
export interface ListedLink {
  /** Id of the node at the other end. */
  readonly other: number;
  readonly fast: number;
  readonly slow: number;
  readonly uses: number;
  /** Unix time in ms, a whole second. */
  readonly lastAt: number;
}

/** When a link was last used is kept to the second. */
export const listedMs = 1_000;

// What nearly every link is like costs a bit each.
const isUsedOnce = 1;
const isTimedAlike = 2;
/** Each use made it stronger by one, and no sleep has touched it. */
const isPlain = 4;
const flagBits = 3;

const continues = 0x80;
const septet = 128;
/** Three numbers of eight bytes, and two weights of nine. */
const linkBytesMax = 42;

/**
 * A link is a run of numbers of as many bytes as they need: the distance from the node before with the flags in its low
 * bits, then whatever the flags do not say: uses, the time since the link before, both weights.
 *
 * @param links ascending by the other end, each once
 */
export function packLinks(links: readonly ListedLink[]): Uint8Array {
  const writer = new NumberWriter(links.length * linkBytesMax);
  let [other, at] = [0, 0];
  for (const link of links) {
    const { fast, slow, uses } = link;
    const seconds = link.lastAt / listedMs;
    const flags =
      (uses === 1 ? isUsedOnce : 0) + (seconds === at ? isTimedAlike : 0) + (fast === uses && slow === 0 ? isPlain : 0);
    writer.number((link.other - other) * 2 ** flagBits + flags);
    if (uses !== 1) writer.number(uses);
    // Even where it is later, odd where it is earlier.
    if (seconds !== at) writer.number(seconds > at ? 2 * (seconds - at) : 2 * (at - seconds) - 1);
    if ((flags & isPlain) === 0) {
      writer.weight(fast);
      writer.weight(slow);
    }
    [other, at] = [link.other, seconds];
  }
  return writer.bytes();
}

export function unpackLinks(bytes: Uint8Array): ListedLink[] {
  const links: ListedLink[] = [];
  const reader = new NumberReader(bytes);
  let [other, at] = [0, 0];
  while (!reader.isAtEnd) {
    const head = reader.number();
    const flags = head % 2 ** flagBits;
    other += Math.floor(head / 2 ** flagBits);
    const uses = (flags & isUsedOnce) !== 0 ? 1 : reader.number();
    if ((flags & isTimedAlike) === 0) {
      const moved = reader.number();
      at += moved % 2 === 0 ? moved / 2 : -(moved + 1) / 2;
    }
    const [fast, slow] = (flags & isPlain) !== 0 ? [uses, 0] : [reader.weight(), reader.weight()];
    links.push({ other, fast, slow, uses, lastAt: at * listedMs });
  }
  return links;
}

class NumberWriter {
  readonly #bytes: Uint8Array;
  #end = 0;

  constructor(bytesMax: number) {
    this.#bytes = new Uint8Array(bytesMax);
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#end);
  }

  /** @param value a whole number from 0 to 2⁵³, seven bits a byte, the lowest first */
  number(value: number): void {
    let rest = value;
    for (; rest >= septet; rest = Math.floor(rest / septet)) this.#bytes[this.#end++] = (rest % septet) + continues;
    this.#bytes[this.#end++] = rest;
  }

  /** Whole numbers doubled; all others behind a 1, as 64 bits, little-endian. */
  weight(weight: number): void {
    if (Number.isInteger(weight) && weight >= 0 && weight < 2 ** 31) this.number(2 * weight);
    else {
      this.number(1);
      new DataView(this.#bytes.buffer).setFloat64(this.#end, weight, true);
      this.#end += Float64Array.BYTES_PER_ELEMENT;
    }
  }
}

class NumberReader {
  readonly #bytes: Uint8Array;
  #place = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#place >= this.#bytes.length;
  }

  number(): number {
    let value = 0;
    for (let unit = 1; ; unit *= septet) {
      const byte = this.#bytes[this.#place++]!;
      if (byte < continues) return value + byte * unit;
      value += (byte - continues) * unit;
    }
  }

  weight(): number {
    const doubled = this.number();
    if (doubled !== 1) return doubled / 2;
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + this.#place);
    this.#place += Float64Array.BYTES_PER_ELEMENT;
    return view.getFloat64(0, true);
  }
}
