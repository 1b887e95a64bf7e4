import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ExactScan } from '../../../src/engine/store/exact-scan.ts';
import { indexSizeMin, type LoadHnsw, loadHnsw, writeSnapshot } from '../../../src/engine/store/index-snapshot.ts';
import type { SqliteStore } from '../../../src/engine/store/sqlite-store.ts';
import { openVectorIndex } from '../../../src/engine/store/vector-index.ts';
import { packNumbers, packPairs, unpackPairs } from '../../../src/engine/store/vector-packing.ts';
import { draftOf, makeFolder, openSound } from './small-memory.ts';

const project = 'folder:/orders';
const dimensions = 16;
const noLibrary: LoadHnsw = () => {
  throw new Error('no binary for this platform');
};

/** Unit vectors, the same ones each time. */
function makeVectors(count: number, seed = 1): Float32Array[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length: dimensions }, next);
    const norm = Math.hypot(...vector);
    return vector.map((number) => number / norm);
  });
}

/** A memory whose traces 1 to n have the vectors. */
function makeMemory(vectors: readonly Float32Array[]): { folder: string; store: SqliteStore } {
  const folder = makeFolder();
  const store = openSound(folder);
  onTestFinished(() => store.close());
  writeTraces(store, vectors, 1);
  return { folder, store };
}

function writeTraces(store: SqliteStore, vectors: readonly Float32Array[], first: number): void {
  const drafts = vectors.map((_, i) => draftOf(first + i, 'index'));
  const trace = { title: 'a', body: '', places: '' };
  store.append(drafts, ({ seq }) => ({ project, changes: [{ op: 'index', seq, trace }] }));
  store.writeVectors(
    'w1',
    vectors.map((vector, i) => ({ seq: first + i, vector })),
  );
}

function open(folder: string, store: SqliteStore, load?: LoadHnsw, encoderId = 'w1') {
  return openVectorIndex({ directory: folder, encoderId, source: store, ...(load === undefined ? {} : { load }) });
}

/** What a sleep does. */
function build(folder: string, store: SqliteStore, load: LoadHnsw = loadHnsw) {
  return writeSnapshot({ directory: folder, encoderId: 'w1', project, source: store }, load);
}

describe('the exact scan', () => {
  it('gives what sorting everything gives', () => {
    const numbers = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 10 }), (rows, limit) => {
        const scan = new ExactScan();
        for (const [i, row] of rows.entries()) scan.put(i, Float32Array.from(row));
        const question = Float32Array.from([1, 2, -3]);
        const all = rows
          .map((row, seq) => {
            const integers = new Int8Array(3);
            const factor = packNumbers(Float32Array.from(row), integers);
            return { seq, similarity: (integers[0]! + 2 * integers[1]! - 3 * integers[2]!) * factor };
          })
          .filter(({ similarity }) => similarity !== 0)
          .sort((a, b) => b.similarity - a.similarity || a.seq - b.seq);
        expect(scan.search(question, limit)).toEqual(all.slice(0, limit));
      }),
    );
  });

  it('keeps a vector as it is read from the database', () => {
    for (const vector of makeVectors(20)) {
      const [integers, again] = [new Int8Array(dimensions), new Int8Array(dimensions)];
      const factor = packNumbers(vector, integers);
      const read = Float32Array.from(integers, (integer) => integer * factor);
      expect(packNumbers(read, again)).toBeCloseTo(factor, 6);
      expect(again).toEqual(integers);
      const product = vector.reduce((sum, number, i) => sum + number * read[i]!, 0);
      expect(product / (Math.hypot(...vector) * Math.hypot(...read))).toBeGreaterThan(0.99);
      expect(unpackPairs(packPairs(integers))).toEqual(integers);
      expect(unpackPairs(packPairs(integers.subarray(1)))).toEqual(integers.subarray(1));
    }
  });

  it('replaces what is there under the same seq, and takes vectors of one length', () => {
    const scan = new ExactScan();
    scan.put(1, Float32Array.from([1, 0]));
    scan.put(1, Float32Array.from([0, 1]));
    expect(scan.search(Float32Array.from([0, 1]), 5)).toEqual([{ seq: 1, similarity: 1 }]);
    expect(() => scan.put(2, Float32Array.from([1, 0, 0]))).toThrow(RangeError);
    expect(() => scan.search(Float32Array.from([1]), 5)).toThrow(RangeError);
  });
});

describe('a small memory', () => {
  it('is scanned, finds itself, and writes no file', () => {
    const vectors = makeVectors(50);
    const { folder, store } = makeMemory(vectors);
    const index = open(folder, store);
    expect(index.search(project, vectors[6]!, 3)[0]).toMatchObject({ seq: 7, similarity: expect.closeTo(1, 2) });
    expect(index.search(project, vectors[6]!, 3)).toHaveLength(3);
    expect(index.mode).toBe('exact');
    expect(index.notice).toBeUndefined();
    expect(readdirSync(folder)).not.toContain('vectors');
  });

  it('finds what is added, and keeps projects apart', () => {
    const [first, second] = makeVectors(2);
    const { folder, store } = makeMemory([first!]);
    const index = open(folder, store);
    expect(index.search(project, second!, 9)).toHaveLength(1);
    writeTraces(store, [second!], 2);
    index.add(project, [{ seq: 2, vector: second! }]);
    expect(index.search(project, second!, 1)[0]?.seq).toBe(2);
    expect(index.search('folder:/other', second!, 9)).toEqual([]);
  });

  it('answers nothing to a question without a known word', () => {
    const { folder, store } = makeMemory(makeVectors(3));
    expect(open(folder, store).search(project, new Float32Array(dimensions), 9)).toEqual([]);
  });
});

