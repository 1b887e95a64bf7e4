// Vectors of traces by encoder: the truth of which every vector index is a copy. A vector stays as long as the text it
// was made from; a trace whose text changes loses it and is encoded again.
import { kindCodes } from './event-kind.ts';
import { projectNumber } from './project-table.ts';
import type { SqlDatabase } from './sql-database.ts';
import { lastTraced } from './trace-frequency.ts';
import { packNumbers, packPairs, unpackPairs } from './vector-packing.ts';

export interface VectorRow {
  /** Ascending in the order of writing, never reused. */
  readonly row: number;
  readonly seq: number;
  readonly vector: Float32Array;
}

/** How many vectors there are, and up to which row: what a copy compares itself with. */
export interface VectorExtent {
  readonly count: number;
  /** 0 where there are none. */
  readonly lastRow: number;
}

/** Where a vector index reads from. */
export interface VectorSource {
  projectsWithVectors(encoderId: string): string[];
  /** Of the rows up to `lastRow`. */
  vectorExtent(encoderId: string, project: string, lastRow: number): VectorExtent;
  /** Rows behind `afterRow`, in order. */
  vectorRows(encoderId: string, project: string, afterRow: number, limit: number): VectorRow[];
}

interface StoredVector {
  readonly row: number;
  readonly seq: number;
  readonly numbers: Uint8Array;
}

/** For statements that are asked by encoder id: an unknown id gives NULL, which equals nothing. */
const encoderNumber = '(SELECT number FROM encoder_key WHERE id = ?)';

export type VectorTable = ReturnType<typeof createVectorTable>;

