// Events in, stretches of work out: what was changed and which commands ended well between one commit and the next.
import type { MemoryEvent } from '../model/event.ts';
import { type CommitEvent, isCommit } from './place-history.ts';

type CommandEvent = Extract<MemoryEvent, { kind: 'command' }>;

export interface WorkStretch {
  readonly commit: CommitEvent;
  /** The last run of each command that did something, by its command line, in the order of these runs. */
  readonly runs: ReadonlyMap<string, CommandEvent>;
  /** Place in the log of the last change of each file; 0 for one that only the commit names. */
  readonly changed: ReadonlyMap<string, number>;
  /** Whether what was committed was taken back later. */
  readonly isTakenBack: boolean;
}

const commandCharsMax = 200;
/** A command that lies further back has nothing to do with the commit. */
const reachMs = 4 * 3_600_000;
/** They look, move about or hand over; what they do is no step of a procedure. */
const idleCommand =
  /^(?:ls|ll|cat|head|tail|less|more|pwd|cd|echo|clear|which|type|grep|rg|find|fd|tree|wc|history|man|top|ps|kill|pkill|sleep|exit|code|vim?|nano|open|git|gh)(?:\s|$)/;

/** @param events in the order of the log; a stretch without a command that did something is left out */
export function readStretches(events: readonly MemoryEvent[]): WorkStretch[] {
  const takenBack = new Set(
    events.flatMap((event) => (event.kind === 'revert' && event.data.reverts ? [event.data.reverts] : [])),
  );
  const stretches: WorkStretch[] = [];
  let runs = new Map<string, CommandEvent>();
  let changed = new Map<string, number>();
  for (const event of events) {
    if (event.kind === 'edit') for (const path of event.refs) changed.set(path, event.seq);
    if (event.kind === 'command') noteRun(event, runs);
    if (!isCommit(event)) continue;
    for (const path of event.refs) if (!changed.has(path)) changed.set(path, 0);
    const near = new Map([...runs].filter(([, run]) => event.at - run.at <= reachMs));
    const isTakenBack = [...takenBack].some((sha) => event.data.sha.startsWith(sha));
    if (near.size > 0) stretches.push({ commit: event, runs: near, changed, isTakenBack });
    [runs, changed] = [new Map(), new Map()];
  }
  return stretches;
}

function noteRun(event: CommandEvent, runs: Map<string, CommandEvent>): void {
  const line = commandLineOf(event.text);
  if (line === undefined) return;
  runs.delete(line);
  runs.set(line, event);
}

/** Without the way to the folder; undefined for what does nothing, and for what takes more than a line to say. */
function commandLineOf(text: string): string | undefined {
  const line = text
    .trim()
    .replace(/^cd\s+\S+\s*&&\s*/, '')
    .replace(/\s+/g, ' ');
  if (line === '' || text.trim().includes('\n') || line.length > commandCharsMax || idleCommand.test(line)) {
    return undefined;
  }
  return line;
}
