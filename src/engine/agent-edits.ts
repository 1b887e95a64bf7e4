// An agent's edit in the editor is seen twice: its hook or its transcript tells of it, and the file is seen to change.
// Observations come in with what hooks have said so far; each change goes out once, as the agent's where a hook said so in time.
import type { Actor, Hunk, Observation } from './model/event.ts';

type Edit = Extract<Observation, { kind: 'edit' }>;

/** One edit of an agent: a call of a tool, under the id that hook and transcript share. */
interface AgentEdit {
  readonly id: string;
  readonly actor: Actor;
  readonly at: number;
  readonly hunks: readonly Hunk[];
  /** Paths of which the file's own change was taken in the place of the hook's word. */
  readonly seenPaths: Set<string>;
  /** The hook has told that it was done. */
  isTold: boolean;
}

/** Between what a hook says and what the file shows. */
const apartMsMax = 60_000;
const editsMax = 100;

export interface Attribution {
  /** In their order; a change that an agent made has the agent as its actor. */
  readonly observations: readonly Observation[];
  /** What is known by another observation already. */
  readonly duplicates: readonly Observation[];
}

/** Kept in memory alone: after a restart in the middle of an edit it may be logged twice. */
export class AgentEdits {
  #edits: AgentEdit[] = [];
  /** Changes from outside that nobody had announced: a transcript may tell later whose they were. */
  #unannounced: Edit[] = [];

  /** An agent is about to make the edit. It may be turned down, so nothing is remembered of it yet. */
  expect(edit: Edit): void {
    if (this.#find(edit.id) === undefined) this.#add(edit, false);
  }

  attribute(given: readonly Observation[]): Attribution {
    const observations: Observation[] = [];
    const duplicates: Observation[] = [];
    for (const observation of given) {
      const parts = observation.kind === 'edit' ? this.#attributeEdit(observation) : [observation];
      if (parts.length === 0) duplicates.push(observation);
      observations.push(...parts);
    }
    return { observations, duplicates };
  }

  #attributeEdit(edit: Edit): Edit[] {
    if (edit.actor.startsWith('agent:')) return this.#takeTold(edit);
    const isRepeal = edit.data.cause === 'undo' || edit.data.cause === 'redo';
    if (edit.actor !== 'developer' || isRepeal) return [edit];
    const taken = this.#takeSeen(edit);
    const unannounced = taken.filter(({ actor, data }) => actor === 'developer' && data.cause === 'external');
    this.#unannounced = [...this.#unannounced, ...unannounced].slice(-editsMax);
    return taken;
  }

  /** Of what the hook tells, what was not seen already; under an id of its own where part of it was. */
  #takeTold(edit: Edit): Edit[] {
    const known = this.#find(edit.id) ?? this.#addLate(edit);
    known.isTold = true;
    const hunks = edit.data.hunks.filter(({ path }) => !known.seenPaths.has(path));
    if (hunks.length === edit.data.hunks.length) return [edit];
    const id = known.seenPaths.size === 0 ? edit.id : `${edit.id.slice(0, 190)}:rest`;
    return hunks.length === 0 ? [] : [{ ...withHunks(edit, hunks), id }];
  }

  #takeSeen(edit: Edit): Edit[] {
    let rest = edit.data.hunks;
    const taken: Edit[] = [];
    for (const agentEdit of this.#edits) {
      const isNear = Math.abs(edit.at - agentEdit.at) <= apartMsMax;
      const own = isNear ? rest.filter((hunk) => isMadeBy(agentEdit, hunk)) : [];
      if (own.length === 0) continue;
      rest = rest.filter((hunk) => !own.includes(hunk));
      if (agentEdit.isTold) continue;
      const id = agentEdit.seenPaths.size === 0 ? agentEdit.id : `${edit.id.slice(0, 190)}:seen`;
      for (const { path } of own) agentEdit.seenPaths.add(path);
      const { actor } = agentEdit;
      taken.push({ ...withHunks(edit, own), id, actor, data: { hunks: own, cause: 'external' } });
    }
    if (rest.length === edit.data.hunks.length) return [edit];
    return rest.length === 0 ? taken : [...taken, withHunks(edit, rest)];
  }

  /** Told without having been announced: what was seen at about that time and is its doing stays as it was logged. */
  #addLate(edit: Edit): AgentEdit {
    const late = this.#add(edit, true);
    for (const seen of this.#unannounced) {
      if (Math.abs(edit.at - seen.at) > apartMsMax) continue;
      for (const hunk of seen.data.hunks) if (isMadeBy(late, hunk)) late.seenPaths.add(hunk.path);
    }
    return late;
  }

  #find(id: string): AgentEdit | undefined {
    return this.#edits.find((edit) => edit.id === id);
  }

  #add({ id, actor, at, data: { hunks } }: Edit, isTold: boolean): AgentEdit {
    const edit = { id, actor, at, hunks, seenPaths: new Set<string>(), isTold };
    this.#edits = [...this.#edits.slice(1 - editsMax), edit];
    return edit;
  }
}

function withHunks(edit: Edit, hunks: readonly Hunk[]): Edit {
  const paths = [...new Set(hunks.map(({ path }) => path))];
  return { ...edit, paths, data: { ...edit.data, hunks } };
}

/** Every line that came or went is one that the agent wrote or replaced. A file written anew replaces whatever was there. */
function isMadeBy({ hunks }: AgentEdit, seen: Hunk): boolean {
  const said = hunks.filter(({ path }) => path === seen.path);
  const written = new Set(said.flatMap(({ after }) => after.map(plain)));
  const replaced = new Set(said.flatMap(({ before }) => before.map(plain)));
  const came = seen.after.map(plain).filter(Boolean);
  const went = seen.before.map(plain).filter(Boolean);
  if (came.length + went.length === 0 || said.length === 0) return false;
  return came.every((line) => written.has(line)) && (replaced.size === 0 || went.every((line) => replaced.has(line)));
}

function plain(line: string): string {
  return line.trim();
}