export function createVectorTable(database: SqlDatabase) {
  const insert = database.prepare(
    `INSERT OR REPLACE INTO vector (seq, encoder, project, digest, numbers)
     SELECT seq, ${encoderNumber}, project, digest, ? FROM event_mark WHERE seq = ? AND digest IS NOT NULL`,
  );
  const dropChanged = database.prepare('DELETE FROM vector WHERE seq = ? AND digest <> ?');
  const meet = database.prepare('INSERT INTO encoder_key (id) VALUES (?) ON CONFLICT DO NOTHING');
  const dropOthers = database.prepare(`DELETE FROM vector WHERE encoder IS NOT ${encoderNumber}`);
  const dropOtherKeys = database.prepare('DELETE FROM encoder_key WHERE id <> ?');
  const dropOrphans = database.prepare(
    'DELETE FROM vector WHERE seq NOT IN (SELECT seq FROM event_mark WHERE digest IS NOT NULL)',
  );
  const count = database.prepare<{ n: number }>(`SELECT count(*) AS n FROM vector WHERE encoder = ${encoderNumber}`);
  const extent = database.prepare<VectorExtent>(
    `SELECT count(*) AS count, coalesce(max(row), 0) AS lastRow FROM vector
     WHERE encoder = ${encoderNumber} AND project = ${projectNumber} AND row <= ?`,
  );
  const projects = database.prepare<{ id: string }>(
    `SELECT id FROM project_key p WHERE EXISTS (SELECT 1 FROM vector WHERE encoder = ${encoderNumber} AND project = p.number)
     ORDER BY number`,
  );
  const rows = database.prepare<StoredVector>(
    `SELECT row, seq, numbers FROM vector WHERE encoder = ${encoderNumber} AND project = ${projectNumber} AND row > ?
     ORDER BY row LIMIT ?`,
  );
  const allRows = database.prepare<StoredVector & { project: string }>(
    `SELECT row, seq, p.id AS project, numbers FROM vector v JOIN project_key p ON p.number = v.project
     WHERE encoder = ${encoderNumber} AND row > ? ORDER BY row LIMIT ?`,
  );
  const lacking = database.prepare<{ seq: number }>(
    `SELECT seq FROM event_mark m WHERE seq > ? AND digest IS NOT NULL AND (SELECT kind NOT IN (${kindCodes(['edit', 'command'])}) AND
       (kind <> ${kindCodes(['diagnostic'])} OR data ->> '$.change' <> 'appeared') FROM event WHERE event.seq = m.seq)
     AND NOT EXISTS (SELECT 1 FROM vector v WHERE v.seq = m.seq AND v.encoder = ${encoderNumber}) ORDER BY seq LIMIT ?`,
  );
  const lastTrace = database.prepare<{ seq: number }>(lastTraced);
  const lastVector = database.prepare<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM vector');
  /** No vector is of an event behind this place; undefined until it is asked for. */
  let lastSeq: number | undefined;
  // By encoder, the place in the log up to which every trace has its vector, so that asking again is not a scan.
  const completeTo = new Map<string, number>();

  return {
    /**
     * Edits and commands go without: they are half of all traces and hold code alone, which words find; what they were
     * for is said by the commit or the resolved error that follows, and those have vectors. An error has one when it is
     * resolved, since it says the same when it appears.
     */
    unencoded(encoderId: string, limit: number): number[] {
      const seqs = lacking.all(completeTo.get(encoderId) ?? 0, encoderId, limit).map(({ seq }) => seq);
      completeTo.set(encoderId, seqs.length > 0 ? seqs[0]! - 1 : (lastTrace.get()?.seq ?? 0));
      return seqs;
    },

    /** A vector whose trace has gone meanwhile is passed over. */
    write(encoderId: string, vectors: readonly { readonly seq: number; readonly vector: Float32Array }[]): void {
      meet.run(encoderId);
      for (const { seq, vector } of vectors) {
        insert.run(encoderId, packVector(vector), seq);
        if (lastSeq !== undefined && seq > lastSeq) lastSeq = seq;
      }
    },

    /** The trace at `seq` was written and has this digest: vectors of another text go. */
    keepOnly(seq: number, digest: Uint8Array): void {
      lastSeq ??= lastVector.get()!.seq;
      if (seq <= lastSeq) dropChanged.run(seq, digest);
      for (const [encoder, last] of completeTo) if (last >= seq) completeTo.set(encoder, seq - 1);
    },

    dropOthers(encoderId: string): void {
      dropOthers.run(encoderId);
      dropOtherKeys.run(encoderId);
      for (const encoder of completeTo.keys()) if (encoder !== encoderId) completeTo.delete(encoder);
    },

    /** Removes vectors whose trace is no more. */
    sweep: () => void dropOrphans.run(),

    *all(encoderId: string): Generator<{ seq: number; project: string; vector: Float32Array }> {
      const pageSize = 1_000;
      for (let last = 0; ; ) {
        const page = allRows.all(encoderId, last, pageSize);
        for (const { seq, project, numbers } of page) yield { seq, project, vector: readVector(numbers) };
        if (page.length < pageSize) return;
        last = page.at(-1)!.row;
      }
    },

    /** Another connection may have changed what is there. */
    reload() {
      completeTo.clear();
      lastSeq = undefined;
    },

    count: (encoderId: string) => count.get(encoderId)!.n,
    projects: (encoderId: string) => projects.all(encoderId).map(({ id }) => id),
    extent: (encoderId: string, project: string, lastRow: number) => extent.get(encoderId, project, lastRow)!,
    rows: (encoderId: string, project: string, afterRow: number, limit: number): VectorRow[] =>
      rows
        .all(encoderId, project, afterRow, limit)
        .map(({ row, seq, numbers }) => ({ row, seq, vector: readVector(numbers) })),
  };
}

const factorBytes = 4;

/** Behind the factor, a 32-bit number, little-endian, half a byte a number. */
function packVector(vector: Float32Array): Uint8Array {
  const integers = new Int8Array(vector.length);
  const factor = packNumbers(vector, integers);
  const pairs = packPairs(integers);
  const packed = new Uint8Array(factorBytes + pairs.length);
  packed.set(pairs, factorBytes);
  new DataView(packed.buffer).setFloat32(0, factor, true);
  return packed;
}

function readVector(packed: Uint8Array): Float32Array {
  const factor = new DataView(packed.buffer, packed.byteOffset).getFloat32(0, true);
  const vector = new Float32Array(unpackPairs(packed.subarray(factorBytes)));
  for (let i = 0; i < vector.length; i += 1) vector[i]! *= factor;
  return vector;
}
