import { once } from 'node:events';
import { getPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

const script = `
  const { readlinkSync } = require('node:fs');
  const { getPriority } = require('node:os');
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData).then(({ yieldToOthers }) => {
    yieldToOthers();
    parentPort.postMessage(getPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1))));
  });`;

test.runIf(process.platform === 'linux')(
  'the thread goes behind all others, the process stays where it is',
  async () => {
    const before = getPriority();
    const url = new URL('../../../src/engine/sleep/low-priority.ts', import.meta.url).href;
    const worker = new Worker(script, { eval: true, workerData: url });
    const [priority] = await once(worker, 'message');
    expect(priority).toBe(19);
    expect(getPriority()).toBe(before);
    await worker.terminate();
  },
);
