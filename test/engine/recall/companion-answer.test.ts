// What goes along with a file is counted from its commits; any other question is left to the search.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerByCompanions } from '../../../src/engine/recall/companion-answer.ts';
import { searchMemory } from '../../../src/engine/recall/question-search.ts';
import { commit, project, type Remembered, remember } from './remembered.ts';

let remembered: Remembered;
beforeEach(() => {
  remembered = remember(
    commit('01-02', 'Add orders', ['A src/schema.ts', 'A src/client.ts', 'A package-lock.json']),
    commit('01-03', 'Add a price', ['M src/schema.ts', 'M src/client.ts', 'M package-lock.json']),
    commit('01-04', 'Add a customer', ['M src/schema.ts', 'M src/client.ts', 'A src/customer.ts']),
    commit('01-05', 'Describe the schema', ['M src/schema.ts', 'M src/customer.ts']),
    commit('01-06', 'Add a button', ['A src/button.ts']),
  );
});
afterEach(() => remembered.close());

function ask(question: string) {
  const request = { question, limit: 2, project, memory: remembered.memory };
  return answerByCompanions(request, searchMemory(request));
}

test.each([
  'what usually changes with schema.ts?',
  'which files change together with src/schema.ts',
  'what else should I touch when I edit schema.ts',
])('%s', (question) => {
  expect(ask(question)).toMatchObject({
    state: 'known',
    summary:
      '`src/schema.ts` changed in 4 commits, most often with `src/client.ts` (3 of 4), `src/customer.ts` (2 of 4).',
    evidence: [
      { title: 'Add a customer', reasons: ['changed with src/client.ts'] },
      { title: 'Add a price', reasons: ['changed with src/client.ts'] },
    ],
  });
});

test('a file that changed alone is told so, and not as certain', () => {
  expect(ask('what changes with button.ts')).toMatchObject({
    state: 'familiar',
    summary: '`src/button.ts` changed in 1 commit, and no other file went along often.',
  });
});

test.each(['why did schema.ts change?', 'what changes with the weather?', 'what changed in schema.ts'])(
  'another question: %s',
  (question) => {
    expect(ask(question)).toBeUndefined();
  },
);
