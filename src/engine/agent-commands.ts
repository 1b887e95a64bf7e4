// A command that an agent runs in the editor's terminal is told of twice: by its hook, and by the shell. Observations come
// in with what hooks have said so far; each run goes out once, as the agent's, whichever of the two came first.
import type { Attribution } from './agent-edits.ts';
import type { Observation } from './model/event.ts';

type Command = Extract<Observation, { kind: 'command' }>;

interface AgentCommand {
  readonly told: Command;
  /** `asked`: leave was asked for it. `told`: the hook has told that it was done. `seen`: the shell has, before the hook. */
  readonly state: 'asked' | 'told' | 'seen';
}

/** Between the two tellings of the end of one run. */
const apartMsMax = 60_000;
/** From asking leave for a command to its end: the developer may think it over, and tests may take long. */
const foreseenMsMax = 60 * 60_000;
const commandsMax = 100;

/** Kept in memory alone: after a restart in the middle of a command it may be logged twice. */
export class AgentCommands {
  #commands: AgentCommand[] = [];

  /** An agent is about to run the command. It may be turned down, so nothing is remembered of it yet. */
  expect(told: Command): void {
    this.#add({ told, state: 'asked' });
  }

  attribute(given: readonly Observation[]): Attribution {
    const observations: Observation[] = [];
    const duplicates: Observation[] = [];
    for (const observation of given) {
      const command = observation.kind === 'command' ? this.#attributeCommand(observation) : observation;
      if (command === undefined) duplicates.push(observation);
      else observations.push(command);
    }
    return { observations, duplicates };
  }

  /** Undefined for what is known already. */
  #attributeCommand(command: Command): Command | undefined {
    if (command.actor.startsWith('agent:')) return this.#takeTold(command);
    return command.actor === 'developer' ? this.#takeSeen(command) : command;
  }

  #takeTold(told: Command): Command | undefined {
    const known = this.#commands.find((command) => command.told.id === told.id);
    this.#drop(known);
    if (known?.state === 'seen') return undefined;
    this.#add({ told, state: 'told' });
    return told;
  }

  /** What the shell saw says more than the hook, so it is taken in its place where it comes first. */
  #takeSeen(seen: Command): Command | undefined {
    const found = this.#commands.find((known) => isSame(known, seen));
    if (found === undefined) return seen;
    this.#drop(found);
    if (found.state === 'told') return undefined;
    this.#add({ ...found, state: 'seen' });
    const { id, actor } = found.told;
    return { ...seen, id, actor };
  }

  #drop(command: AgentCommand | undefined): void {
    this.#commands = this.#commands.filter((known) => known !== command);
  }

  #add(command: AgentCommand): void {
    this.#commands = [...this.#commands.slice(1 - commandsMax), command];
  }
}

function isSame({ told, state }: AgentCommand, seen: Command): boolean {
  if (state === 'seen') return false;
  const passedMs = seen.at - told.at;
  const isNear =
    state === 'told' ? Math.abs(passedMs) <= apartMsMax : passedMs >= -apartMsMax && passedMs <= foreseenMsMax;
  return isNear && plain(told.text) === plain(seen.text);
}

function plain(commandLine: string): string {
  return commandLine.replace(/\s+/g, ' ').trim();
}
