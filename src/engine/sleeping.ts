// Folders in, what the memory's sleep brings out: a sleep now, the news of every sleep, what is believed, and the diary.

import { type Wording, type WordingParts, wordGists } from './belief-wording.ts';
import type { SleepNews } from './model/sleep.ts';
import { type BeliefPage, type BeliefQuery, listBeliefs } from './recall/belief-list.ts';
import { type DiaryNight, readDiary } from './recall/diary.ts';
import type { SleepKeeper, SleepProgress, SleepReport } from './sleep-keeper.ts';

export interface Sleeping {
  /** Sleeps on the folder's project now. An abort takes effect at once; what was slept by then stays. */
  sleepNow(folder: string, onProgress: (p: SleepProgress) => void, signal: AbortSignal): Promise<SleepReport>;
  /** Tells one listener of every sleep, asked for or not. */
  onSleep(listener: (news: SleepNews) => void): void;
  /** Breaks off the sleep that goes on; what was slept stays. False where none does. */
  wake(): boolean;
  /** What the memory has come to believe, from the whole project down to single places. */
  beliefs(folder: string, asked: BeliefQuery): Promise<BeliefPage>;
  /** @returns how many of the wordings are shown from now on: those that are faithful to what is believed */
  wordBeliefs(folder: string, model: string, wordings: readonly Wording[]): Promise<number>;
  /** What was learned, given up, dreamt of and looked into in each of the latest nights, the latest first. */
  diary(folder: string, nights: number): Promise<DiaryNight[]>;
}

export function createSleeping(parts: WordingParts & { readonly keeper: SleepKeeper }): Sleeping {
  const { keeper, memory, findSite } = parts;
  return {
    sleepNow: async (folder, onProgress, signal) =>
      keeper.sleepNow((await findSite(folder)).project, onProgress, signal),
    onSleep: (listener) => keeper.onSleep(listener),
    wake: () => keeper.breakOff(),
    beliefs: async (folder, asked) => listBeliefs((await findSite(folder)).project, asked, memory),
    wordBeliefs: (folder, model, wordings) => wordGists(parts, folder, model, wordings),
    diary: async (folder, nights) => readDiary((await findSite(folder)).project, nights, memory),
  };
}
