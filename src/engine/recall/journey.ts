// What each step of a stretch of work brought it forward: in, the events of an episode in their order; out, for its edits,
// how much of what stood in the way they did away with, and which of them led nowhere.
import { hasFailed, type MemoryEvent } from '../model/event.ts';
import { takesBack } from '../model/taken-back.ts';
import { testRunOf } from '../model/told-test-run.ts';

type Edit = Extract<MemoryEvent, { kind: 'edit' }>;

export interface StepCredit {
  /** Errors and red tests that went, less those that came; shared by the edits between two lookings. */
  readonly progress?: number;
  readonly isDeadEnd?: true;
}

/**
 * A step is credited when something looks: an error goes or comes at its file, a command or a run of tests ends. A colour
 * that turns without an edit in between is credited to nobody.
 *
 * @source credit by progress, not by the end alone: process advantage verifiers (Setlur et al. 2024)
 */
export function creditJourney(events: readonly MemoryEvent[]): ReadonlyMap<string, StepCredit> {
  const journey = new Journey();
  for (const event of events) journey.push(event);
  return journey.credits;
}

class Journey {
  readonly credits = new Map<string, StepCredit>();
  readonly #edits: Edit[] = [];
  /** How many edits there were when a command was last run. */
  readonly #looked = new Map<string, number>();
  /** What stood in the way when a command was last run: its red tests, or that it failed. */
  readonly #standing = new Map<string, readonly string[]>();
  /** Agents' edits since the developer last spoke. */
  #answered: Edit[] = [];

  push(event: MemoryEvent): void {
    if (event.kind === 'edit') this.#pushEdit(event);
    else if (event.kind === 'diagnostic') this.#pushError(event);
    else if (event.kind === 'exception') this.#pushException(event);
    else if (event.kind === 'command' || event.kind === 'test') this.#pushRun(event);
    else if (event.kind === 'agent-turn' && event.actor === 'developer') {
      if (event.data.corrects === true) this.#giveUp(this.#answered);
      this.#answered = [];
    }
  }

  #pushEdit(edit: Edit): void {
    const isTakenBack = (past: Edit) =>
      past.data.hunks.some((hunk) => edit.data.hunks.some((later) => takesBack(later, hunk)));
    const back = this.#edits.filter((past) => past.refs[0] === edit.refs[0] && isTakenBack(past));
    // Work goes on from where it is; only what ends where it had begun was in vain.
    if (edit.data.cause === 'undo' || edit.data.cause === 'external' || this.#standing.size > 0) this.#giveUp(back);
    this.#edits.push(edit);
    if (edit.actor.startsWith('agent:')) this.#answered.push(edit);
  }

  #pushError(event: Extract<MemoryEvent, { kind: 'diagnostic' }>): void {
    const at = this.#edits.filter((edit) => edit.refs[0] === event.refs[0]);
    if (event.data.change === 'appeared') this.#credit(at.slice(-1), -1);
    else if (event.data.clearing === 'edit') this.#credit(at.slice(-1), 1);
    else if (event.data.clearing === 'elsewhere') this.#credit(this.#edits.slice(-1), 1);
  }

  #pushException({ text, data }: Extract<MemoryEvent, { kind: 'exception' }>): void {
    const thrownAt = this.#looked.get(text);
    if (data.gone === undefined) this.#looked.set(text, thrownAt ?? this.#edits.length);
    else if (thrownAt !== undefined) {
      this.#credit(this.#edits.slice(thrownAt), 1);
      this.#looked.delete(text);
    }
  }

  #pushRun(event: Extract<MemoryEvent, { kind: 'command' | 'test' }>): void {
    const run = testRunOf(event);
    const failed = event.kind === 'command' && hasFailed(event.data) ? [event.text] : [];
    const now = run === undefined ? failed : run.failed;
    const before = this.#standing.get(event.text);
    const attempt = this.#edits.slice(this.#looked.get(event.text) ?? 0);
    this.#looked.set(event.text, this.#edits.length);
    this.#standing.set(event.text, now);
    if (before === undefined) return;
    const gone = before.filter((trouble) => !now.includes(trouble)).length;
    const came = now.filter((trouble) => !before.includes(trouble)).length;
    this.#credit(attempt, gone - came);
    if (gone > 0 || now.length === 0) return;
    this.#giveUp(attempt.filter(({ id }) => (this.credits.get(id)?.progress ?? 0) <= 0));
  }

  #credit(edits: readonly Edit[], progress: number): void {
    if (progress === 0) return;
    for (const { id } of edits) {
      const known = this.credits.get(id);
      this.credits.set(id, { ...known, progress: (known?.progress ?? 0) + progress / edits.length });
    }
  }

  #giveUp(edits: readonly Edit[]): void {
    for (const { id } of edits) this.credits.set(id, { ...this.credits.get(id), isDeadEnd: true });
  }
}
