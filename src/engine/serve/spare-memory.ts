// Gives back to the system what work took of it and nobody needs any more. The collector keeps the pages that it has emptied
// for the work to come; between two pieces of work that are seconds apart, others need them more.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** After so long without work. Longer than the pauses of who types, and short beside those of who reads. */
const restMs = 3_000;
/** With less work since the last time there is nothing to give back, and the next rest is left alone. */
const workMsMin = 100;

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

export class SpareMemory {
  #timer: NodeJS.Timeout | undefined;
  #collect: Collect | undefined;
  #cpuMs = 0;
  readonly #letGo: () => void;

  /** @param letGo of what was kept for the next piece of work, and can be had again */
  constructor(letGo: () => void) {
    this.#letGo = letGo;
  }

  /** Somebody waits for something. */
  begin(): void {
    clearTimeout(this.#timer);
  }

  /** Nobody waits any more. What goes on in the background does not count, but is looked after when it has ended. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#giveBack(), restMs).unref();
  }

  #giveBack(): void {
    if (cpuMs() - this.#cpuMs < workMsMin) return;
    this.#letGo();
    this.#collect ??= exposeCollector();
    this.#collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    this.#cpuMs = cpuMs();
    this.rest();
  }
}

/** Of this process, all threads. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function exposeCollector(): Collect {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as Collect;
}
