// What each session of an agent has been told already, so that nothing is told twice. It is remembered as `prime`
// events: an engine that starts anew reads them back, and what was given can later be judged by what came of it.
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Engine } from '../engine.ts';
import type { Observation } from '../model/event.ts';
import { type Remark, subjectOf } from '../model/remark.ts';

const sessionsMax = 200;
const eventsReadMax = 400;

export interface Teller {
  /** Absolute. */
  readonly folder: string;
  readonly agent: string;
  readonly session: string;
}

export class ToldRegister {
  readonly #engine: Engine;
  readonly #nowMs: () => number;
  /** Subjects by session, the session heard of last at the end. */
  readonly #told = new Map<string, Set<string>>();

  constructor(engine: Engine, nowMs: () => number) {
    this.#engine = engine;
    this.#nowMs = nowMs;
  }

  async untold(teller: Teller, remarks: readonly Remark[]): Promise<Remark[]> {
    const told = await this.#read(teller);
    return remarks.filter((remark) => !told.has(subjectOf(remark)));
  }

  /** Resolves when it is on disk. */
  async note(teller: Teller, remarks: readonly Remark[]): Promise<void> {
    if (remarks.length === 0) return;
    const told = await this.#read(teller);
    for (const remark of remarks) told.add(subjectOf(remark));
    const { root } = await this.#engine.site(teller.folder);
    await this.#engine.observe(remarks.map((remark) => this.#observationOf(teller, remark, root)));
  }

  #observationOf({ folder, agent, session }: Teller, remark: Remark, root: string): Observation {
    const subject = subjectOf(remark);
    return {
      id: `told:${session}:${createHash('sha256').update(subject).digest('hex').slice(0, 16)}`,
      at: this.#nowMs(),
      kind: 'prime',
      actor: `agent:${agent}`,
      folder,
      // So that what was told of a place is forgotten with the place.
      paths: remark.paths.map((place) => path.join(root, place)),
      text: '',
      data: { surface: surfaceOf(session), subject },
    };
  }

  async #read({ folder, session }: Teller): Promise<Set<string>> {
    const id = `${folder}\0${session}`;
    const known = this.#told.get(id) ?? new Set(await this.#readLog(folder, session));
    this.#told.delete(id);
    this.#told.set(id, known);
    if (this.#told.size > sessionsMax) this.#told.delete(this.#told.keys().next().value!);
    return known;
  }

  async #readLog(folder: string, session: string): Promise<string[]> {
    const events = await this.#engine.latest(folder, 'prime', eventsReadMax);
    return events.flatMap((event) =>
      event.kind === 'prime' && event.data.surface === surfaceOf(session) ? [event.data.subject] : [],
    );
  }
}

function surfaceOf(session: string): string {
  return `agent:${session}`;
}
