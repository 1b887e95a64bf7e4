// How results are shown: in, the results of one stream; out, a table for people.

export interface TaskResult {
  readonly task: string;
  readonly method: string;
  readonly stream: string;
  /** Questions asked. */
  readonly n: number;
  readonly seed: number;
  /** Of the memory, in episodes, where it is what is measured. */
  readonly size?: number;
  /** What the method did without. */
  readonly ablate?: string;
  /** The part of the questions that is measured; absent for all. */
  readonly category?: string;
  /** A list has one number a repeat. */
  readonly metrics: Readonly<Record<string, number | readonly number[]>>;
  /** Why nothing was measured. */
  readonly problem?: string;
  /** What is to be read rather than counted, a line each. */
  readonly lines?: readonly string[];
}

function show(metric: number | readonly number[] | undefined): string {
  if (metric === undefined) return '-';
  return typeof metric === 'number'
    ? metric.toFixed(3)
    : metric.map((each) => each.toFixed(each < 10 ? 2 : 0)).join(' ');
}

/** One line a method under a heading; a metric that a method lacks is a dash. */
export function resultTable(results: readonly TaskResult[]): string {
  const first = results[0]!;
  const names = [...new Set(results.flatMap((result) => Object.keys(result.metrics)))];
  const rows = results.map((result) => [
    [
      result.method,
      ...(result.category === undefined ? [] : [`(${result.category}, ${result.n})`]),
      ...(result.ablate === undefined ? [] : [`without ${result.ablate}`]),
      ...(result.problem === undefined ? [] : ['did not run']),
    ].join(' '),
    ...names.map((name) => show(result.metrics[name])),
  ]);
  const table = [['method', ...names], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
  );
  return [
    `${first.task}, ${first.stream}: ${first.n} questions, seed ${first.seed}`,
    ...lines,
    ...results.flatMap(({ method, problem }) => (problem === undefined ? [] : [`${method} did not run: ${problem}`])),
    ...results.flatMap((result) => result.lines ?? []),
    '',
  ].join('\n');
}
