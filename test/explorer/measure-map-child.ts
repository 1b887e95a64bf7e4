// Measures the explorer's map in a real browser, without a graphics card: the size of the message that brings it, the
// time until it is drawn, and the frames a second while a reader moves and zooms it. A program of its own, started by
// `npm run measure -- map`: two whole numbers, of nodes and of links, go in as arguments; its figures come out as one line
// of JSON. CPU time stands beside the clock's, since other programs may run meanwhile.
import type { CDPSession, Page } from 'playwright-core';
import { startPageServer } from './page-server.ts';

interface MapFigures {
  readonly messageBytes: number;
  readonly firstPaint: { readonly ms: number; readonly cpuMs: number };
  readonly moving: Frames;
  readonly zooming: Frames;
}

interface Frames {
  readonly perSecond: number;
  /** Of the page's own thread; drawing in software is done by another process. */
  readonly cpuMsPerFrame: number;
}

const runs = 3;
const interactionMs = 3_000;

/** The median of the runs in each figure. */
async function measureMap(nodes: number, links: number): Promise<MapFigures> {
  const server = await startPageServer();
  const found: MapFigures[] = [];
  for (let run = 0; run < runs; run += 1) {
    const page = await server.open({ memory: { episodes: nodes, nodes, links } });
    await page.getByRole('option').first().waitFor();
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    found.push(await measureOnce(page, session));
    await page.close();
  }
  await server.close();
  const median = (of: (figures: MapFigures) => number) => found.map(of).sort((a, b) => a - b)[Math.floor(runs / 2)]!;
  const framesOf = (of: (figures: MapFigures) => Frames): Frames => ({
    perSecond: median((figures) => of(figures).perSecond),
    cpuMsPerFrame: median((figures) => of(figures).cpuMsPerFrame),
  });
  return {
    messageBytes: median((figures) => figures.messageBytes),
    firstPaint: { ms: median(({ firstPaint }) => firstPaint.ms), cpuMs: median(({ firstPaint }) => firstPaint.cpuMs) },
    moving: framesOf(({ moving }) => moving),
    zooming: framesOf(({ zooming }) => zooming),
  };
}

async function measureOnce(page: Page, session: CDPSession): Promise<MapFigures> {
  const cpuBefore = await taskMs(session);
  const { ms, messageBytes } = await page.evaluate(openMap);
  const cpuMs = (await taskMs(session)) - cpuBefore;
  const box = (await page.locator('.map-picture').boundingBox())!;
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(centre.x, centre.y);
  await page.mouse.down();
  const moving = await countFrames(page, session, async (turn) => {
    await page.mouse.move(centre.x + 120 * Math.sin(turn / 6), centre.y + 80 * Math.cos(turn / 6));
  });
  await page.mouse.up();
  const zooming = await countFrames(page, session, async (turn) => {
    await page.mouse.wheel(0, turn % 40 < 20 ? -120 : 120);
  });
  return { messageBytes, firstPaint: { ms, cpuMs }, moving, zooming };
}

/** Runs in the browser: from the answer's arrival to the frame after the map stands. The host's own work is not counted. */
function openMap(): Promise<{ ms: number; messageBytes: number }> {
  return new Promise((resolve) => {
    let arrivedMs = 0;
    let messageBytes = 0;
    window.addEventListener(
      'message',
      ({ data }) => {
        if (data.type !== 'map') return;
        messageBytes = JSON.stringify(data).length;
        arrivedMs = performance.now();
      },
      { capture: true },
    );
    const look = () => {
      const isDrawn =
        document.querySelector('.map-row') !== null && document.querySelector('.map-canvas canvas') !== null;
      if (isDrawn) requestAnimationFrame(() => resolve({ ms: performance.now() - arrivedMs, messageBytes }));
      else requestAnimationFrame(look);
    };
    document.querySelector<HTMLElement>('#tab-map')!.click();
    requestAnimationFrame(look);
  });
}

async function countFrames(page: Page, session: CDPSession, act: (turn: number) => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const counted = window as unknown as { frames: number };
    counted.frames = 0;
    const count = () => {
      counted.frames += 1;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  const cpuBefore = await taskMs(session);
  const framesBefore = await framesOf(page);
  const startMs = performance.now();
  for (let turn = 0; performance.now() - startMs < interactionMs; turn += 1) await act(turn);
  const frames = (await framesOf(page)) - framesBefore;
  const cpuMs = (await taskMs(session)) - cpuBefore;
  return { perSecond: (1_000 * frames) / (performance.now() - startMs), cpuMsPerFrame: cpuMs / Math.max(1, frames) };
}

function framesOf(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { frames: number }).frames);
}

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1_000;
}

const [nodes, links] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(await measureMap(nodes!, links!)));
