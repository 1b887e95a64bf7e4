import { expect, it } from 'vitest';
import { type ReviewedWeek, reviewWeek } from '../../../src/extension/surface/weekly-review.ts';
import { createLocalisedText } from '../../../src/language/localised-text.ts';

const english = createLocalisedText({ language: 'en', words: undefined });
const nowMs = Date.UTC(2025, 5, 20, 12);
const dayMs = 86_400_000;

const belief = {
  key: 'co-change:src/schema.ts',
  nodeKind: 'gist',
  level: 'situation',
  form: 'co-change',
  statement: '`schema.ts` changes with `client.ts` in 14 of 16 commits <script>',
  place: 'src',
  paths: [],
  support: 14,
  contra: 2,
  confidence: 0.9,
  heldFrom: nowMs - dayMs,
  learnedAt: nowMs - dayMs,
  evidence: [],
  counterEvidence: [],
} as unknown as ReviewedWeek['nights'][number]['learned'][number];

const episode = (daysAgo: number, title: string, outcome: string, places: string[]) =>
  ({
    id: title,
    title,
    outcome,
    startedAt: nowMs - daysAgo * dayMs,
    endedAt: nowMs - daysAgo * dayMs,
    places,
    eventCount: 3,
  }) as unknown as ReviewedWeek['episodes'][number];

const quiet: ReviewedWeek = {
  project: 'orders',
  episodes: [],
  nights: [],
  insights: { forgettings: [], answers: [], calibration: [], fading: [] },
  turnedAway: [],
};

it('tells of the week alone, and remembered text shows as it was written', () => {
  const page = reviewWeek(
    {
      ...quiet,
      episodes: [
        episode(1, 'Fix [the](command:x) queue', 'failed', ['src/queue.ts']),
        episode(2, 'Add a check', 'resolved', ['src/queue.ts', 'test/queue.ts']),
        episode(9, 'Long ago', 'failed', ['old.ts']),
      ],
      nights: [
        { at: nowMs - dayMs, learned: [belief], givenUp: [] },
        { at: nowMs - 20 * dayMs, learned: [belief], givenUp: [belief] },
      ],
      insights: {
        ...quiet.insights,
        forgettings: [
          { atMs: nowMs - dayMs, by: 'text', removed: 4 },
          { atMs: nowMs - dayMs, by: 'budget', removed: 1 },
        ],
        answers: [
          { dayMs: nowMs - dayMs, system: 'system1', answers: 9, compiled: 2, steps: 0, durationMs: 90, tokens: 300 },
          { dayMs: nowMs - dayMs, system: 'system2', answers: 1, compiled: 0, steps: 4, durationMs: 30, tokens: 100 },
        ],
      },
      turnedAway: [
        { reason: 'excluded', count: 3 },
        { reason: 'redacted', count: 2 },
        { reason: 'excluded', count: 4 },
      ],
    },
    nowMs,
    english,
  );
  expect(page).toBe(`# The week of orders

13 Jun to 20 Jun

## What was done

- 2 episodes: 1 failed, 1 resolved
- Most of it in src/queue\\.ts (2×), test/queue\\.ts (1×)

## What did not end well

- Fix \\[the\\]\\(command:x\\) queue: failed, 19 Jun

## What was learned

- \`schema.ts\` changes with \`client.ts\` in 14 of 16 commits &lt;script>

## What is believed no longer

Nothing.

## What was forgotten

- 4 events, by text, on 19 Jun; their texts are gone from every file
- The wording of 1 event, for want of space, on 19 Jun; what it came to stays

## What it cost

- 10 answers, 1 of them worked out; 120 ms and 400 tokens in all
- Turned away since the memory began: 7 excluded
- 2 secrets were taken out before anything was written
`);
});

it('says of an empty week that nothing was', () => {
  expect(reviewWeek(quiet, nowMs, english).match(/^Nothing\.$/gm)).toHaveLength(6);
});
