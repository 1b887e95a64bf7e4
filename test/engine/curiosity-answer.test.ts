// What curiosity found answers whoever asks, and goes on answering while the findings gather: in a history of one author,
// whose findings say `1 person`, people are asked for.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { investigatePlace } from '../../src/engine/import/place-investigation.ts';
import { type EvaluationEngine, openEvaluationEngine } from '../evaluate/evaluation-engine.ts';
import type { ReplayCommit } from '../evaluate/replay-stream.ts';
import { takeIn } from '../evaluate/stream-memory.ts';
import { makeStreamRepository, type StreamRepository } from '../evaluate/stream-repository.ts';

const files = ['gateway', 'parser', 'ledger', 'mailer'].map((name) => `src/${name}.ts`);
const daySeconds = 86_400;
/** Git knows these alone; the memory begins with the next. */
const past = files.length;
const commits = Array.from({ length: 24 }, (_, n): ReplayCommit => {
  const path = files[n % files.length]!;
  const status = n < past ? ('A' as const) : ('M' as const);
  const patch = `@@ -0,0 +1,1 @@\n+const step${n} = ${n};\n`;
  const head = { sha: n.toString(16).padStart(40, '0'), t: 1_700_000_000 + n * daySeconds, author: 'Ada' };
  return { ...head, message: `Bound buffer ${n}`, files: [{ path, status, add: 1, del: 0, patch }] };
});

let memory: EvaluationEngine;
let repository: StreamRepository;
beforeEach(() => {
  repository = makeStreamRepository(commits);
  memory = openEvaluationEngine({ startMs: 0, without: [], investigatePlace });
});
afterEach(async () => {
  await memory.close();
  repository.remove();
});

async function liveADay(n: number): Promise<void> {
  const commit = commits[n]!;
  repository.advanceTo(n + 1);
  await takeIn(memory, repository.root, [commit]);
  memory.clock.nowMs = (commit.t + daySeconds / 2) * 1000;
  await memory.engine.sleepNow(repository.root, () => undefined, new AbortController().signal);
  await memory.engine.settle();
}

test('a question that a finding answers is answered after every later night', async () => {
  for (let n = past; n < commits.length; n += 1) {
    await liveADay(n);
    for (const path of files.slice(0, n - past + 1)) {
      const question = `Commits, people and repairs of \`${path}\`?`;
      const answer = await memory.engine.recall(repository.root, { question, limit: 3, mode: 'system1' });
      expect([n, answer.state, answer.evidence[0]?.title]).toEqual([
        n,
        'known',
        expect.stringContaining(`\`${path}\`:`),
      ]);
    }
  }
}, 60_000);
