// What to tell whoever begins to work: a folder and a task or files come in, remarks go out. It asks what the memory
// would answer to the task and what the task brings to mind, and leaves the choice to the planner.
import type { Asked } from './answering.ts';
import { locatePaths } from './gate/path-locator.ts';
import type { MemoryReader } from './model/ports.ts';
import type { PrimeContext, Priming } from './model/priming.ts';
import type { Site } from './model/project.ts';
import type { Answer } from './model/recollection.ts';
import type { Remark } from './model/remark.ts';
import { orient } from './recall/orienter.ts';
import { planBrief } from './recall/session-brief.ts';
import { favourUseful, readToldRecords, type ToldRecords } from './recall/told-usefulness.ts';

/** What a brief is to be about. */
export interface BriefCue {
  readonly task?: string;
  /** Absolute. */
  readonly paths?: readonly string[];
  /** Only what concerns the task or the files, and nothing of the project as a whole. */
  readonly isNarrow?: boolean;
}

export interface Brief {
  /** Of the project. */
  readonly name: string;
  /** A few sentences on the project as a whole; none in a narrow brief. */
  readonly summary: readonly string[];
  /** The most worth saying first. */
  readonly remarks: readonly Remark[];
}

const answersMax = 4;
const placesMax = 5;

export interface Briefing {
  /** What to tell whoever begins to work, the most worth saying first. */
  brief(folder: string, about: BriefCue): Promise<Brief>;
  /** The remarks, weighed anew by what came of telling the like before. */
  favour(folder: string, remarks: readonly Remark[]): Promise<readonly Remark[]>;
}

export function createBriefing(parts: {
  /** As it is believed. */
  readonly memory: MemoryReader;
  readonly findSite: (folder: string) => Promise<Site>;
  readonly answer: (folder: string, site: Site, asked: Asked) => Promise<Answer>;
  readonly prime: (project: string, context: PrimeContext, limit: number) => Priming;
  /** Of mechanisms, `utility`: that what was told weighs by whether it helped. */
  readonly without: ReadonlySet<string>;
}): Briefing {
  const { memory, findSite, answer, prime, without } = parts;
  const recordsOf = (project: string) => (without.has('utility') ? undefined : readToldRecords(project, memory));
  const choose = (remarks: readonly Remark[], records: ToldRecords | undefined) =>
    records === undefined ? remarks : favourUseful(remarks, records);

  async function brief(folder: string, { task, paths = [], isNarrow = false }: BriefCue): Promise<Brief> {
    const site = await findSite(folder);
    const { project, facts } = site;
    const locate = await locatePaths({ folder, paths }, site);
    const orientation = isNarrow ? undefined : orient(project, facts.name, memory);
    const records = recordsOf(project);
    const request = {
      project,
      memory,
      paths: paths.flatMap((path) => locate(path) ?? []),
      ...(orientation !== undefined && { orientation }),
      ...(records !== undefined && { records }),
    };
    const summary = orientation?.summary ?? [];
    if (task === undefined) {
      return { name: facts.name, summary, remarks: choose(planBrief({ ...request, primed: [] }), records) };
    }
    const known = await answer(folder, site, { question: task, limit: answersMax, mode: 'system1' });
    const primed = prime(project, { text: task, removed: [], added: [], exclude: [] }, placesMax).items;
    const remarks = choose(planBrief({ ...request, task, answer: known, primed }), records);
    return { name: facts.name, summary, remarks };
  }

  return {
    brief,
    favour: async (folder, remarks) => choose(remarks, recordsOf((await findSite(folder)).project)),
  };
}
