// Who knows a place, from who wrote and looked there: a story in, the sentence out.
import { afterEach, expect, test } from 'vitest';
import type { Draft } from '../../../src/engine/model/event.ts';
import { traceKnowledge } from '../../../src/engine/recall/knowledge-tracer.ts';
import { planOn, project, remember, tell } from '../story.ts';

let leave = () => {};
afterEach(() => leave());

const dayMs = 86_400_000;
const start = Date.UTC(2024, 2, 12);

/** Commits are Ada's; a mark `agent` on a line gives its event to an agent, `day N` puts it on a later day. */
function trace(lines: string, path: string, daysLater: number, author: string | undefined = 'ada') {
  const drafts = lines
    .trim()
    .split('\n')
    .flatMap((line, i) => {
      const [, day = '0', agent, rest = ''] = /^\s*(?:day (\d+) )?(agent )?(.*)$/.exec(line)!;
      return tell(rest).map((draft) => ({
        ...draft,
        id: `${draft.id}-${i}`,
        at: draft.at + Number(day) * dayMs,
        ...(agent !== undefined && { actor: 'agent:made' }),
      })) as Draft[];
    });
  const { store, leave: end } = remember('');
  leave = end;
  for (const draft of drafts) store.append([draft], planOn(store));
  const nowMs = start + daysLater * dayMs;
  const { probability, sentence } = traceKnowledge(path, { project, author, nowMs }, store);
  return `${probability.toFixed(2)} ${sentence}`;
}

const weeks = `
  day 0 09:00 commit c1 Add a queue: src/queue.ts
  day 5 09:00 commit c2 Bound the queue: src/queue.ts docs/queue.md
  day 6 09:00 edit src/queue.ts:3 | -a | +b
  day 7 09:00 open src/queue.ts`;

test('what was worked on over days is known, and is forgotten in months', () => {
  expect(trace(weeks, 'src/queue.ts', 8)).toBe(
    '0.89 You know this well: you worked on it on 3 days, last on 2024-03-18.',
  );
  leave();
  expect(trace(weeks, 'src/queue.ts', 200)).toBe(
    '0.24 You knew this once: you worked on it on 3 days, last on 2024-03-18.',
  );
  leave();
  expect(trace(weeks, 'docs/queue.md', 100)).toBe(
    '0.09 You hardly know this: you worked on it on 1 day, last on 2024-03-17.',
  );
});

test('a folder is known as its files are, and a name is followed through renames', () => {
  expect(trace(weeks, 'docs', 8)).toMatch(/^0\.61 You know this: you worked on it on 1 day/);
  leave();
  expect(
    trace(`${weeks}\n day 9 09:00 rename c3 Move: src/queue.ts > src/jobs/queue.ts`, 'src/jobs/queue.ts', 10),
  ).toBe('0.93 You know this well: you worked on it on 4 days, last on 2024-03-21.');
});

test('what others and agents wrote is new to the developer, even where they committed it', () => {
  expect(trace(weeks, 'src/queue.ts', 8, 'grace')).toMatch(/^0\.64 You know this: you worked on it on 1 day/);
  leave();
  expect(trace('09:00 commit c1 Add: src/a.ts', 'src/a.ts', 1, 'grace')).toBe(
    '0.00 New to you: others changed it on 1 day.',
  );
  leave();
  const agents = `
    agent 09:00 edit src/a.ts:3 | -a | +b
    09:30 commit c1 Take it: src/a.ts`;
  expect(trace(agents, 'src/a.ts', 1)).toBe('0.06 New to you: you only looked at it, last on 2024-03-12.');
  leave();
  expect(trace(weeks, 'src/other.ts', 8)).toBe('0.00 ');
});
