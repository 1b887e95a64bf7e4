// What a night makes of many choices: in, lists that were offered and what was chosen of each; out, a forest of small trees
// whose sum says how much likelier a candidate is than its features tell one by one. The closed form of the day adds
// features up; a tree can say that one counts for more where another is high.

/** Lists one after another, each candidate a row of whole numbers in [-127, 127]; see {@link codeOf}. */
export interface OfferedLists {
  /** Numbers a row. */
  readonly width: number;
  readonly codes: Int8Array;
  /** Two things that each row is about, by numbers; see `choice-effect.ts`. */
  readonly slots: Uint16Array;
  /** By row. */
  readonly chosen: readonly boolean[];
  /** First row of each list, ascending, and the number of all rows. In each list at least one row was chosen. */
  readonly bounds: readonly number[];
  /** By row: its score without the forest, the logarithm of its probability up to a constant. */
  readonly scores: Float64Array;
}

/** Tree by tree: the feature that each question asks of, the value up to which one goes left, what each leaf adds. */
export type ChoiceForest = Float64Array;

const trees = 30;
const depth = 4;
const questions = 2 ** depth - 1;
const leaves = 2 ** depth;
const treeSize = 2 * questions + leaves;
const binsMax = 32;
/** Of what would fit best, each tree takes so much, so that later ones can put right what it got wrong. */
const rate = 0.15;
/** Curvature that stands against each leaf; a leaf must rest on more than `curvatureMin` of its own. */
const ridge = 30;
const curvatureMin = 1;
const gainMin = 1e-6;
const rowsATurn = 8_192;

/** One that adds nothing. */
export function emptyForest(): ChoiceForest {
  return new Float64Array(trees * treeSize);
}

const codeMax = 127;
const valueMax = 2;

/** A feature in [-2, 2] as one byte, finer near 0, where most of them lie. What is beyond is taken as the bound. */
export function codeOf(value: number): number {
  return Math.round(codeMax * Math.sign(value) * Math.sqrt(Math.min(1, Math.abs(value) / valueMax)));
}

/** The value that lies at a code, or between two. */
export function valueAt(code: number): number {
  return valueMax * Math.sign(code) * (code / codeMax) ** 2;
}

/** What the forest adds to the score of a candidate; natural log-odds. Costs 120 comparisons. */
export function scoreByForest(forest: ChoiceForest, features: Float64Array): number {
  let sum = 0;
  for (let tree = 0; tree < forest.length; tree += treeSize) {
    let node = 0;
    while (node < questions) {
      const goesLeft = features[forest[tree + node]!]! <= forest[tree + questions + node]!;
      node = 2 * node + (goesLeft ? 1 : 2);
    }
    sum += forest[tree + questions + node]!;
  }
  return sum;
}

/**
 * Grows a forest tree by tree, each on what the scores and the trees before it leave unexplained, by the second-order
 * expansion of the listwise log-loss. Hands over after every 8,192 rows that a level is asked about, some milliseconds of work for rows of 27;
 * all of it takes about a second of one core for 40,000 rows.
 *
 * @returns the forest, and the scores with what it adds
 * @source gradient boosting, Friedman 2001, with the leaves of XGBoost, Chen and Guestrin 2016
 */
export function* growForest(
  lists: OfferedLists,
): Generator<undefined, { readonly forest: ChoiceForest; readonly scores: Float64Array }> {
  const forest = emptyForest();
  const binned = yield* binRows(lists);
  const scores = Float64Array.from(lists.scores);
  for (let tree = 0; tree < forest.length; tree += treeSize) {
    const slopes = slopesOf(lists, scores);
    const nodes = new Uint8Array(scores.length);
    for (let level = 0; level < depth; level += 1) {
      const asked = yield* askLevel(binned, slopes, nodes, level);
      for (const [i, question] of asked.entries()) {
        const node = 2 ** level - 1 + i;
        // Where there is nothing to ask all go left.
        forest[tree + node] = question?.feature ?? 0;
        forest[tree + questions + node] = question?.value ?? Number.MAX_VALUE;
      }
      goDown(binned, nodes, asked, level);
      yield;
    }
    forest.set(fillLeaves(slopes, nodes, scores), tree + 2 * questions);
  }
  return { forest, scores };
}

interface BinnedRows {
  readonly width: number;
  /** Row by row. */
  readonly bins: Uint8Array;
  /** By feature: the code up to which each bin but the last reaches. */
  readonly edges: readonly (readonly number[])[];
}

interface Slopes {
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;
}

interface Question {
  readonly feature: number;
  /** Rows of bins up to this one go left. */
  readonly bin: number;
  readonly value: number;
}

function* binRows({ width, codes }: OfferedLists): Generator<undefined, BinnedRows> {
  const edges: number[][] = [];
  const bins = new Uint8Array(codes.length);
  for (let feature = 0; feature < width; feature += 1) {
    const bounds = edgesOf(codes, width, feature);
    edges.push(bounds);
    const binOf = Array.from({ length: 2 * codeMax + 1 }, (_, i) => binBelow(bounds, i - codeMax));
    for (let at = feature; at < codes.length; at += width) bins[at] = binOf[codes[at]! + codeMax]!;
    yield;
  }
  return { width, bins, edges };
}

function binBelow(bounds: readonly number[], code: number): number {
  const bin = bounds.findIndex((bound) => code <= bound);
  return bin < 0 ? bounds.length : bin;
}

