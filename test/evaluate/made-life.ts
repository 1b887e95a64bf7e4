// A developer's years, made from a seed: in, how many episodes; out, observations in the order they happened. The project
// has areas, each with its own files, words, errors and command, and most of an episode stays in one of them, so that
// there is something to learn; half of the episodes are commits, half are stretches of work.
import type { Observation } from '../../src/engine/model/event.ts';
import type { PrimeContext } from '../../src/engine/model/priming.ts';

/** Numbers in [0, 1). */
type Random = () => number;

interface Area {
  readonly name: string;
  readonly files: readonly string[];
  readonly words: readonly string[];
  readonly packages: readonly string[];
  readonly errors: readonly string[];
  readonly command: string;
}

export interface MadeProject {
  readonly folder: string;
  readonly areas: readonly Area[];
}

const areaCount = 60;
const filesOfArea = 30;
const strayShare = 0.1;
const minuteMs = 60_000;
const startMs = Date.UTC(2016, 0, 4, 9);
const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ka', 'le', 'mi', 'no', 'pu', 'ra', 'se', 'ti', 'vo', 'zu'];
const wordCount = 3_000;

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(items.length * random() ** 2)]!;
}

function madeWord(number: number): string {
  let word = '';
  for (let rest = number + syllables.length ** 2; rest > 0; rest = Math.floor(rest / syllables.length)) {
    word += syllables[rest % syllables.length];
  }
  return word;
}

export function madeProject(folder: string, random: Random): MadeProject {
  const word = () => madeWord(Math.floor(random() * wordCount));
  const several = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  const areas = several(areaCount, (i): Area => {
    const name = `${word()}${i}`;
    return {
      name,
      files: several(filesOfArea, (j) => `src/${name}/${word()}-${word()}-${j}.ts`),
      words: several(40, word),
      packages: several(12, () => `${word()}-${word()}`),
      errors: several(12, () => `Property '${word()}' does not exist on type '${word()}'.`),
      command: `make test-${name}`,
    };
  });
  return { folder, areas };
}

function madeLine(area: Area, random: Random): string {
  const [a, b] = [pick(area.words, random), pick(area.words, random)];
  return `  const ${a}${b} = ${madeWord(Math.floor(wordCount * random()))}(${b}, ${Math.floor(random() * 100)});`;
}

/** One episode, and mostly in one area. */
class Episode {
  readonly #project: MadeProject;
  readonly #random: Random;
  readonly #number: number;
  readonly #area: Area;
  #at: number;
  #events = 0;

  constructor(project: MadeProject, number: number, random: Random) {
    this.#project = project;
    this.#random = random;
    this.#number = number;
    this.#area = pick(project.areas, random);
    this.#at = startMs + number * 45 * minuteMs;
  }

  *commit(): Generator<Observation> {
    const random = this.#random;
    const paths = [...new Set(Array.from({ length: 4 + Math.floor(random() * 4) }, () => this.#file()))];
    const subject = `Change the ${pick(this.#area.words, random)} of the ${pick(this.#area.words, random)}`;
    const hunks = paths.slice(0, 3).map((path) => this.#hunk(path, 3));
    const data = {
      sha: this.#number.toString(16).padStart(40, '0'),
      author: random() < 0.7 ? 'Ada' : 'Ben',
      subject,
      body: '',
      files: paths.map((path) => ({ path, status: 'M' as const, added: 2, deleted: 1 })),
      hunks,
    };
    yield { ...this.#head(paths), actor: 'history', kind: 'commit', text: subject, data };
  }

  *work(): Generator<Observation> {
    const random = this.#random;
    const paths = [this.#file(), this.#file()];
    const error = { tool: 'ts', code: '2339', message: pick(this.#area.errors, random) };
    const stay = { ...error, instance: `stay-${this.#number}`, line: 3, lineText: madeLine(this.#area, random) };
    for (const path of paths) {
      yield { ...this.#head([path]), kind: 'edit', text: '', data: { hunks: [this.#hunk(path, 5)], cause: 'typed' } };
    }
    const place = [paths[0]!];
    yield { ...this.#head(place), kind: 'diagnostic', text: error.message, data: { change: 'appeared', ...stay } };
    const hunks = [this.#hunk(paths[0]!, 1)];
    const cleared = { change: 'resolved', clearing: 'edit', hunks, ...stay } as const;
    yield { ...this.#head(place), kind: 'diagnostic', text: error.message, data: cleared };
    const run = { exitCode: 0, durationMs: 900, output: '' };
    const command = random() < strayShare ? 'git status' : this.#area.command;
    yield { ...this.#head([]), kind: 'command', text: command, data: run };
  }

  #head(paths: readonly string[]) {
    this.#at += minuteMs;
    this.#events += 1;
    const id = `made-${this.#number}-${this.#events}`;
    return { id, at: this.#at, actor: 'developer' as const, folder: this.#project.folder, paths };
  }

  #file(): string {
    const area = this.#random() < strayShare ? pick(this.#project.areas, this.#random) : this.#area;
    return `${this.#project.folder}/${pick(area.files, this.#random)}`;
  }

  #hunk(path: string, imports: number) {
    const random = this.#random;
    const imported = Array.from({ length: imports }, () => `import x from '${pick(this.#area.packages, random)}';`);
    const after = [...imported, madeLine(this.#area, random), madeLine(this.#area, random)];
    return { path, startLine: 1 + Math.floor(random() * 200), before: [madeLine(this.#area, random)], after };
  }
}

export function* madeLife(project: MadeProject, episodes: number, random: Random): Generator<Observation> {
  for (let n = 0; n < episodes; n++) {
    const episode = new Episode(project, n, random);
    yield* n % 2 === 0 ? episode.commit() : episode.work();
  }
}

/** What is at hand in an area, and what the area's habits say comes next. */
export interface MadeMoment {
  readonly context: PrimeContext;
  readonly command: string;
}

/** A file that is being changed; every second one with words about it, every fourth with an error. */
export function madeMoment(project: MadeProject, number: number, random: Random): MadeMoment {
  const area = pick(project.areas, random);
  const context: PrimeContext = {
    path: `${project.folder}/${pick(area.files, random)}`,
    removed: [madeLine(area, random)],
    added: [madeLine(area, random), madeLine(area, random)],
    ...(number % 2 === 0 && { text: `Change the ${pick(area.words, random)} of the ${pick(area.words, random)}` }),
    ...(number % 4 === 1 && { error: { tool: 'ts', code: '2339', message: pick(area.errors, random) } }),
    exclude: [],
  };
  return { context, command: area.command };
}

export function madeQuestion({ areas }: MadeProject, random: Random): string {
  const { words, name } = pick(areas, random);
  return `Why did we change the ${pick(words, random)} of the ${pick(words, random)} in ${name}?`;
}
