// The methods by which agents are served, as the wire knows them.
import { agentHookMethod, agentHookParams } from '../../protocol/agent-hook.ts';
import { agentToolMethod, agentToolParams } from '../../protocol/agent-tool.ts';
import type { Engine } from '../engine.ts';
import { AgentDesk } from './agent-desk.ts';
import { AgentListener } from './agent-listener.ts';
import { listCitedAnswerMethods } from './cited-answer-handler.ts';
import { type MemoryMethod, on } from './memory-method.ts';

export function listAgentMethods(engine: Engine, nowMs: () => number): [string, MemoryMethod][] {
  const desk = new AgentDesk(engine, nowMs);
  const listener = new AgentListener(engine, desk, nowMs);
  return [
    on(agentToolMethod, agentToolParams, (call) => desk.answer(call)),
    on(agentHookMethod, agentHookParams, (call) => listener.hear(call)),
    ...listCitedAnswerMethods(desk),
  ];
}
