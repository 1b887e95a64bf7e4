// How a tool says no: in words that the model can act on.
import type { AgentToolAnswer } from '../../protocol/agent-tool.ts';

export function refuse(text: string): AgentToolAnswer {
  return { text, isError: true, evidence: [] };
}
