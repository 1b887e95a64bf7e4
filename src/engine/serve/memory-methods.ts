// The engine's methods as the wire knows them: each takes checked params, asks the memory, and gives the wire's shape.
import {
  episodeMethod,
  episodeParams,
  eventMethod,
  eventParams,
  timelineMethod,
  timelineParams,
} from '../../protocol/explore.ts';
import {
  checkMethod,
  checkParams,
  type EngineStatus,
  importMethod,
  importParams,
  rebuildMethod,
  rebuildParams,
  statusMethod,
  statusParams,
} from '../../protocol/lifecycle.ts';
import { type ObserveResult, observationSchema, observeMethod, observeParams } from '../../protocol/observe.ts';
import {
  dejaVuMethod,
  dejaVuParams,
  orientMethod,
  orientParams,
  recallMethod,
  recallParams,
} from '../../protocol/recall.ts';
import { upkeepProgressMethod } from '../../protocol/upkeep.ts';
import type { Engine } from '../engine.ts';
import type { Observation } from '../model/event.ts';
import { listAgentMethods } from './agent-handler.ts';
import { listCuriousMethods } from './curious-handler.ts';
import { listEncoderMethods } from './encoder-handler.ts';
import { listFeelMethods } from './feel-handler.ts';
import { listForgetMethods } from './forget-handler.ts';
import { listGateMethods } from './gate-handler.ts';
import { listGuidanceMethods } from './guidance-handler.ts';
import { listInsightMethods } from './insights-handler.ts';
import { listKnowledgeMethods } from './knowledge-handler.ts';
import { listMapMethods } from './map-handler.ts';
import { demandDone, type MemoryMethod, on, UnknownIdError } from './memory-method.ts';
import { listPortableMethods } from './portable-handler.ts';
import { listPrimeMethods } from './prime-handler.ts';
import { listRuleMethods } from './rule-handler.ts';
import { listSleepMethods } from './sleep-handler.ts';
import { listStandingMethods } from './standing-handler.ts';
import { listStorageMethods } from './storage-handler.ts';
import { listTraceMethods } from './trace-handler.ts';
import { listTranscriptMethods } from './transcript-handler.ts';
import {
  fromAnswer,
  fromDejaVu,
  fromEpisodeDetail,
  fromEvent,
  fromOrientation,
  fromTimeline,
  toErrorCue,
  toObservation,
} from './wire-conversion.ts';

/** What the process knows of itself and the memory does not. */
export type ProcessStatus = Pick<
  EngineStatus,
  'version' | 'pid' | 'memoryDirectory' | 'startedAt' | 'clients' | 'database'
>;

export function listMemoryMethods(engine: Engine, processStatus: () => ProcessStatus): Map<string, MemoryMethod> {
  return new Map<string, MemoryMethod>([
    on(observeMethod, observeParams, ({ observations }) => observe(engine, observations)),
    on(dejaVuMethod, dejaVuParams, async (params) =>
      fromDejaVu(await engine.dejaVu(params.folder, toErrorCue(params))),
    ),
    on(recallMethod, recallParams, async ({ folder, question, limit, mode }) =>
      fromAnswer(await engine.recall(folder, { question, limit, mode })),
    ),
    on(orientMethod, orientParams, async ({ folder }) => fromOrientation(await engine.orient(folder))),
    on(timelineMethod, timelineParams, async ({ folder, offset, limit, text }) =>
      fromTimeline(await engine.timeline(folder, { offset, limit, ...(text !== undefined && { text }) })),
    ),
    on(episodeMethod, episodeParams, async ({ folder, id }) =>
      fromEpisodeDetail(demand(await engine.episode(folder, id), 'episode', id)),
    ),
    on(eventMethod, eventParams, async ({ folder, id }) => {
      const event = demand(await engine.event(folder, id), 'event', id);
      return fromEvent(event, engine.tags(event));
    }),
    on(importMethod, importParams, async ({ folder, token }, { signal, sendImportProgress }) => ({
      ...(await engine.importHistory(folder, (progress) => sendImportProgress({ token, ...progress }), signal)),
    })),
    on(statusMethod, statusParams, async ({ folder }) => ({ ...processStatus(), ...(await engine.state(folder)) })),
    on(checkMethod, checkParams, () => ({ problems: engine.problems() })),
    on(rebuildMethod, rebuildParams, async ({ token }, { signal, notify }) =>
      demandDone(await engine.rebuild((progress) => notify(upkeepProgressMethod, { token, ...progress }), signal)),
    ),
    ...listGuidanceMethods(engine),
    ...listMapMethods(engine),
    ...listTraceMethods(engine),
    ...listInsightMethods(engine),
    ...listPrimeMethods(engine),
    ...listStorageMethods(engine),
    ...listEncoderMethods(engine, () => processStatus().memoryDirectory),
    ...listGateMethods(engine),
    ...listSleepMethods(engine),
    ...listRuleMethods(engine),
    ...listForgetMethods(engine),
    ...listFeelMethods(engine),
    ...listKnowledgeMethods(engine),
    ...listCuriousMethods(engine),
    ...listAgentMethods(engine, Date.now),
    ...listTranscriptMethods(engine),
    ...listStandingMethods(engine),
    ...listPortableMethods(engine),
  ]);
}

/** One malformed observation is refused for good and loses nothing but itself. */
async function observe(engine: Engine, raw: readonly unknown[]): Promise<ObserveResult> {
  const observations: Observation[] = [];
  const malformed: { id: string; reason: string }[] = [];
  for (const candidate of raw) {
    const parsed = observationSchema.safeParse(candidate);
    if (parsed.success) observations.push(toObservation(parsed.data));
    else malformed.push({ id: readId(candidate), reason: 'malformed' });
  }
  await engine.countMalformed(malformed.length);
  const receipt = await engine.observe(observations);
  const settled = [...receipt.settled, ...malformed.map(({ id }) => id)];
  return { settled, refused: [...receipt.refused.map(({ id, reason }) => ({ id, reason })), ...malformed] };
}

function readId(candidate: unknown): string {
  const id = typeof candidate === 'object' && candidate !== null && 'id' in candidate ? candidate.id : undefined;
  return typeof id === 'string' ? id : '';
}

function demand<T>(found: T | undefined, kind: string, id: string): T {
  if (found === undefined) throw new UnknownIdError(`The memory holds no ${kind} with the id ${id}.`);
  return found;
}
