// What a person does with one memory in the page, in a real browser: ask, read what an answer rests on, say what it was
// worth; find a memory, pin it, correct it, forget it.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from './accessibility-check.ts';
import type { FakeDeeds } from './fake-deeds.ts';
import { type PageOptions, type PageServer, startPageServer, takePicture } from './page-server.ts';

const eventually = { timeout: 15_000 };
let server: PageServer;
let page: Page;

beforeAll(async () => {
  server = await startPageServer();
});
afterEach(async () => {
  expect(await page.evaluate(() => window.host.violations)).toEqual([]);
  await page.close();
});
afterAll(() => server.close());

async function open(options: PageOptions): Promise<void> {
  page = await server.open(options);
  await page.getByRole('option').first().waitFor();
}

const box = () => page.getByRole('searchbox');
const button = (name: string) => page.getByRole('button', { name, exact: true });
const posted = (type: string) =>
  page.evaluate((wanted) => window.host.posted.filter((message) => message.type === wanted), type);
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

test('a question is answered while it is typed, and thought over with Enter', async () => {
  await open({ memory: { episodes: 40, thinkingMs: 60_000 } });
  await box().fill('why no retry queue?');
  await page.getByText('On the tip of the tongue').waitFor();
  expect(await posted('recall')).toMatchObject([{ question: 'why no retry queue?', mode: 'system1' }]);

  await box().press('Enter');
  await page.getByText('Thinking it over').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await button('Stop').click();
  await page.getByText('On the tip of the tongue').waitFor();
  expect(await posted('cancel')).toHaveLength(1);

  await page.evaluate(() => {
    window.host.memory = { episodes: 40 };
  });
  await button('Think it over').click();
  await expect.poll(() => page.locator('.answer .badge').first().textContent(), eventually).toBe('Known');
  expect(await page.locator('.answer .episode-facts').textContent()).toBe(
    'Known93 % likely to be rightthought over · 14 steps · 23 ms · about 180 tokens to read',
  );
  expect(await page.locator('.evidence .link').allTextContents()).toEqual([
    'Drop the retry queue: the broker redelivers by itself',
    'Fix orders that were sent twice by the retry queue',
    'Retry uploads with a growing pause',
  ]);
  expect(await page.locator('.standing-note').textContent()).toBe('No longer holds: the queue is gone');
  expect(await accessibilityProblems(page)).toEqual([]);
  await takePicture(page, 'explorer-answer');

  await button('Show the changes of commit 50c0ffe').click();
  await page.getByRole('button', { name: 'src/orders/retry-queue.ts' }).first().click();
  await button('Not what I asked').click();
  await page.getByText('Noted: it will come less readily.').waitFor();
  expect(await posted('openEvent')).toMatchObject([{ id: 'event:commit:5' }]);
  expect(await posted('openFile')).toMatchObject([{ path: 'src/orders/retry-queue.ts' }]);
  expect(await posted('judge')).toMatchObject([
    { subject: 'event:commit:3', verdict: 'dismissed', reason: 'wrong: why no retry queue?' },
  ]);

  await page.waitForTimeout(1_000); // The page keeps its state after a pause.
  await page.reload();
  await page.locator('.answer').waitFor();
  expect(await page.locator('.answer h2').textContent()).toBe('why no retry queue?');
  await page.locator('.evidence .link').first().click();
  await expect
    .poll(() => page.locator('article h2').textContent(), eventually)
    .toBe('Make the import wait for the migration');
  expect(await page.locator('.answer').count()).toBe(0);
});

test('what is not known says what was looked for', async () => {
  await open({ memory: { episodes: 40 } });
  await box().fill('the weather tomorrow');
  await page.getByRole('heading', { name: 'What was looked for' }).waitFor();
  expect(await page.locator('.missing li').allTextContents()).toEqual(['weather', 'tomorrow']);
  expect(await page.locator('.answer .badge').first().textContent()).toBe('Unknown');
  await box().press('Escape');
  await expect.poll(() => page.locator('.answer').count(), eventually).toBe(0);
});

