// The same questions asked again and again: in, a seed; out, how often System 2 is needed at each repeat, how long an
// answer takes, how much there is to read, and how often it is right. Each repeat words the question anew, and other
// work goes on in between.
import type { Reply } from '../../src/engine/model/recollection.ts';
import type { TaskResult } from './evaluation-report.ts';
import { tellBesides } from './made-crowd.ts';
import {
  beginWork,
  type Chance,
  drawPerson,
  drawThings,
  hourMs,
  type MadeWork,
  type MadeWorkOptions,
  madeFolder,
  pathOf,
  pick,
  resultsByForm,
  sleepOver,
  words,
} from './made-work.ts';

const repeats = 6;
const storiesPerForm = 12;
const strayWork = 150;
const evidenceShown = 8;

/** Something that happened, and one question about it in several wordings. */
interface Story {
  readonly form: string;
  readonly wordings: readonly string[];
  /** Ids of events that must be among the evidence; none where the memory holds no answer. */
  readonly truth: readonly string[];
  /** Tells what answers, once it was asked for in vain so many times; gives the truth from then on. */
  readonly tellLater?: () => readonly string[];
}

const askedInVain = 2;

/** Tells what happened and gives how one asks for it. */
type Form = (work: MadeWork, thing: string, chance: Chance) => Story;

const causes = words('timeouts duplicates leaks deadlocks flicker corruption outages overflows');
const remedies = words('batching sharding throttling checksums snapshots streaming pooling tracing');

/** What answers stands in one event, or in several that belong together. */
const forms: Readonly<Record<string, Form>> = {
  'one event': (work, thing, chance) => {
    const cause = pick(chance, causes);
    const id = work.commit(`Drop the ${thing}\n\nWe removed it because of ${cause} in production.`, [
      { path: pathOf(thing), startLine: 1, before: ['start();'], after: [] },
    ]);
    return { form: 'one event', truth: [id], wordings: askWhyDropped(thing) };
  },
  'reason in a note': (work, thing, chance) => {
    const [cause, person] = [pick(chance, causes), drawPerson(chance)];
    const edit = work.edit(pathOf(thing), ['retry();'], ['once();']);
    const note = work.note(`${person} saw ${cause} on the staging cluster and asked for the change.`);
    return {
      form: 'reason in a note',
      truth: [edit, note],
      wordings: [
        `Which ${cause} led to the edit of the ${thing}?`,
        `What did the ${cause} do to the ${thing}?`,
        `${thing}: was it edited for the ${cause}?`,
        `Did ${cause} have to do with our ${thing}?`,
        `Tell me about ${cause} and the ${thing}`,
        `How are the ${thing} and the ${cause} related?`,
      ],
    };
  },
  'remedy at the same file': (work, thing, chance) => {
    const [cause, remedy] = [pick(chance, causes), pick(chance, remedies)];
    const truth = tellCure(work, thing, cause, remedy);
    return { form: 'remedy at the same file', truth, wordings: askWhetherCured(thing, cause, remedy) };
  },
  'told after it was asked': (work, thing, chance) => {
    const [cause, remedy] = [pick(chance, causes), pick(chance, remedies)];
    return {
      form: 'told after it was asked',
      truth: [],
      wordings: askWhetherCured(thing, cause, remedy),
      tellLater: () => tellCure(work, thing, cause, remedy),
    };
  },
  'never said': (work, thing, chance) => {
    work.commit(`Add the ${thing}`, [{ path: pathOf(thing), startLine: 1, before: [], after: ['start();'] }]);
    const [cause, remedy] = [pick(chance, causes), pick(chance, remedies)];
    return {
      form: 'never said',
      truth: [],
      wordings: [
        `Did ${remedy} cure the ${cause} of the ${thing}?`,
        `Was it ${cause} that made us bring ${remedy} into the ${thing}?`,
        `${thing}: ${remedy} against ${cause}?`,
        `Do ${cause} in the ${thing} go away by ${remedy}?`,
        `Is there ${remedy} against ${cause} in the ${thing}?`,
        `What of ${cause} and ${remedy} in the ${thing}?`,
      ],
    };
  },
};

