// Runs as a process of its own: opens the memory in the folder that it is given, as the engine does, and sleeps on the project
// that it is given until the night is over. Prints the share of the night after each step that is on disk. The test kills it.
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MeaningSearch } from '../../../src/engine/meaning-search.ts';
import { createSleep } from '../../../src/engine/sleep/sleep-process.ts';
import { SleepKeeper } from '../../../src/engine/sleep-keeper.ts';
import { openStore } from '../../../src/engine/store/sqlite-store.ts';

const [folder = '', project = '', at = ''] = process.argv.slice(2);
const opened = openStore(folder);
if (!opened.ok) throw new Error(opened.message);
const { store } = opened;
const script = fileURLToPath(new URL('../../../src/engine/sleep/main.ts', import.meta.url));
const keeper = new SleepKeeper({
  store,
  meaning: new MeaningSearch(store, async () => ({ notice: 'No encoder was asked for.' })),
  sleep: createSleep(script, folder),
  readPower: async () => 'unknown',
  nowMs: () => Number(at),
  onNight: () => undefined,
});
const tell = ({ share }: { readonly share: number }) => writeSync(1, `${share}\n`);
const { problems } = await keeper.sleepNow(project, tell, new AbortController().signal);
store.close();
if (problems.length > 0) throw new Error(problems.join(' '));