test('one memory is found, pinned, corrected and forgotten, by keyboard', async () => {
  await open({ memory: { episodes: 40 } });
  await box().fill('retry queue');
  await expect.poll(() => page.locator('.browse .found').textContent(), eventually).toBe('5 episodes found');
  await box().press('ArrowDown');
  await page.keyboard.press('Enter');
  await button('Pin').focus();
  await page.keyboard.press('Enter');
  await page.getByText('Pinned: you want this kept.').waitFor();
  expect(await focused()).toBe('Unpin');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByLabel('It was true until').check();
  await page.getByLabel('True until', { exact: true }).fill('2026-02-28');
  await page.getByLabel('Why?').fill('We moved to another broker');
  expect(await accessibilityProblems(page)).toEqual([]);
  await takePicture(page, 'explorer-correct');
  await page.getByLabel('Why?').press('Enter');
  await page
    .getByText(/You said that this was true until \w+,? 28 February 2026.*: We moved to another broker/)
    .waitFor();

  await button('Forget…').click();
  await page.getByText('5 events of 1 episode').waitFor();
  expect(await focused()).toBe('Keep it'); // What cannot be undone is not a key press away.
  expect(await accessibilityProblems(page)).toEqual([]);
  await takePicture(page, 'explorer-forget');
  await page.keyboard.press('Escape');
  expect(await focused()).toBe('Forget…');
  expect(await posted('forget')).toEqual([]);
  await page.keyboard.press('Enter');
  await button('Forget it for good').click();
  await page.getByText('deriving again what stays 40 %').waitFor();
  await page.getByText('It is forgotten. No file of the memory holds it any more.').waitFor();

  expect(await posted('judge')).toMatchObject([
    { verdict: 'pinned' },
    { verdict: 'corrected', reason: 'We moved to another broker', until: new Date('2026-02-28T23:59:59').getTime() },
  ]);
  expect((await posted('forget')).map((message) => message.subject)).toEqual([(await posted('episode')).at(-1)!.id]);
});

test('a pin that was set elsewhere shows where the memory is read, and what is typed there stays', async () => {
  await open({ memory: { episodes: 40 } });
  await page.getByRole('option').first().click();
  await button('Correct…').click();
  await page.getByLabel('Why?').fill('half a thought');
  await expect.poll(async () => (await posted('standing')).length, eventually).toBe(1);
  const [asked] = await posted('standing');
  await page.evaluate((subject) => {
    const judge = { type: 'judge', subject, verdict: 'pinned' } as const;
    (window as unknown as { fakeDeeds: FakeDeeds }).fakeDeeds.answer(judge as never, () => undefined);
    window.host.send({ type: 'changed' });
  }, String(asked!.subject));
  await page.getByText('Pinned: you want this kept.').waitFor();
  await button('Unpin').waitFor();
  expect(await page.getByLabel('Why?').inputValue()).toBe('half a thought');
});

test.each(['light', 'high-contrast'] as const)(
  'an answer in the colours of the %s theme, at twice the size',
  async (theme) => {
    await open({ memory: { episodes: 40 }, theme, scale: 2 });
    await box().fill('why no retry queue?');
    await box().press('Enter');
    await page.locator('.evidence').waitFor();
    await takePicture(page, `explorer-answer-${theme}`);
  },
);

const toInsights = async () => {
  await page.getByRole('tab', { name: 'Timeline' }).focus();
  await page.keyboard.press('ArrowLeft'); // Around to the last one.
  await page.getByRole('heading', { name: 'How memories fade' }).waitFor();
};

