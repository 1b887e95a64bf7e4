// When the latest events of each kind happened, project by project, so that the gate need not go back through the log at
// each of a flood of events. Filled from the log when it is first asked, told of each event after that.

/** Ascending in the order of the log, no more than `depth` of them. */
interface Times {
  readonly depth: number;
  readonly ats: number[];
}

export class RecentTimes {
  readonly #times = new Map<string, Times>();

  /** An event was logged. */
  push(project: string, kind: string, at: number): void {
    const times = this.#times.get(nameOf(project, kind));
    if (times === undefined) return;
    times.ats.push(at);
    if (times.ats.length > times.depth) times.ats.shift();
  }

  /**
   * @param n 1 for the latest event
   * @param read the latest times, the latest first
   * @returns Unix time in ms; undefined where there are fewer events
   */
  back(project: string, kind: string, n: number, read: () => readonly number[]): number | undefined {
    const name = nameOf(project, kind);
    let times = this.#times.get(name);
    if (times === undefined || times.depth < n) {
      times = { depth: n, ats: read().toReversed() };
      this.#times.set(name, times);
    }
    return times.ats.at(-n);
  }

  /** Events may have gone. */
  clear(): void {
    this.#times.clear();
  }
}

function nameOf(project: string, kind: string): string {
  return `${kind} ${project}`;
}
