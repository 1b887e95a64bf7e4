// The latest nights of a project out: when it slept, what it learned then and what it gave up, which questions it dreamt of
// and what it looked into afterwards. A projection of the events that the sleeps left and of the gists that they made.
import { budgetSelector, type MemoryEvent } from '../model/event.ts';
import { type Gist, sayTogether } from '../model/gist.ts';
import type { MemoryReader } from '../model/ports.ts';
import { memoryProject } from '../model/project.ts';

/** A question of before that did not come to mind after a night, so that it was thought over. */
export interface Dream {
  readonly question: string;
  /** Of what answers it since; absent where nothing does. */
  readonly found?: { readonly episode: string; readonly title: string };
}

/** What a look out of curiosity brought. */
export interface LookedInto {
  readonly text: string;
  /** Files that stand for the place, relative to the root. */
  readonly paths: readonly string[];
}

export interface DiaryNight {
  /** Unix time in ms. */
  readonly at: number;
  readonly steps: number;
  /** With most to say first. */
  readonly learned: readonly Gist[];
  readonly givenUp: readonly Gist[];
  /** After this night and before the next, the latest first. */
  readonly dreams: readonly Dream[];
  readonly lookedInto: readonly LookedInto[];
  /** Whose wording went after it for want of space, in all projects. */
  readonly episodesLetGo: number;
}

const stepsReadMax = 2_000;
const gistsReadMax = 5_000;
/** Of dreams a night has 40 at most, of what it is curious about a few. */
const dreamsReadMax = 1_000;
const looksReadMax = 200;
const forgettingsReadMax = 200;

/** @param nights how many, the latest first */
export function readDiary(project: string, nights: number, memory: MemoryReader): DiaryNight[] {
  const slept = readNights(project, nights, memory);
  const gists = memory.gists(project, gistsReadMax);
  const recalls = memory.eventsOfKind(project, 'recall', dreamsReadMax);
  const looks = memory.eventsOfKind(project, 'investigation', looksReadMax);
  const forgettings = memory.eventsOfKind(memoryProject, 'forget', forgettingsReadMax);
  return slept.map(({ at, steps, fromSeq }, i) => {
    const untilSeq = slept[i - 1]?.fromSeq ?? Number.POSITIVE_INFINITY;
    const isAfter = ({ seq }: MemoryEvent) => seq > fromSeq && seq < untilSeq;
    return {
      at,
      steps,
      learned: gists.filter((gist) => gist.learnedAt === at && gist.heldTo === undefined),
      givenUp: gists.filter((gist) => gist.unlearnedAt === at && !gists.some((other) => saysSame(other, gist))),
      dreams: recalls.filter(isAfter).flatMap((event) => readDream(event, memory) ?? []),
      lookedInto: looks.filter(isAfter).map(({ text, refs }) => ({ text, paths: refs })),
      episodesLetGo: forgettings.filter(isAfter).reduce((sum, event) => sum + countLetGo(event), 0),
    };
  });
}

function countLetGo(event: MemoryEvent): number {
  return event.kind === 'forget' && event.data.selector === budgetSelector ? (event.data.episodes ?? 0) : 0;
}

interface SleptNight {
  readonly at: number;
  readonly steps: number;
  /** Of its first step. */
  readonly fromSeq: number;
}

function readNights(project: string, nights: number, memory: MemoryReader): SleptNight[] {
  const slept = new Map<number, SleptNight>();
  for (const { at, seq } of memory.eventsOfKind(project, 'sleep', stepsReadMax)) {
    if (!slept.has(at) && slept.size === nights) break;
    slept.set(at, { at, steps: (slept.get(at)?.steps ?? 0) + 1, fromSeq: seq });
  }
  return [...slept.values()];
}

/** A dream has no words of its own: they are those of the question, and of the piece of evidence that leads. */
function readDream(event: MemoryEvent, memory: MemoryReader): Dream | undefined {
  const asked = event.kind === 'recall' && event.data.again !== undefined ? memory.event(event.data.again) : undefined;
  if (event.kind !== 'recall' || asked === undefined) return undefined;
  const [leading] = event.data.evidence;
  const evidence = leading === undefined ? undefined : memory.event(leading);
  const episode = evidence && memory.episodeOfEvent(evidence.seq);
  return { question: asked.text, ...(episode && { found: { episode: episode.id, title: episode.title } }) };
}

/** A set of files that change together took the place of a pair or a set within it: nothing was given up. */
function saysSame(set: Gist, former: Gist): boolean {
  if (set.form !== 'together' || set.learnedAt !== former.unlearnedAt || set.heldTo !== undefined) return false;
  return sayTogether.has(former.form) && former.paths.every((path) => set.paths.includes(path));
}