test('insights are drawn, can be read as tables, and lead to what was learned', async () => {
  await open({ memory: { episodes: 40 } });
  await toInsights();
  expect(await page.getByRole('img').count()).toBe(4);
  const calibration = page.locator('figure').filter({ hasText: 'How often it was right' });
  await calibration.getByText('As a table').click();
  expect(await calibration.locator('tbody tr').last().allTextContents()).toEqual(['95 %181794 %']);
  await page.getByLabel('Memory', { exact: true }).selectOption({ index: 1 });
  expect(await page.getByRole('row', { name: /kept out by your settings/ }).textContent()).toContain('1,204');
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: /changes with/ }).click();
  await expect.poll(() => page.locator('article h2').textContent(), eventually).toContain('schema.ts');
  expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Map');
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('a belief in the words of a model has the memory’s own beside it', async () => {
  await open({ memory: { episodes: 40, isWorded: true } });
  await toInsights();
  const learned = page.locator('.nights li li').filter({ hasText: 'Whoever changes' });
  expect(await learned.textContent()).toMatch(/own words: schema\.ts.* changes with/);
  await learned.scrollIntoViewIfNeeded();
  await takePicture(page, 'explorer-worded-night');
  await learned.getByRole('button').click();
  await expect.poll(() => page.locator('article h2').textContent(), eventually).toContain('Whoever changes');
  expect(await page.locator('article .own-words').textContent()).toMatch(/own words: schema\.ts changes with/);
  await takePicture(page, 'explorer-worded');
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('a night tells what was dreamt of and looked into, and leads to the question, the answer and the place', async () => {
  await open({ memory: { episodes: 40 } });
  await toInsights();
  const night = page.locator('.nights > li').first();
  expect(await night.textContent()).toContain('3 questions of before did not come to mind and were thought over');
  expect(await night.textContent()).toContain('answered now: 2');
  const unanswered = night.getByRole('listitem').filter({ hasText: 'No answer yet' });
  expect(await unanswered.textContent()).toContain('Who asked for the <b>export</b>?');

  await night.scrollIntoViewIfNeeded();
  await takePicture(page, 'explorer-nights');

  const shown = () => page.locator('article h2').textContent();
  await night.getByRole('button', { name: 'Ivo saw duplicates' }).click();
  await expect.poll(() => posted('episode'), eventually).toMatchObject([{ id: 'episode:5' }]);
  await page.getByRole('tab', { name: 'Insights' }).click();
  await night.getByRole('button', { name: '4 commits by 2 people' }).click();
  await expect.poll(shown, eventually).toContain('part-0.ts');
  await page.getByRole('tab', { name: 'Insights' }).click();
  await night.getByRole('button', { name: 'Why no retry queue?' }).click();
  await expect.poll(() => box().inputValue(), eventually).toBe('Why no retry queue?');
  await expect.poll(() => posted('recall'), eventually).toMatchObject([{ question: 'Why no retry queue?' }]);
});

test('insights that are not there yet say when they will be', async () => {
  await open({ memory: { episodes: 40, isNew: true } });
  await toInsights();
  expect(await page.locator('.insights .quiet').count()).toBe(5);
  expect(await page.getByRole('img').count()).toBe(0);
  expect(await accessibilityProblems(page)).toEqual([]);
});

test.each(['dark', 'light', 'high-contrast'] as const)('insights in the colours of the %s theme', async (theme) => {
  await open({ memory: { episodes: 40 }, theme });
  await toInsights();
  await takePicture(page, `explorer-insights-${theme}`);
});

test('a recall is played on the map, step by step, and told in words beside it', async () => {
  await open({ memory: { episodes: 40 } });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await box().fill('why no retry queue?');
  await button('Play the recall').click();
  const current = () => page.locator('.hops > li[aria-current=step]').textContent();
  await expect.poll(() => current(), eventually).toContain('words: retry queue');
  expect(await posted('trace')).toMatchObject([{ cue: { by: 'question', question: 'why no retry queue?' } }]);
  // Where motion is unwanted it waits for the reader.
  await expect.poll(focused, eventually).toBe('Play');
  await page.locator('.map-canvas canvas').first().waitFor();

  await page.keyboard.press('ArrowRight');
  expect(await current()).toContain('Queue.<b>push</b>');
  expect(await page.getByRole('status').last().textContent()).toBe(
    'Step 2 of 3, after one link: src/orders/part-0.ts, Queue.<b>push</b>.',
  );
  expect(await accessibilityProblems(page)).toEqual([]);
  await takePicture(page, 'explorer-recall-played');
  await button('Back').click();
  expect(await current()).toContain('At hand');

  await page.getByLabel('Speed').selectOption('fast');
  await button('Play').click();
  await expect.poll(() => current(), eventually).toContain('Fix orders that were sent twice');
  await button('Play').waitFor();
  await page.getByRole('button', { name: 'Fix orders that were sent twice' }).click();
  await expect.poll(() => page.locator('.hops').count(), eventually).toBe(0);
});
