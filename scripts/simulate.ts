// Lives a year of made work on a clock of its own, with a night after each day: `npm run simulate -- [--seed N] [--days N]
// [--stream FILE] [--rebuild-every DAYS] [--budget MB]`. Prints what was found wrong; ends with 1 where anything was.
import { parseArgs } from 'node:util';
import { readStream } from '../test/evaluate/replay-stream.ts';
import { simulateYear } from '../test/simulate/simulated-year.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '365' },
    stream: { type: 'string' },
    budget: { type: 'string', default: '0' },
    'rebuild-every': { type: 'string', default: '90' },
  },
});
const [seed, days, rebuildEveryDays] = [values.seed, values.days, values['rebuild-every']].map(Number);
const commits = values.stream === undefined ? [] : readStream(values.stream).commits;
const startedMs = performance.now();
const onDay = (report: string) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${report}`);
};
const budgetBytes = Number(values.budget) * 1_000_000;
const year = { seed: seed!, budgetBytes, days: days!, rebuildEveryDays: rebuildEveryDays!, commits, onDay };
const { events, nights, beliefs, givenUp, faded, largestBytes, broken } = await simulateYear(year);
const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
for (const what of broken) console.log(what);
console.log(
  `seed ${seed}: ${days} days, ${events} events, ${nights} nights, ${beliefs} beliefs held, ${givenUp} given up, ` +
    `${faded} without their wording, ${(largestBytes / 1_000_000).toFixed(1)} MB at most, ${broken.length} broken, ${seconds} s`,
);
if (broken.length > 0) process.exitCode = 1;