describe('a large memory', () => {
  // A zero vector among them, as of a text without known words.
  const vectors = [...makeVectors(indexSizeMin), new Float32Array(dimensions)];

  it('is searched through a graph once it is saved, and through both when more comes', { timeout: 60_000 }, () => {
    const { folder, store } = makeMemory(vectors);
    const before = open(folder, store);
    const questions = vectors.slice(0, 20);
    const exact = questions.map((question) => before.search(project, question, 10));
    expect(before.mode).toBe('exact');
    expect(before.notice).toContain('is not built yet');
    build(folder, store);
    before.refresh();
    before.search(project, questions[0]!, 1);
    expect(before.mode).toBe('hnsw');

    const index = open(folder, store);
    const near = questions.map((question) => index.search(project, question, 10));
    expect(index.mode).toBe('hnsw');
    expect(index.notice).toBeUndefined();
    const seqs = (hits: readonly { seq: number }[]) => new Set(hits.map(({ seq }) => seq));
    const found = near.map((hits, i) => seqs(hits).intersection(seqs(exact[i]!)).size);
    expect(found.reduce((a, b) => a + b) / (questions.length * 10)).toBeGreaterThan(0.9);
    expect(near[0]![0]).toMatchObject({ seq: 1, similarity: expect.closeTo(1, 2) });
    expect(
      readdirSync(join(folder, 'vectors')).map((name) => statSync(join(folder, 'vectors', name)).mode & 0o777),
    ).toEqual([0o600, 0o600]);

    const [late] = makeVectors(1, 99);
    const seq = vectors.length + 1;
    writeTraces(store, [late!], seq);
    index.add(project, [{ seq, vector: late! }]);
    expect(index.search(project, late!, 2)[0]?.seq).toBe(seq);
    expect(index.search(project, vectors[3]!, 2)[0]?.seq).toBe(4);
    const reopened = open(folder, store);
    expect(reopened.search(project, late!, 2)[0]?.seq).toBe(seq);
    expect(reopened.mode).toBe('hnsw');
  });

  it('does without a graph that is damaged, stale, cut off or of another encoder', { timeout: 60_000 }, () => {
    const { folder, store } = makeMemory(vectors);
    build(folder, store);
    const [graphFile, manifestFile] = readdirSync(join(folder, 'vectors'))
      .sort()
      .map((name) => join(folder, 'vectors', name));
    const graph = readFileSync(graphFile!);
    const manifest = readFileSync(manifestFile!, 'utf8');
    const check = (notice: string) => {
      const index = open(folder, store);
      expect(index.search(project, vectors[8]!, 1)[0]?.seq).toBe(9);
      expect(index.mode).toBe('exact');
      expect(index.notice).toContain(notice);
    };

    const flipped = Buffer.from(graph);
    flipped[1_000]! ^= 1;
    writeFileSync(graphFile!, flipped);
    check('fails its checksum');
    writeFileSync(graphFile!, graph.subarray(0, 2_000));
    check('fails its checksum');
    writeFileSync(graphFile!, graph);
    writeFileSync(manifestFile!, manifest.slice(0, 40));
    check('is not built yet');
    writeFileSync(manifestFile!, manifest);
    expect(open(folder, store, undefined, 'w2').search(project, vectors[0]!, 1)).toEqual([]);

    store.writeVectors('w1', [{ seq: 5, vector: vectors[0]! }]);
    check('have changed');
    build(folder, store);
    const index = open(folder, store);
    expect(index.search(project, vectors[8]!, 1)[0]?.seq).toBe(9);
    expect(index.mode).toBe('hnsw');
  });

  it('goes when another encoder has taken its place', { timeout: 60_000 }, () => {
    const { folder, store } = makeMemory(vectors);
    build(folder, store);
    store.keepVectorsOf('w1');
    expect(readdirSync(join(folder, 'vectors'))).toHaveLength(2);
    store.keepVectorsOf('w2');
    expect(readdirSync(join(folder, 'vectors'))).toEqual([]);
    expect(store.vectorCount('w1')).toBe(0);
  });

  it('does without the library, and says so', () => {
    const { folder, store } = makeMemory(vectors);
    const index = open(folder, store, noLibrary);
    expect(build(folder, store, noLibrary)).toEqual({
      written: false,
      detail: expect.stringContaining('no binary for this platform'),
    });
    expect(index.search(project, vectors[8]!, 1)[0]?.seq).toBe(9);
    expect(index.mode).toBe('exact');
  });
});
