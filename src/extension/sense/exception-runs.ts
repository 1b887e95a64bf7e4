// Runs under the debugger come in, with the exceptions that were told of; out goes which exceptions are gone: thrown in an
// earlier run of the same configuration, and not in one that came to its end by itself.
import type { WireObservation } from '../../protocol/observe.ts';
import { draftWorkObservation } from './observation-draft.ts';

export type ThrownException = Extract<WireObservation, { kind: 'exception' }>;

interface Run {
  readonly thrown: Set<string>;
  /** Absent while it goes on. What was stopped may not have come to the place where it threw. */
  end?: 'itself' | 'stopped';
}

const thrownMax = 50;

export class ExceptionRuns {
  /** By configuration, then by the error's text. */
  readonly #standing = new Map<string, Map<string, ThrownException>>();
  /** By the id of the session that began it. */
  readonly #runs = new Map<string, Run>();

  throwIn(session: string, configuration: string, exception: ThrownException): void {
    this.#runOf(session).thrown.add(exception.text);
    const standing = this.#standing.get(configuration) ?? new Map<string, ThrownException>();
    if (standing.size < thrownMax) this.#standing.set(configuration, standing.set(exception.text, exception));
  }

  /** Of the two ends that a session tells of, the first counts. */
  noteEnd(session: string, end: 'itself' | 'stopped'): void {
    this.#runOf(session).end ??= end;
  }

  /** The run is over. @returns an observation an exception that is gone, which is forgotten here then */
  close(session: string, configuration: string): WireObservation[] {
    const run = this.#runOf(session);
    this.#runs.delete(session);
    const standing = this.#standing.get(configuration);
    if (run.end !== 'itself' || standing === undefined) return [];
    const gone = [...standing].filter(([text]) => !run.thrown.has(text));
    for (const [text] of gone) standing.delete(text);
    return gone.map(([text, { folder, paths, data }]) =>
      draftWorkObservation('exception', { folder, paths }, { ...data, gone: true }, text),
    );
  }

  #runOf(session: string): Run {
    const known = this.#runs.get(session);
    if (known !== undefined) return known;
    const run: Run = { thrown: new Set() };
    this.#runs.set(session, run);
    return run;
  }
}
