// What the log tells of earlier sleeps in, the next step of a night out. The log alone says how far a night has come, so
// one that was broken off goes on where it was.
import { type SleepData, type SleepStage, sleepStages } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';

/** Events that one step covers: few enough for a step to take well under a tenth of a second. */
const allEvents = 1_000_000_000;
const stepEvents: Readonly<Record<SleepStage, number>> = {
  places: 100,
  areas: 500,
  project: allEvents,
  habits: allEvents,
  rules: allEvents,
};

/**
 * @returns the next step of the night that was broken off, else the first step of a new one; undefined where nothing
 * has happened since the last night
 */
export function nextSleepStep(project: string, memory: MemoryReader): SleepData | undefined {
  const last = lastStep(project, memory);
  if (last === undefined) return beginNight(0, project, memory);
  const { stage, toSeq, nightFromSeq, nightToSeq } = last;
  if (toSeq < nightToSeq) return makeStep(stage, toSeq, last, project, memory);
  const next = sleepStages[sleepStages.indexOf(stage) + 1];
  if (next !== undefined) return makeStep(next, nightFromSeq, last, project, memory);
  return beginNight(nightToSeq, project, memory);
}

/** Whether a night was begun and not slept to its end. */
export function isNightOpen(project: string, memory: MemoryReader): boolean {
  const last = lastStep(project, memory);
  return last !== undefined && (last.toSeq < last.nightToSeq || last.stage !== sleepStages.at(-1));
}

/** How much has happened since the last night, in events. */
export function sleepPressure(project: string, memory: MemoryReader): number {
  return memory.countAfter(project, lastStep(project, memory)?.nightToSeq ?? 0);
}

/** How far a night has come after a step, in [0, 1]. */
export function nightProgress({ stage, toSeq, nightFromSeq, nightToSeq }: SleepData): number {
  const within = (toSeq - nightFromSeq) / (nightToSeq - nightFromSeq);
  return (sleepStages.indexOf(stage) + within) / sleepStages.length;
}

function lastStep(project: string, memory: MemoryReader): SleepData | undefined {
  const [event] = memory.eventsOfKind(project, 'sleep', 1);
  return event?.kind === 'sleep' ? event.data : undefined;
}

function beginNight(nightFromSeq: number, project: string, memory: MemoryReader): SleepData | undefined {
  if (memory.countAfter(project, nightFromSeq) === 0) return undefined;
  const night = { nightFromSeq, nightToSeq: memory.lastSeq() };
  return makeStep(sleepStages[0], nightFromSeq, night, project, memory);
}

function makeStep(
  stage: SleepStage,
  fromSeq: number,
  { nightFromSeq, nightToSeq }: Pick<SleepData, 'nightFromSeq' | 'nightToSeq'>,
  project: string,
  memory: MemoryReader,
): SleepData {
  const toSeq = memory.placeAfter(project, fromSeq, stepEvents[stage]) ?? nightToSeq;
  return { stage, fromSeq, toSeq: Math.min(toSeq, nightToSeq), nightFromSeq, nightToSeq };
}
