// Sleep, diary and beliefs as the wire knows them.
import {
  beliefsMethod,
  beliefsParams,
  type WireBelief,
  type WireBeliefs,
  wordBeliefsMethod,
  wordBeliefsParams,
} from '../../protocol/belief.ts';
import {
  diaryMethod,
  diaryParams,
  type SleepResult,
  sleepingMethod,
  sleepMethod,
  sleepParams,
  sleepProgressMethod,
  sleptMethod,
  type WakeResult,
  type WireDiary,
  type WireSleeping,
  type WireSleepProgress,
  type WireSlept,
  wakeMethod,
  wakeParams,
} from '../../protocol/sleep.ts';
import type { Engine } from '../engine.ts';
import { type Gist, nodeKindOf } from '../model/gist.ts';
import type { SleepNews } from '../model/sleep.ts';
import { type MemoryMethod, on } from './memory-method.ts';

export function listSleepMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(sleepMethod, sleepParams, async ({ folder, token }, { signal, notify }): Promise<SleepResult> => {
      const onProgress = ({ share }: { share: number }) =>
        notify(sleepProgressMethod, { token, share } satisfies WireSleepProgress);
      const { steps, cancelled, durationMs, problems } = await engine.sleepNow(folder, onProgress, signal);
      return { steps, cancelled, durationMs, problems: [...problems] };
    }),
    on(wakeMethod, wakeParams, (): WakeResult => ({ wasAsleep: engine.wake() })),
    on(
      diaryMethod,
      diaryParams,
      async ({ folder, nights }): Promise<WireDiary> => ({
        nights: (await engine.diary(folder, nights)).map(
          ({ at, learned, givenUp, dreams, lookedInto, episodesLetGo }) => ({
            at,
            learned: learned.map(fromGist),
            givenUp: givenUp.map(fromGist),
            dreams: [...dreams],
            lookedInto: lookedInto.map(({ text, paths }) => ({ text, paths: [...paths] })),
            ...(episodesLetGo > 0 && { episodesLetGo }),
          }),
        ),
      }),
    ),
    on(beliefsMethod, beliefsParams, async ({ folder, place, limit, withPast }): Promise<WireBeliefs> => {
      const asked = { limit, withPast, ...(place !== undefined && { place }) };
      const { beliefs, total } = await engine.beliefs(folder, asked);
      return { beliefs: beliefs.map(fromGist), total };
    }),
    on(wordBeliefsMethod, wordBeliefsParams, async ({ folder, model, wordings }) => ({
      taken: await engine.wordBeliefs(folder, model, wordings),
    })),
  ];
}

/** What all clients are told of a sleep: the method and its params. */
export function fromSleepNews(news: SleepNews): [string, WireSleeping | WireSlept] {
  if (news.state === 'asleep') return [sleepingMethod, { share: news.share }];
  return [sleptMethod, { at: news.at, steps: news.steps }];
}

function fromGist(gist: Gist & { readonly parent?: string; readonly pinned?: true }): WireBelief {
  const { key, level, form, place, paths, statement, confidence, support, contra } = gist;
  const { outcome, friction, risk, novelty, affinity, precision } = gist.valence;
  return {
    ...{ key, level, form, place, statement, confidence, support, contra },
    nodeKind: nodeKindOf(gist),
    paths: [...paths],
    heldFrom: gist.heldFrom,
    ...(gist.heldTo !== undefined && { heldTo: gist.heldTo }),
    ...(gist.wording !== undefined && { wording: gist.wording }),
    learnedAt: gist.learnedAt,
    evidence: [...gist.evidence],
    counterEvidence: [...gist.counterEvidence],
    valence: { outcome, friction, risk, novelty, affinity, precision },
    ...(gist.parent !== undefined && { parent: gist.parent }),
    ...(gist.pinned && { pinned: gist.pinned }),
  };
}
