import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Answer } from '../../../src/engine/model/recollection.ts';
import { recallQuestion } from '../../../src/engine/recall/recall-question.ts';
import { appear, commit, project, type Remembered, remember, resolve } from './remembered.ts';

let remembered: Remembered;
beforeEach(() => {
  const types = {
    path: 'src/user.ts',
    message: "Type 'string' is not assignable to type 'number'.",
    line: 3,
    lineText: 'x = y;',
  };
  remembered = remember(
    commit('01-02', 'Add the retry queue', ['A src/retry-queue.ts', 'A test/retry-queue.test.ts']),
    commit('01-03', 'Add a cart', ['A src/cart.ts']),
    commit(
      '02-01',
      'Queue emails',
      ['A src/email.ts'],
      [
        {
          path: 'src/email.ts',
          startLine: 1,
          before: [],
          after: ['export const outbox = createOutbox({ limit: 50 });'],
        },
      ],
    ),
    commit(
      '03-12',
      'Drop the retry queue\n\nIt was slow at first.\n\nWe removed it because webhooks were\ndelivered twice when acks came late.\nMore later.',
      ['D src/retry-queue.ts', 'D test/retry-queue.test.ts'],
    ),
    commit('04-01', 'Round prices half to even', ['M src/cart.ts']),
    commit('04-02', 'Use a bigger button', ['M src/button.ts']),
    appear(0, 'i', types),
    resolve(1, 'i', types, 'edit', { startLine: 3, before: ['x = y;'], after: ['x = Number(y);'] }),
  );
});
afterEach(() => remembered.close());

function ask(question: string, options: { limit?: number; project?: string } = {}): Answer {
  return recallQuestion({
    question,
    limit: 5,
    project,
    memory: remembered.memory,
    ...options,
  });
}

test('a question about the past is answered by the commit that holds the answer', () => {
  const answer = ask('Why did we drop the retry queue?');
  expect(answer.state).toBe('known');
  expect(answer.probability).toBeGreaterThan(0.9);
  // Counted over all tests of the file, so that a second try meets another one.
  const sha = answer.evidence[0]!.sha!.slice(0, 8);
  expect(answer.summary).toBe(
    `On 2024-03-12, commit ${sha} “Drop the retry queue” says “We removed it because webhooks were delivered twice when acks came late”.`,
  );
  expect(answer.evidence[0]).toMatchObject({
    title: 'Drop the retry queue',
    paths: ['src/retry-queue.ts', 'test/retry-queue.test.ts'],
    weight: 1,
    reasons: ['words: drop retry queue', 'gives a reason'],
  });
  expect(answer.missing).toEqual([]);
});

test.each([
  ['why was the retry queue removed?', 'known', 'Drop the retry queue'],
  ['when was the RetryQueue introduced', 'known', 'Add the retry queue'],
  ['rounding of prices', 'known', 'Round prices half to even'],
  ['what happened to src/cart.ts?', 'known', 'Round prices half to even'],
  ['what changed in email.ts', 'known', 'Queue emails'],
  ['outbox limit', 'known', 'Queue emails'],
  ['string not assignable to number', 'known', "Type 'string' is not assignable to type 'number'."],
  ['why did we rename the retry queue?', 'familiar', 'Drop the retry queue'],
  ['why did we drop the retry queue in src/queue.ts?', 'familiar', 'Drop the retry queue'],
])('%s → %s: %s', (question, state, title) => {
  const answer = ask(question);
  expect([answer.state, answer.evidence[0]?.title]).toEqual([state, title]);
});

test.each([
  [
    'Why did we choose GraphQL federation?',
    'I know nothing of `GraphQL federation`: no commit, edit or error mentions it.',
  ],
  ['why is the retry button red?', 'I know nothing of `red`: no commit, edit or error mentions it.'],
  [
    'where is the retry button?',
    'I know nothing that answers this: no commit, edit or error speaks of `retry button` together.',
  ],
  ['why did we do that?', 'The question holds no word that I could look for.'],
  ['', 'The question holds no word that I could look for.'],
  ['"; DROP TABLE event; -- " OR *', 'I know nothing of `TABLE event`: no commit, edit or error mentions it.'],
  ['what changed in src/nowhere.ts', 'I know nothing of `src/nowhere.ts`: no commit, edit or error mentions it.'],
])('%s → it does not know', (question, summary) => {
  const answer = ask(question);
  expect(answer).toMatchObject({ state: 'unknown', summary, evidence: [] });
  expect(answer.probability).toBeLessThan(0.5);
});

test('a file that was never met is named as what the nearest answer does not speak of', () => {
  const { summary } = ask('why did we drop the retry queue in src/queue.ts?');
  expect(summary).toMatch(/^I am not sure\. The nearest I know: .* It does not speak of `src\/queue\.ts`\.$/);
});

test('other projects are not spoken of, and the limit holds', () => {
  expect(ask('retry queue', { project: 'other' }).state).toBe('unknown');
  expect(ask('retry queue', { limit: 1 }).evidence.length).toBe(1);
});

test('what is near in meaning is found where words fail, but is not asserted', () => {
  const seq = remembered.memory
    .eventsOfKind(project, 'commit', 10)
    .find((event) => event.text.startsWith('Round'))!.seq;
  const vectors = { search: () => [{ seq, similarity: 0.9 }] };
  const request = { limit: 5, project, memory: remembered.memory, vectors };
  const near = (question: string) => recallQuestion({ ...request, question, queryVector: new Float32Array([1, 0]) });
  expect(near('bankers arithmetic').state).toBe('unknown');
  const answer = near('prices in the cart, retry them');
  expect(answer.evidence.every((evidence) => evidence.weight <= 1 && evidence.weight > 0)).toBe(true);
});

test('a question of many words costs no more than one can wait for', () => {
  const startedAtMs = performance.now();
  ask(Array.from({ length: 600 }, (_, i) => `word${i} retry`).join(' '));
  expect(performance.now() - startedAtMs).toBeLessThan(2_000);
});
