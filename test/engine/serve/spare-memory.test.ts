// What an engine that rests gives back, in a process of its own, where nothing else makes garbage.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const program = (restMs: number) => `
  const { SpareMemory } = await import(${JSON.stringify(new URL('../../../src/engine/serve/spare-memory.ts', import.meta.url).href)});
  globalThis.kept = Array.from({ length: 1_000_000 }, (_, i) => ({ i }));
  const spare = new SpareMemory(() => { globalThis.kept = undefined; });
  spare.begin();
  let held = Array.from({ length: 1_000_000 }, (_, i) => ({ i }));
  const residentMb = () => process.memoryUsage.rss() / 1e6;
  held = undefined;
  const before = residentMb();
  spare.rest();
  setTimeout(() => {
    console.log(JSON.stringify({ before, after: residentMb() }));
  }, ${restMs});`;

function run(restMs: number): { before: number; after: number } {
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program(restMs)], { encoding: 'utf8' });
  return JSON.parse(stdout) as { before: number; after: number };
}

test('an engine that rests gives back what work took, and one that works keeps it', () => {
  const [early, rested] = [run(1_000), run(5_000)];
  expect(rested.before - rested.after).toBeGreaterThan(50);
  expect(early.before - early.after).toBeLessThan(20);
});
