// The whole memory to one file, and such a file into the memory: merged by the ids of events, through the gate, past
// what was forgotten, in one transaction.

import { identitiesOf } from '../forget/identity.ts';
import { createGate } from '../gate/gate.ts';
import type { Admission } from '../model/engram.ts';
import type { Draft, Observation } from '../model/event.ts';
import type { Site } from '../model/project.ts';
import type { ExportReport, MergeReport, UpkeepProgress } from '../model/upkeep.ts';
import { createPlanner } from '../plan-event.ts';
import type { PortableEvent } from '../portable/event-schema.ts';
import { readLog } from '../portable/log-reader.ts';
import { writeLog } from '../portable/log-writer.ts';
import { translateSpan } from '../portable/sleep-span.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';

type OnProgress = (progress: UpkeepProgress) => void;

export async function exportMemory(file: string, store: SqliteStore, onProgress: OnProgress): Promise<ExportReport> {
  const { events } = store.counts();
  const tell = (done: number) => onProgress({ stage: 'writing', done, total: events });
  const bytes = await writeLog(file, store.log(), events, tell);
  return { events, bytes };
}

const progressStep = 500;

/**
 * All or nothing: a file that turns out to be damaged at its end has changed nothing.
 *
 * @throws PortableFileError
 */
export async function mergeMemory(file: string, store: SqliteStore, onProgress: OnProgress): Promise<MergeReport> {
  const admit = createReadmission();
  const plan = createPlanner(store);
  const refused: Record<string, number> = {};
  // What a memory slept over is another stretch of the log where events of its own come in between: it sleeps anew.
  const wasEmpty = store.counts().events === 0;
  /** The place in this log after so many events of the file. */
  const placeAfter = [0];
  let lastSeq = 0;
  let [imported, alreadyKnown, redactions, done] = [0, 0, 0, 0];
  const refuse = (reason: string) => {
    refused[reason] = (refused[reason] ?? 0) + 1;
  };
  await store.asOne(async (append) => {
    for await (const { event, total } of readLog(file)) {
      const admission = await admit(event);
      done += 1;
      if (done % progressStep === 0 || done === total) onProgress({ stage: 'reading', done, total });
      if (!admission.admitted) refuse(admission.reason);
      else if (store.isForgotten(identitiesOf(admission.draft))) refuse('forgotten');
      else if (admission.draft.kind === 'sleep' && !wasEmpty) refuse('slept elsewhere');
      else {
        const seq = append(placeSleep(admission.draft, placeAfter), plan);
        if (seq === undefined) alreadyKnown += 1;
        else {
          imported += 1;
          redactions += admission.redactions;
          lastSeq = seq;
        }
      }
      placeAfter.push(lastSeq);
    }
  });
  return { imported, alreadyKnown, redactions, refused };
}

function placeSleep(draft: Draft, placeAfter: readonly number[]): Draft {
  if (draft.kind !== 'sleep') return draft;
  const toPlace = (count: number) => placeAfter[Math.min(count, placeAfter.length - 1)]!;
  return { ...draft, data: translateSpan(draft.data, toPlace) };
}

/** A root that no path of an event leaves: what lies outside of it lies outside of the project. */
const anyRoot = '/-';

/** Events pass the same gate as observations do, with their paths told from the project's root. */
function createReadmission(): (event: PortableEvent) => Promise<Admission> {
  const gate = createGate({ excludeGlobs: [] });
  return async ({ project, refs, ...event }) => {
    const site: Site = { project, root: anyRoot, facts: { name: '', commonDir: anyRoot } };
    // The schema has checked what the type demands, kind by kind.
    const observation = { ...event, folder: anyRoot, paths: refs } as Observation;
    return gate.admit(observation, site);
  };
}
