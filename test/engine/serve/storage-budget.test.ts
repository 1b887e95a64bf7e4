// The budget of space over the wire: a client says how much there is, a process of its own lets wording go after a night,
// and whoever asks for what is left of it is told so.
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { episodeMethod, episodeResult, eventMethod, eventResult } from '../../../src/protocol/explore.ts';
import { importMethod, importResult } from '../../../src/protocol/lifecycle.ts';
import { recallMethod, recallResult } from '../../../src/protocol/recall.ts';
import { diaryMethod, diaryResult, sleepMethod, sleepResult } from '../../../src/protocol/sleep.ts';
import { storageBudgetMethod, storageBudgetResult } from '../../../src/protocol/storage-budget.ts';
import { EngineFixture } from './engine-fixture.ts';

vi.setConfig({ testTimeout: 60_000 }); // Processes are started, on a machine that may be busy.

let fixture: EngineFixture;
beforeEach(() => {
  fixture = new EngineFixture();
});
afterEach(() => fixture.end());

const firstS = 1_600_000_000;
const daysS = 86_400;

/** Two files that change together, and every third time another. */
function makePairs(folder: string, commits: number): void {
  const stream: string[] = [];
  for (let n = 1; n <= commits; n += 1) {
    const subject = n === commits ? 'Teach the queue about pelicans' : `Let the queue take step ${n}`;
    const content = Array.from({ length: 20 }, (_, line) => `line ${line} of the step ${n} of the queue\n`).join('');
    stream.push('commit refs/heads/main', `mark :${n}`);
    stream.push(`committer Ada <ada@example.org> ${firstS + n * daysS} +0000`, `data ${subject.length}`, subject);
    if (n > 1) stream.push(`from :${n - 1}`);
    const files = n % 3 === 0 ? [`page-${n}.md`] : ['queue.ts', 'queue-reader.ts'];
    for (const file of files) stream.push(`M 100644 inline ${file}`, `data ${content.length}`, content);
  }
  execFileSync('git', ['init', '--quiet', '-b', 'main', folder]);
  execFileSync('git', ['-C', folder, 'fast-import', '--quiet'], { input: `${stream.join('\n')}\n` });
  execFileSync('git', ['-C', folder, 'reset', '--quiet', '--hard']);
}

test('wording goes after a night, the diary tells of it, and an answer is familiar that was known', async () => {
  const { folder } = fixture;
  makePairs(folder, 59);
  const client = await fixture.connect();
  await client.request(importMethod, { folder, token: 'i' }, importResult);
  const ask = async () => {
    const reply = await client.request(recallMethod, { folder, question: 'the queue and pelicans' }, recallResult);
    if (!reply.ok) throw new Error(reply.message);
    return reply.value;
  };
  expect(await ask()).toMatchObject({ state: 'known' });

  expect(await client.request(storageBudgetMethod, { megabytes: 0.001 }, storageBudgetResult)).toMatchObject({
    ok: true,
  });
  await client.request(sleepMethod, { folder, token: 's' }, sleepResult);
  const letGo = async () => {
    const diary = await client.request(diaryMethod, { folder }, diaryResult);
    return diary.ok ? diary.value.nights[0]?.episodesLetGo : undefined;
  };
  await vi.waitFor(async () => expect(await letGo()).toBeGreaterThan(30), { timeout: 30_000, interval: 100 });

  const { state, summary, evidence } = await ask();
  expect(state).toBe('familiar');
  expect(summary).toContain('Its wording was let go; this is what is left of it.');
  expect(evidence[0]).toMatchObject({ title: 'Teach the queue about pelicans' });
  expect(evidence[0]!.reasons).toContain('its wording was let go');
  const episode = await client.request(episodeMethod, { folder, id: evidence[0]!.episode }, episodeResult);
  expect(episode).toMatchObject({ value: { events: [{ isFaded: true, hasDiff: false }] } });
  const event = await client.request(eventMethod, { folder, id: evidence[0]!.event }, eventResult);
  expect(event).toMatchObject({ value: { hunks: [], text: expect.stringContaining('was let go for want of space') } });
});
