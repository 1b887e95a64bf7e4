// The numbers that training changes: a vector and a weight for each token. In, which tokens a text has and how its vector
// should move; out, the table moved a little.
import type { Bags } from './training-bags.ts';

/** @source Adam, Kingma and Ba 2015, on the rows that a batch touches */
const firstDecay = 0.9;
const secondDecay = 0.999;
const epsilon = 1e-8;
/** A token's weight learns its logarithm, which is of another size than the numbers of a vector. */
const weightRateShare = 5;

/** Texts of one batch with their vectors before and after they were brought to unit length. */
export interface EncodedBatch {
  /** Unit vectors, one after the other. */
  readonly vectors: Float32Array;
  readonly lengths: Float32Array;
  /** Tokens left by dropout, by place in the bags, text by text. */
  readonly kept: readonly Int32Array[];
}

export class TokenTable {
  readonly dimensions: number;
  readonly size: number;
  readonly rows: Float32Array;
  /** Natural logarithms. */
  readonly logWeights: Float32Array;
  readonly #gradient: Float32Array;
  readonly #weightGradient: Float32Array;
  readonly #moments: readonly [Float32Array, Float32Array];
  readonly #weightMoments: readonly [Float32Array, Float32Array];
  readonly #isTouched: Uint8Array;
  readonly #steps: Int32Array;
  #touched: number[] = [];

  constructor(dimensions: number, rows: Float32Array, logWeights: Float32Array) {
    this.dimensions = dimensions;
    this.size = logWeights.length;
    this.rows = rows;
    this.logWeights = logWeights;
    this.#gradient = new Float32Array(rows.length);
    this.#moments = [new Float32Array(rows.length), new Float32Array(rows.length)];
    this.#weightGradient = new Float32Array(this.size);
    this.#weightMoments = [new Float32Array(this.size), new Float32Array(this.size)];
    this.#isTouched = new Uint8Array(this.size);
    this.#steps = new Int32Array(this.size);
  }

  /** @param keeps whether a token stays; at least the first of a text always does */
  encode(bags: Bags, texts: readonly number[], keeps: () => boolean): EncodedBatch {
    const { dimensions, rows, logWeights } = this;
    const vectors = new Float32Array(texts.length * dimensions);
    const lengths = new Float32Array(texts.length);
    const kept = texts.map((text, i) => {
      const vector = vectors.subarray(i * dimensions, (i + 1) * dimensions);
      const places = range(bags.starts[text]!, bags.starts[text + 1]!).filter((_, k) => k === 0 || keeps());
      for (const place of places) {
        const row = bags.ids[place]! * dimensions;
        const factor = bags.weights[place]! * Math.exp(logWeights[bags.ids[place]!]!);
        for (let d = 0; d < dimensions; d += 1) vector[d]! += factor * rows[row + d]!;
      }
      lengths[i] = makeUnit(vector);
      return places;
    });
    return { vectors, lengths, kept };
  }

  /** Adds to the gradient of each token what the gradient of the texts' unit vectors asks of it. Overwrites the latter. */
  pull(bags: Bags, { vectors, lengths, kept }: EncodedBatch, gradients: Float32Array): void {
    const { dimensions, rows, logWeights } = this;
    for (const [i, places] of kept.entries()) {
      const start = i * dimensions;
      const pull = gradients.subarray(start, start + dimensions);
      let along = 0;
      for (let d = 0; d < dimensions; d += 1) along += pull[d]! * vectors[start + d]!;
      for (let d = 0; d < dimensions; d += 1) pull[d] = (pull[d]! - along * vectors[start + d]!) / lengths[i]!;
      for (const place of places) {
        const id = bags.ids[place]!;
        const row = id * dimensions;
        const factor = bags.weights[place]! * Math.exp(logWeights[id]!);
        this.#touch(id);
        let slope = 0;
        for (let d = 0; d < dimensions; d += 1) {
          const change = factor * pull[d]!;
          this.#gradient[row + d]! += change;
          slope += change * rows[row + d]!;
        }
        this.#weightGradient[id]! += slope;
      }
    }
  }

  /** Moves every touched token against its gradient. */
  step(rate: number): void {
    const { dimensions } = this;
    for (const id of this.#touched) {
      const steps = ++this.#steps[id]!;
      const correction = Math.sqrt(1 - secondDecay ** steps) / (1 - firstDecay ** steps);
      const start = id * dimensions;
      descend(this.rows, this.#gradient, this.#moments, start, start + dimensions, rate * correction);
      descend(
        this.logWeights,
        this.#weightGradient,
        this.#weightMoments,
        id,
        id + 1,
        rate * weightRateShare * correction,
      );
      this.#isTouched[id] = 0;
    }
    this.#touched = [];
  }

  #touch(id: number): void {
    if (this.#isTouched[id] === 1) return;
    this.#isTouched[id] = 1;
    this.#touched.push(id);
  }
}

function descend(
  values: Float32Array,
  gradient: Float32Array,
  [first, second]: readonly [Float32Array, Float32Array],
  start: number,
  end: number,
  rate: number,
): void {
  for (let i = start; i < end; i += 1) {
    const slope = gradient[i]!;
    gradient[i] = 0;
    first[i] = firstDecay * first[i]! + (1 - firstDecay) * slope;
    second[i] = secondDecay * second[i]! + (1 - secondDecay) * slope * slope;
    values[i]! -= (rate * first[i]!) / (Math.sqrt(second[i]!) + epsilon);
  }
}

function range(start: number, end: number): Int32Array {
  return Int32Array.from({ length: end - start }, (_, i) => start + i);
}

/** @returns the length it had, at least a small number */
function makeUnit(vector: Float32Array): number {
  let square = 0;
  for (let d = 0; d < vector.length; d += 1) square += vector[d]! * vector[d]!;
  const length = Math.max(Math.sqrt(square), 1e-6);
  for (let d = 0; d < vector.length; d += 1) vector[d]! /= length;
  return length;
}
