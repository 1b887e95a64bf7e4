// A question's vector goes in, the nearest traces of a project come out. What a snapshot covers is searched through its
// graph, what came after it is scanned; where there is no usable snapshot all is scanned, and a notice says why.
import type { VectorHit, VectorIndex } from '../model/ports.ts';
import { ExactScan } from './exact-scan.ts';
import {
  type HnswGraph,
  indexSizeMin,
  type LoadHnsw,
  loadHnsw,
  type ReadSnapshot,
  readSnapshot,
  type SnapshotPlace,
  searchGraph,
} from './index-snapshot.ts';
import type { VectorSource } from './vector-table.ts';

/** What is in memory of one project's vectors; read on its first search. */
interface Shelf {
  readonly graph: HnswGraph | undefined;
  /** Greatest seq in the graph; 0 without one. A vector at or before it may take the place of one in the graph. */
  readonly lastGraphSeq: number;
  readonly scan: ExactScan;
  readonly notice: string | undefined;
}

export interface VectorIndexOptions {
  /** The memory directory; files go into its folder `vectors`. */
  readonly directory: string;
  readonly encoderId: string;
  readonly source: VectorSource;
  readonly load?: LoadHnsw;
}

/** The index of one encoder's vectors over all projects. */
export function openVectorIndex({ directory, encoderId, source, load = loadHnsw }: VectorIndexOptions): VectorIndex {
  const shelves = new Map<string, Shelf>();
  const placeOf = (project: string): SnapshotPlace => ({ directory, encoderId, project, source });

  function shelfOf(project: string): Shelf {
    const shelf = shelves.get(project) ?? fillShelf(placeOf(project), load);
    shelves.set(project, shelf);
    return shelf;
  }

  return {
    get mode() {
      return [...shelves.values()].some((shelf) => shelf.graph !== undefined) ? 'hnsw' : 'exact';
    },

    get notice() {
      const notices = [...shelves.values()].map((shelf) => shelf.notice);
      return notices.find((notice) => notice !== undefined);
    },

    search(project, vector, limit) {
      if (limit <= 0 || vector.every((number) => number === 0)) return [];
      const { graph, scan } = shelfOf(project);
      const scanned = scan.search(vector, limit);
      return graph === undefined ? scanned : mergeHits(searchGraph(graph, vector, limit), scanned, limit);
    },

    add(project, vectors) {
      const shelf = shelves.get(project);
      // A shelf that nobody has asked for yet is filled from the database, where these are already.
      if (shelf === undefined) return;
      if (vectors.some(({ seq }) => seq <= shelf.lastGraphSeq)) shelves.delete(project);
      else for (const { seq, vector } of vectors) shelf.scan.put(seq, vector);
    },

    refresh: () => shelves.clear(),
  };
}

function fillShelf(place: SnapshotPlace, load: LoadHnsw): Shelf {
  const snapshot = readSnapshot(place, load);
  const scan = new ExactScan();
  const { encoderId, project, source } = place;
  let lastRow = snapshot.state === 'fresh' ? snapshot.extent.lastRow : 0;
  for (let rows = source.vectorRows(encoderId, project, lastRow, 1_000); rows.length > 0; ) {
    for (const { seq, vector } of rows) scan.put(seq, vector);
    lastRow = rows.at(-1)!.row;
    rows = source.vectorRows(encoderId, project, lastRow, 1_000);
  }
  const graph = snapshot.state === 'fresh' ? snapshot.graph : undefined;
  const lastGraphSeq = graph === undefined ? 0 : graph.getIdsList().reduce((a, b) => Math.max(a, b), 0);
  return { graph, lastGraphSeq, scan, notice: describeState(snapshot, scan.size) };
}

function describeState(snapshot: ReadSnapshot, scanned: number): string | undefined {
  if (snapshot.state === 'fresh' || scanned < indexSizeMin) return undefined;
  const slow = `${scanned} vectors are scanned one by one, which finds the same and takes longer`;
  switch (snapshot.state) {
    case 'no-library':
      return `hnswlib-node did not load (${snapshot.detail}): ${slow}. Reinstalling the extension may help.`;
    case 'damaged':
      return `The vector index is damaged (${snapshot.detail}): ${slow}. It is made anew during the next sleep.`;
    default:
      return `The vector index is not built yet (${snapshot.detail}): ${slow}. It is made during the next sleep.`;
  }
}

/** Both best first. */
function mergeHits(a: readonly VectorHit[], b: readonly VectorHit[], limit: number): VectorHit[] {
  return [...a, ...b].sort((x, y) => y.similarity - x.similarity).slice(0, limit);
}
