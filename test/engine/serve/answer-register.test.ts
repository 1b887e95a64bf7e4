// That an agent's word on a piece of evidence reaches the answer that rested on it, and moves how sure the next ones are.
import { afterEach, expect, test } from 'vitest';
import { AgentDesk } from '../../../src/engine/serve/agent-desk.ts';
import type { AgentToolName } from '../../../src/protocol/agent-tool.ts';
import { type EvaluationEngine, openEvaluationEngine } from '../../evaluate/evaluation-engine.ts';

const folder = '/made/shop';
const startMs = Date.UTC(2024, 2, 12);
const question = 'Why did we drop the retry queue?';

let made: EvaluationEngine | undefined;
afterEach(async () => made?.close());

async function begin() {
  made = openEvaluationEngine({ startMs, without: [] });
  const { engine, clock } = made;
  const desk = new AgentDesk(engine, () => clock.nowMs);
  let calls = 0;
  const call = async (tool: AgentToolName, input: object) => {
    calls += 1;
    clock.nowMs += 60_000;
    return desk.answer({ folder, tool, input, agent: 'test', call: `c${calls}` });
  };
  const commit = (n: number, subject: string, body: string) => ({
    ...{ id: `commit-${n}`, at: startMs + n, kind: 'commit' as const, actor: 'history' as const, folder },
    ...{ paths: [`${folder}/src/queue${n}.ts`], text: subject },
    data: {
      ...{ sha: `${n}`.repeat(40), author: 'Ada', subject, body, hunks: [] },
      files: [{ path: `${folder}/src/queue${n}.ts`, status: 'M' as const, added: 1, deleted: 0 }],
    },
  });
  await engine.observe([
    commit(1, 'Drop the retry queue', 'The broker redelivers by itself.'),
    commit(2, 'Add a retry queue', 'Orders were lost.'),
  ]);
  const ask = () => engine.recall(folder, { question, limit: 3, mode: 'system1' });
  const judged = async () =>
    (await engine.latest(folder, 'feedback', 50)).map((event) => event.kind === 'feedback' && event.data);
  return { call, ask, judged };
}

test('an answer is judged once, by its evidence that helped or by the piece that led', async () => {
  const { call, judged } = await begin();
  const judge = (evidence: string, verdict: string) => call('feedback', { evidence, verdict });
  await judge('commit-1', 'helped'); // No answer has rested on it yet.
  const { evidence } = await call('recall', { question });
  expect(evidence).toEqual(['commit-1', 'commit-2']);
  await judge('commit-2', 'irrelevant'); // That what follows is no help says nothing of what leads.
  await judge('commit-1', 'known-already');
  await judge('commit-2', 'helped');
  await judge('commit-1', 'helped');
  const claims = (await judged()).map((data) => data && [data.subject, data.verdict, data.estimated !== undefined]);
  expect(claims).toEqual([
    ['commit-1', 'accepted', false],
    ['commit-2', 'accepted', true],
    ['commit-1', 'dismissed', false],
    ['commit-2', 'dismissed', false],
    ['commit-1', 'accepted', false],
  ]);
});

test('the more answers are no help to an agent, the less sure the memory is', async () => {
  const { call, ask } = await begin();
  const first = await ask();
  expect(first.probability).toBe(first.estimated);
  for (let n = 0; n < 12; n++) {
    await call('recall', { question });
    await call('feedback', { evidence: 'commit-1', verdict: 'irrelevant' });
  }
  const later = await ask();
  expect(later.estimated).toBe(first.estimated);
  expect(later.probability).toBeLessThan(first.probability - 0.1);
});
