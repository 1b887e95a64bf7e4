// How the page looks where it is strained: names of 200 characters, words written from the right, and a memory that holds
// nothing. Every view is pictured, into out/pictures/looks-*.png for a person to look at; what can be seen without eyes is
// checked. SECOND_NATURE_LOOKS=all takes every kind of theme at one and at two device pixels a CSS pixel.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from './accessibility-check.ts';
import { leastContrast } from './contrast-check.ts';
import { collisions, mixedTexts, spills } from './layout-check.ts';
import { type PageServer, startPageServer, takePicture } from './page-server.ts';
import type { Theme } from './theme-token.ts';

interface Look {
  readonly theme: Theme;
  readonly scale: number;
}

const usualLooks: readonly Look[] = [
  { theme: 'dark', scale: 1 },
  { theme: 'light', scale: 2 },
  { theme: 'high-contrast', scale: 2 },
];
const otherLooks: readonly Look[] = [
  { theme: 'dark', scale: 2 },
  { theme: 'light', scale: 1 },
  { theme: 'high-contrast', scale: 1 },
];
const looks = process.env.SECOND_NATURE_LOOKS === 'all' ? [...usualLooks, ...otherLooks] : usualLooks;
const testMsMax = 120_000;
let server: PageServer;

beforeAll(async () => {
  server = await startPageServer();
});
afterAll(() => server.close());

/** Takes a picture, and fails where something is out of its place or cannot be read. */
async function look(page: Page, name: string, { theme, scale }: Look): Promise<void> {
  await takePicture(page, `looks-${name}-${theme}-${scale}x`);
  const faults = [
    ...(await page.evaluate(spills)),
    ...(await page.evaluate(collisions)),
    ...(await page.evaluate(mixedTexts)),
  ];
  expect(faults, name).toEqual([]);
  expect(await page.evaluate(leastContrast), name).toBeGreaterThanOrEqual(4.5);
}

const view = (page: Page, name: string) => page.getByRole('tab', { name }).click();

/** Through every view of a memory that strains them. */
async function lookAtAll(page: Page, each: Look, prefix = ''): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Forget…' }).waitFor();
  await look(page, `${prefix}episode`, each);
  await page.getByRole('button', { name: 'Forget…' }).click();
  await page.getByText('This would go').waitFor();
  await look(page, `${prefix}forget`, each);
  await page.getByRole('searchbox').fill('why no retry queue? למה');
  await page.keyboard.press('Enter');
  await page.getByText('Was this the answer?').waitFor();
  await look(page, `${prefix}answer`, each);
  await page.getByRole('button', { name: 'Play the recall' }).click();
  await page.locator('.hops > li[aria-current=step]').waitFor();
  await page.locator('.map-canvas canvas').first().waitFor();
  await page.getByRole('option').nth(1).waitFor();
  await look(page, `${prefix}player`, each);
  await page.getByRole('option').filter({ hasText: 'packages/' }).first().click();
  await page.getByRole('button', { name: 'Open the file' }).waitFor();
  await look(page, `${prefix}map`, each);
  await view(page, 'Insights');
  await page.getByRole('heading', { name: 'How memories fade' }).waitFor();
  await look(page, `${prefix}insights`, each);
  await page.locator('.nights').scrollIntoViewIfNeeded();
  await look(page, `${prefix}nights`, each);
  await page.setViewportSize({ width: 480, height: 800 });
  await look(page, `${prefix}insights-narrow`, each);
  await page.locator('.nights').scrollIntoViewIfNeeded();
  await look(page, `${prefix}nights-narrow`, each);
  await view(page, 'Timeline');
  await page.getByRole('button', { name: 'Clear the search' }).first().click();
  await page.getByRole('option').nth(1).click();
  await page.getByRole('button', { name: 'Forget…' }).waitFor();
  await look(page, `${prefix}episode-narrow`, each);
}

const strained = { episodes: 40, nodes: 60, isOdd: true };

test.each(looks)(
  'long names and words from the right stay in their place: $theme at $scale×',
  async (each) => {
    const page = await server.open({ memory: strained, ...each });
    await lookAtAll(page, each);
    await page.close();
  },
  testMsMax,
);

test(
  'words of another language stay in their place',
  async () => {
    const each = { theme: 'dark', scale: 1 } as const;
    const page = await server.open({ memory: strained, isTranslated: true, ...each });
    await lookAtAll(page, each, 'translated-');
    await page.close();
  },
  testMsMax,
);

test.each(looks)(
  'a memory that holds little or nothing says what to do: $theme at $scale×',
  async (each) => {
    const page = await server.open({ memory: { episodes: 0 }, ...each });
    await page.getByRole('button', { name: 'Import this repository’s history' }).waitFor();
    await look(page, 'empty', each);
    await page.evaluate(() => {
      window.host.memory = { episodes: 1, nodes: 0, isNew: true };
      window.host.send({ type: 'changed' });
    });
    await page.getByText('Choose an episode').waitFor();
    await look(page, 'new-timeline', each);
    await view(page, 'Map');
    await page.getByText('Nothing stands on the map yet').waitFor();
    await look(page, 'new-map', each);
    expect(await accessibilityProblems(page)).toEqual([]);
    await view(page, 'Insights');
    await page.getByText('Appears with the first question you ask').waitFor();
    await look(page, 'new-insights', each);
    await page.close();
  },
  testMsMax,
);
