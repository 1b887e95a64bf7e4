// What the pick shows for an answer: the verdict first, then the evidence.
import { expect, it } from 'vitest';
import { judgeAnswer } from '../../../src/extension/surface/answer-judgement.ts';
import { answerRows } from '../../../src/extension/surface/recall-row.ts';
import { createLocalisedText } from '../../../src/language/localised-text.ts';
import type { WireAnswer } from '../../../src/protocol/recall.ts';

const english = createLocalisedText({ language: 'en', words: undefined });
const nowMs = new Date('2026-06-01T12:00:00').getTime();
const evidence = {
  event: 'e1',
  episode: 'p1',
  at: new Date('2026-03-12T12:00:00').getTime(),
  title: 'Drop the retry queue',
  excerpt: 'It reordered\norders. $(flame)',
  sha: '3f2a1b9c',
  paths: ['src/retry-queue.ts'],
  weight: 1,
  reasons: ['words: retry queue'],
};
const answer = (part: Partial<WireAnswer>): WireAnswer => ({
  question: 'why?',
  state: 'known',
  probability: 0.9,
  summary: 'It reordered orders.',
  evidence: [evidence],
  missing: [],
  system: 'system1',
  compiled: false,
  cost: { steps: 1, events: 0, tokens: 20, durationMs: 2 },
  ...part,
});
const show = (part: Partial<WireAnswer>) =>
  answerRows('/made/shop', answer(part), nowMs, english).map(({ label, description, detail }) =>
    [label, description, detail].join(' | '),
  );

it('says how sure it is, then shows the evidence as text', () => {
  expect(show({})).toEqual([
    '$(pass) Known | It reordered orders. | ',
    '$(git-commit) 12 Mar · 3f2a1b9 | Drop the retry queue | It reordered orders. \\$(flame) — src/retry-queue.ts',
  ]);
});

it('gives what is quoted all the room, and says below where it stands', () => {
  const excerpt = 'The warehouse received its orders twice and out of order, since a retry overtook what was sent.';
  const summary = `On 2026-03-12, commit 3f2a1b9c “Drop the retry queue” says “${excerpt.slice(0, -1)}”.`;
  expect(show({ summary, evidence: [{ ...evidence, excerpt: `${excerpt}\nNever again.` }] })).toEqual([
    '$(pass) Known | The warehouse received its orders twice and out of order, since a retry | overtook what was sent. Never again.',
    '$(git-commit) 12 Mar · 3f2a1b9 | Drop the retry queue | src/retry-queue.ts',
  ]);
  const unsure = show({ state: 'familiar', summary, evidence: [{ ...evidence, excerpt }] });
  expect(unsure[0]).toMatch(/^\$\(history\) Familiar \| On 2026-03-12, commit/);
});

it('breaks a long summary between words', () => {
  const summary = 'On 2026-03-12 the commit said that the warehouse received its orders twice and out of order.';
  expect(show({ summary, evidence: [] })).toEqual([
    '$(pass) Known | On 2026-03-12 the commit said that the warehouse received its orders | twice and out of order.',
  ]);
});

it('opens the best evidence from the verdict', () => {
  expect(answerRows('/made/shop', answer({}), nowMs, english).map((row) => row.evidence?.event)).toEqual(['e1', 'e1']);
});

it('is judged where it claims something, by what was estimated of it and the evidence that led', () => {
  const claims = (part: Partial<WireAnswer>) =>
    answerRows('/made/shop', answer(part), nowMs, english).flatMap(({ claim }) => claim ?? []);
  const [claim] = claims({ estimated: 0.8 });
  expect(claims({ estimated: 0.8 })).toHaveLength(1);
  expect(judgeAnswer(claim!, false)).toMatchObject({
    ...{ kind: 'feedback', actor: 'developer', folder: '/made/shop', paths: [] },
    data: { verdict: 'dismissed', subject: 'e1', reason: 'wrong: why?', claimed: 0.9, estimated: 0.8 },
  });
  expect(judgeAnswer(claim!, true).data).toMatchObject({ verdict: 'accepted', reason: 'useful: why?' });
  expect(claims({ state: 'unknown', evidence: [] })).toEqual([]);
});

it('says honestly that it does not know, and what it looked for', () => {
  expect(
    show({ state: 'unknown', summary: 'Nothing here speaks of kafka.', evidence: [], missing: ['kafka'] }),
  ).toEqual(['$(circle-slash) Unknown | Nothing here speaks of kafka. | ', '$(search-stop) Not found: kafka |  | ']);
});
