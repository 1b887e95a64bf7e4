// The numbers of a vector in, four bits for each and one factor out: an eighth of the space of 32-bit numbers, on disk and in
// memory. What a question is multiplied by each pair is reckoned once, so that a scan need not take them apart.

const integerMax = 7;
/** Makes them numbers from 1 to 15; 0 stands for none, behind the last one of an odd number. */
const shift = 8;
/** Where the largest numbers are cut off, by the largest; what is nearest to the vector is kept. */
const cuts = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65];
/** That one is nearer than another, and not only computed otherwise. */
const nearerMin = 1e-9;

/**
 * Packing what was unpacked gives the same integers again.
 *
 * @param integers are filled with whole numbers from -7 to 7, as many as the vector has numbers
 * @returns the factor that gives the integers the vector's length again
 */
export function packNumbers(vector: Float32Array, integers: Int8Array): number {
  const largest = vector.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  integers.fill(0);
  if (largest === 0) return 0;
  const tried = new Int8Array(integers.length);
  const length = lengthOf(vector);
  let nearest = 0;
  for (const cut of cuts) {
    // As good as the vector itself, as of one that was unpacked: nothing can be nearer.
    if (nearest > length - nearerMin) break;
    const nearness = roundInto(tried, vector, integerMax / (cut * largest));
    if (nearness <= nearest + nearerMin) continue;
    nearest = nearness;
    integers.set(tried);
  }
  return length / lengthOf(integers);
}

/** @returns the cosine of both, times the length of the vector */
function roundInto(integers: Int8Array, vector: Float32Array, scale: number): number {
  let [product, square] = [0, 0];
  for (let i = 0; i < vector.length; i += 1) {
    const value = vector[i]!;
    const integer = Math.max(-integerMax, Math.min(integerMax, Math.round(value * scale)));
    integers[i] = integer;
    product += value * integer;
    square += integer * integer;
  }
  return product / Math.sqrt(square);
}

/** Two to a byte, the earlier one in its high bits. */
export function packPairs(integers: Int8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(integers.length / 2));
  for (let i = 0; i < integers.length; i += 2) {
    bytes[i >>> 1] = ((integers[i]! + shift) << 4) + (i + 1 < integers.length ? integers[i + 1]! + shift : 0);
  }
  return bytes;
}

/**
 * What each byte of packed pairs adds to their product with a vector: of the byte `value` at place `i`, the number at
 * `256 · i + value`. Places behind the vector's last number add 0.
 *
 * @param places at least as many as a packed vector has bytes
 * @source asymmetric distance computation, Jégou et al. 2011
 */
export function productsOf(vector: Float32Array, places: number): Float32Array {
  const products = new Float32Array(256 * places);
  for (let i = 0; 2 * i < vector.length; i += 1) {
    const [high, low] = [vector[2 * i]!, vector[2 * i + 1] ?? 0];
    for (let value = 0; value < 256; value += 1) {
      products[256 * i + value] = high * ((value >>> 4) - shift) + low * ((value & 0x0f) - shift);
    }
  }
  return products;
}

export function unpackPairs(bytes: Uint8Array): Int8Array {
  const isOdd = bytes.length > 0 && (bytes.at(-1)! & 0x0f) === 0;
  const integers = new Int8Array(2 * bytes.length - (isOdd ? 1 : 0));
  for (let i = 0; i < integers.length; i += 1) {
    const byte = bytes[i >>> 1]!;
    integers[i] = (i % 2 === 0 ? byte >>> 4 : byte & 0x0f) - shift;
  }
  return integers;
}

function lengthOf(numbers: ArrayLike<number>): number {
  let square = 0;
  for (let i = 0; i < numbers.length; i += 1) square += numbers[i]! ** 2;
  return Math.sqrt(square);
}
