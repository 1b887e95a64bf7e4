// What an agent does in the editor is told of by its hook and seen by a sensor. Observations come in; each deed goes out
// once, as the agent's.
import { AgentCommands } from './agent-commands.ts';
import { AgentEdits, type Attribution } from './agent-edits.ts';
import type { Foreseen } from './import/hook-observation.ts';
import type { Observation } from './model/event.ts';

export class AgentDeeds {
  readonly #edits = new AgentEdits();
  readonly #commands = new AgentCommands();

  /** An agent is about to do it. It may be turned down, so nothing is remembered of it yet. */
  expect(foreseen: readonly Foreseen[]): void {
    for (const deed of foreseen) {
      if (deed.kind === 'edit') this.#edits.expect(deed);
      else this.#commands.expect(deed);
    }
  }

  attribute(given: readonly Observation[]): Attribution {
    const ran = this.#commands.attribute(given);
    const { observations, duplicates } = this.#edits.attribute(ran.observations);
    return { observations, duplicates: [...ran.duplicates, ...duplicates] };
  }
}
