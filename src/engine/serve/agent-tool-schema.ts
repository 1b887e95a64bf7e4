// What a tool takes, as JSON Schema: for the protocol's listing and for the manifest of the extension, which a test
// holds against this.
import { z } from 'zod';
import { type AgentToolName, agentToolInputs } from '../../protocol/agent-tool.ts';

export interface ToolSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
  readonly [more: string]: unknown;
}

/** What a model has no use for, since it pays for every word; the engine holds the call to it all the same. */
const unsaid = new Set(['$schema', 'additionalProperties', 'minLength', 'maxLength', 'maxItems']);

export function agentToolSchema(name: AgentToolName): ToolSchema {
  const schema = JSON.stringify(z.toJSONSchema(agentToolInputs[name]), (key, value) =>
    unsaid.has(key) ? undefined : value,
  );
  return JSON.parse(schema) as ToolSchema;
}