/** Codes that part the rows into bins of about equal size; of codes that stand for more rows than that, each is a bin. */
function edgesOf(codes: Int8Array, width: number, feature: number): number[] {
  const counts = new Float64Array(2 * codeMax + 1);
  for (let at = feature; at < codes.length; at += width) counts[codes[at]! + codeMax]! += 1;
  const share = codes.length / width / binsMax;
  const edges: number[] = [];
  let filled = 0;
  for (const [i, count] of counts.entries()) {
    if (count === 0) continue;
    const isLarge = count >= share;
    if (isLarge && filled > 0) edges.push(i - codeMax - 1);
    filled = isLarge ? share : filled + count;
    if (filled < share) continue;
    edges.push(i - codeMax);
    filled = 0;
  }
  return edges.slice(0, binsMax - 1);
}

/** By row, the first and second derivatives of the gain in likelihood by its score. */
export function slopesOf({ bounds, chosen }: OfferedLists, scores: Float64Array): Slopes {
  const gradient = new Float64Array(scores.length);
  const curvature = new Float64Array(scores.length);
  for (let list = 0; list + 1 < bounds.length; list += 1) {
    const [start, end] = [bounds[list]!, bounds[list + 1]!];
    let top = Number.NEGATIVE_INFINITY;
    let right = 0;
    for (let row = start; row < end; row += 1) {
      top = Math.max(top, scores[row]!);
      right += Number(chosen[row]);
    }
    let total = 0;
    for (let row = start; row < end; row += 1) total += Math.exp(scores[row]! - top);
    for (let row = start; row < end; row += 1) {
      const probability = Math.exp(scores[row]! - top) / total;
      gradient[row] = (chosen[row] ? 1 / right : 0) - probability;
      curvature[row] = probability * (1 - probability);
    }
  }
  return { gradient, curvature };
}

/** For each node of a level the question that tells most; undefined where none tells anything. */
function* askLevel(
  { width, bins, edges }: BinnedRows,
  slopes: Slopes,
  nodes: Uint8Array,
  level: number,
): Generator<undefined, (Question | undefined)[]> {
  const { gradient, curvature } = slopes;
  const first = 2 ** level - 1;
  const nodeSize = width * binsMax;
  const pulls = new Float64Array(2 ** level * nodeSize);
  const weights = new Float64Array(pulls.length);
  for (let row = 0; row < nodes.length; row += 1) {
    if (row % rowsATurn === rowsATurn - 1) yield;
    const pull = gradient[row]!;
    const weight = curvature[row]!;
    let at = (nodes[row]! - first) * nodeSize;
    for (let i = row * width; i < (row + 1) * width; i += 1, at += binsMax) {
      pulls[at + bins[i]!]! += pull;
      weights[at + bins[i]!]! += weight;
    }
  }
  return Array.from({ length: 2 ** level }, (_, node): Question | undefined => {
    const [from, to] = [node * nodeSize, (node + 1) * nodeSize];
    return bestQuestion(pulls.subarray(from, to), weights.subarray(from, to), edges);
  });
}

function bestQuestion(pulls: Float64Array, weights: Float64Array, edges: BinnedRows['edges']): Question | undefined {
  const sum = (numbers: Float64Array) => numbers.subarray(0, binsMax).reduce((total, number) => total + number, 0);
  const [pull, weight] = [sum(pulls), sum(weights)];
  const worth = (pullOf: number, weightOf: number) => (pullOf * pullOf) / (weightOf + ridge);
  let best: Question | undefined;
  let gainBest = gainMin;
  for (const [feature, bounds] of edges.entries()) {
    let [pullLeft, weightLeft] = [0, 0];
    for (const [bin, bound] of bounds.entries()) {
      pullLeft += pulls[feature * binsMax + bin]!;
      weightLeft += weights[feature * binsMax + bin]!;
      if (weightLeft < curvatureMin || weight - weightLeft < curvatureMin) continue;
      const gain = worth(pullLeft, weightLeft) + worth(pull - pullLeft, weight - weightLeft) - worth(pull, weight);
      if (gain <= gainBest) continue;
      gainBest = gain;
      best = { feature, bin, value: valueAt(bound + 0.5) };
    }
  }
  return best;
}

function goDown(
  { width, bins }: BinnedRows,
  nodes: Uint8Array,
  asked: readonly (Question | undefined)[],
  level: number,
) {
  const first = 2 ** level - 1;
  for (let row = 0; row < nodes.length; row += 1) {
    const node = nodes[row]!;
    const question = asked[node - first];
    const goesLeft = question === undefined || bins[row * width + question.feature]! <= question.bin;
    nodes[row] = 2 * node + (goesLeft ? 1 : 2);
  }
}

/** What each leaf adds; adds it to the scores, too. */
function fillLeaves({ gradient, curvature }: Slopes, nodes: Uint8Array, scores: Float64Array): Float64Array {
  const pulls = new Float64Array(leaves);
  const weights = new Float64Array(leaves).fill(ridge);
  for (const [row, node] of nodes.entries()) {
    pulls[node - questions]! += gradient[row]!;
    weights[node - questions]! += curvature[row]!;
  }
  const values = pulls.map((pull, leaf) => (rate * pull) / weights[leaf]!);
  for (const [row, node] of nodes.entries()) scores[row]! += values[node - questions]!;
  return values;
}
