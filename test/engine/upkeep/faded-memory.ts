// A memory of commits to two files that change together, slept on, so that a gist holds what these mean; among them is one that is
// pinned. Every third commit is of a file by itself, of which no gist speaks.
import type { Draft } from '../../../src/engine/model/event.ts';
import { createPlanner } from '../../../src/engine/plan-event.ts';
import type { SqliteStore } from '../../../src/engine/store/sqlite-store.ts';
import { sleepOn } from '../sleep/slept-memory.ts';
import { project } from '../story.ts';

export const dayMs = 86_400_000;
export const startMs = Date.UTC(2024, 2, 12, 9);
/** A year after the last commit. */
export const laterMs = startMs + 500 * dayMs;
const pinned = 'git:5';
export const commits = 60;
/** Stands in the patches alone. */
export const wording = 'zanzibarContract';

const isAlone = (n: number) => n % 3 === 1;

function* commitDrafts(): Generator<Draft> {
  for (let n = 0; n < commits; n += 1) {
    const paths = isAlone(n) ? [`docs/page-${n}.md`] : ['src/queue.ts', 'src/queue-reader.ts'];
    const hunks = paths.map((path) => ({
      path,
      startLine: n + 1,
      before: [],
      after: Array.from({ length: 80 }, (_, line) => `  ${wording}.line${line}(${n}, 'of the patch of the queue');`),
      symbol: 'Queue.push',
    }));
    const files = paths.map((path) => ({ path, status: 'M', added: 80, deleted: 0 }) as const);
    const subject = `Let the queue take step ${n}`;
    const data = { sha: `${n}`.padStart(40, 'f'), author: 'ada', subject, body: '', files, hunks };
    const head = { id: `git:${n}`, at: startMs + n * dayMs, actor: 'history', project, refs: paths } as const;
    yield { ...head, kind: 'commit', text: subject, data };
  }
}

/** Of pairs, but for the pinned one. */
export const mayGo = Array.from({ length: commits }, (_, n) => n)
  .filter((n) => !isAlone(n) && `git:${n}` !== pinned)
  .map((n) => `git:${n}`);

export async function fillMemory(store: SqliteStore): Promise<void> {
  const at = startMs + commits * dayMs;
  const head = { actor: 'developer', project, refs: [], text: '' } as const;
  const pin: Draft = { ...head, id: 'pin', at, kind: 'feedback', data: { verdict: 'pinned', subject: pinned } };
  store.append([...commitDrafts(), pin], createPlanner(store));
  await sleepOn(store);
}