/** In two pieces, at one file. */
function tellCure(work: MadeWork, thing: string, cause: string, remedy: string): string[] {
  const complaint = work.note(`${cause} reported by the night shift`, pathOf(thing));
  work.wait(3 * hourMs);
  return [complaint, work.edit(pathOf(thing), ['send(all);'], [`send(${remedy}(all));`])];
}

function askWhetherCured(thing: string, cause: string, remedy: string): string[] {
  return [
    `Did ${remedy} help against the ${cause} in the ${thing}?`,
    `Was ${remedy} our answer to ${cause} of the ${thing}?`,
    `${cause} in the ${thing}, was it ${remedy} that we used?`,
    `How did the ${thing} get ${remedy} after the ${cause}?`,
    `Is ${remedy} in the ${thing} there because of ${cause}?`,
    `${remedy} and ${cause}: what about the ${thing}?`,
  ];
}

function askWhyDropped(thing: string): string[] {
  return [
    `Why did we drop the ${thing}?`,
    `What was the reason for removing the ${thing}?`,
    `Why was the ${thing} deleted?`,
    `How come the ${thing} was retired?`,
    `Tell me why the ${thing} had to be discarded`,
    `For what reason did we strip out the ${thing}?`,
  ];
}

interface Trial {
  readonly repeat: number;
  readonly form: string;
  readonly reply: Reply;
  readonly isRight: boolean;
  readonly tookMs: number;
}

export async function runRepeat(options: MadeWorkOptions): Promise<TaskResult[]> {
  const { chance, memory, work } = beginWork(options);
  await tellBesides(work, options);
  const things = drawThings(chance, Object.keys(forms).length * storiesPerForm + strayWork);
  let stories = Object.values(forms).flatMap((tell) =>
    Array.from({ length: storiesPerForm }, () => {
      work.wait(2 * hourMs);
      return tell(work, things.pop()!, chance);
    }),
  );
  await work.flush();
  await memory.engine.recall(madeFolder, { question: 'warm up', limit: 1, mode: 'system1' });
  const trials: Trial[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const story of stories) {
      work.wait(hourMs / 6);
      const startedAtMs = performance.now();
      const asked = { question: story.wordings[repeat]!, limit: evidenceShown, mode: 'auto' as const };
      const reply = await memory.engine.recall(madeFolder, asked);
      const tookMs = performance.now() - startedAtMs;
      trials.push({ repeat, form: story.form, reply, isRight: isRight(reply, story), tookMs });
    }
    if (repeat + 1 === askedInVain)
      stories = stories.map((story) => (story.tellLater ? { ...story, truth: story.tellLater() } : story));
    for (let i = 0; i < strayWork / repeats; i++) goOn(work, things, chance);
    await work.flush();
    await sleepOver(memory, options);
  }
  await memory.close();
  return resultsByForm({ task: 'repeat', stream: 'repeated questions' }, Object.keys(forms), trials, options, measure);
}

/** Work on other things, in the same words. */
function goOn(work: MadeWork, things: string[], chance: Chance): void {
  const thing = things.pop()!;
  work.wait(hourMs);
  if (chance() < 0.5) work.note(`${pick(chance, causes)} again, this time in the ${thing}`, pathOf(thing));
  else work.edit(pathOf(thing), ['run();'], [`run(${pick(chance, remedies)});`]);
}

function isRight({ state, evidence }: Reply, { truth }: Story): boolean {
  if (truth.length === 0) return state === 'unknown';
  const shown = new Set(evidence.map(({ event }) => event));
  return state !== 'unknown' && truth.every((id) => shown.has(id));
}

function measure(trials: readonly Trial[]): TaskResult['metrics'] {
  const perRepeat = (of: (trial: Trial) => number) =>
    Array.from({ length: repeats }, (_, repeat) => {
      const asked = trials.filter((trial) => trial.repeat === repeat);
      return asked.reduce((sum, trial) => sum + of(trial), 0) / asked.length;
    });
  return {
    system2Share: perRepeat(({ reply }) => Number(reply.system === 'system2')),
    answeredRightly: perRepeat((trial) => Number(trial.isRight)),
    meanMs: perRepeat((trial) => trial.tookMs),
    tokens: perRepeat(({ reply }) => reply.cost.tokens),
  };
}
