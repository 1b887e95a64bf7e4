// Errors that an agent meets after the developer has met their like: in, a history and a seed; out, of each error whether
// the agent tried again what was tried in vain before. What is told it comes by the hook that ships, from the output of a
// failing command.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Observation } from '../../src/engine/model/event.ts';
import { telltaleNames } from '../../src/engine/model/telltale-name.ts';
import { splitWords } from '../../src/engine/model/token.ts';
import { AgentDesk } from '../../src/engine/serve/agent-desk.ts';
import { AgentListener } from '../../src/engine/serve/agent-listener.ts';
import { openEvaluationEngine } from './evaluation-engine.ts';
import { seededRandom } from './ranking-measure.ts';
import type { ReplayStream } from './replay-stream.ts';
import { takeIn } from './stream-memory.ts';

interface Names {
  readonly a: string;
  readonly b: string;
  readonly c: string;
}

/** One line that does not pass the compiler, and what one may think of to mend it; which of them does, the project decides. */
interface ErrorForm {
  readonly code: string;
  readonly message: (names: Names) => string;
  readonly line: (names: Names) => string;
  readonly ideas: readonly ((names: Names) => string)[];
}

const forms: readonly ErrorForm[] = [
  {
    code: '2339',
    message: ({ b, c }) => `Property '${b}' does not exist on type 'Promise<${c}>'.`,
    line: ({ a, c }) => `  const ${a} = load${c}();`,
    ideas: [
      ({ a, c }) => `  const ${a} = await load${c}();`,
      ({ a, c }) => `  const ${a} = load${c}Sync();`,
      ({ a, c }) => `  const ${a} = load${c}() as any;`,
    ],
  },
  {
    code: '18048',
    message: ({ a, b }) => `'${a}.${b}' is possibly 'undefined'.`,
    line: ({ a, b, c }) => `  return ${a}.${b}.${c};`,
    ideas: [
      ({ a, b, c }) => `  return ${a}.${b}?.${c};`,
      ({ a, b, c }) => `  return ${a}.${b}!.${c};`,
      ({ a, b, c }) => `  return demand(${a}.${b}).${c};`,
    ],
  },
  {
    code: '2345',
    message: ({ a, c }) => `Argument of type 'string' is not assignable to parameter of type '${c}${a}Id'.`,
    line: ({ a, b }) => `  ${a}.find(${b});`,
    ideas: [
      ({ a, b }) => `  ${a}.find(Number(${b}));`,
      ({ a, b }) => `  ${a}.find(${b} as never);`,
      ({ a, b }) => `  ${a}.find(parseId(${b}));`,
    ],
  },
  {
    code: '7006',
    message: ({ b }) => `Parameter '${b}' implicitly has an 'any' type.`,
    line: ({ a, b }) => `  ${a}.on('data', (${b}) => ${b}.size);`,
    ideas: [
      ({ a, b }) => `  ${a}.on('data', (${b}: any) => ${b}.size);`,
      ({ a, b }) => `  ${a}.on('data', (${b}: unknown) => sizeOf(${b}));`,
      ({ a, b }) => `  ${a}.on<Chunk>('data', (${b}) => ${b}.size);`,
    ],
  },
  {
    code: '2532',
    message: () => `Object is possibly 'null'.`,
    line: ({ a, b }) => `  open(${a}).${b}.close();`,
    ideas: [
      ({ a, b }) => `  open(${a})?.${b}.close();`,
      ({ a, b }) => `  using(${a}, (it) => it.${b}.close());`,
      ({ a, b }) => `  open(${a} ?? fallback).${b}.close();`,
    ],
  },
  {
    code: '2741',
    message: ({ b, c }) => `Property '${b}' is missing in type '{}' but required in type '${c}Options'.`,
    line: ({ a, c }) => `  const ${a}: ${c}Options = {};`,
    ideas: [
      ({ a, b, c }) => `  const ${a}: ${c}Options = { ${b}: undefined };`,
      ({ a, c }) => `  const ${a}: Partial<${c}Options> = {};`,
      ({ a, c }) => `  const ${a}: ${c}Options = default${c}Options();`,
    ],
  },
];

export interface ErrorWork {
  /** Of each error that was met before, whether a dead end was tried again: by whoever is told, and by whoever is not. */
  readonly told: readonly boolean[];
  readonly untold: readonly boolean[];
  /** Of errors that were never met, whether a fix was told all the same. */
  readonly falseAlarms: readonly boolean[];
}

const commitsMax = 300;
const minuteMs = 60_000;
const neverMet = { code: '2307', message: ({ c }: Names) => `Cannot find module './${c}' or its type declarations.` };

/** Cost: some seconds. */
export async function replayErrors(stream: ReplayStream, seed: number): Promise<ErrorWork> {
  const random = seededRandom(seed);
  const commits = stream.commits.slice(-commitsMax);
  const paths = [...new Set(commits.flatMap(({ files }) => files.map(({ path }) => path)))].filter((path) =>
    /\.\w+$/.test(path),
  );
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]!;
  // A class named like one of the language, such as Error, would make another error than the one that was met.
  const isOwnName = (word: string) => /^[a-z]{4,}$/.test(word) && !telltaleNames.has(capitalise(word));
  const words = [...new Set(paths.flatMap(splitWords))].filter(isOwnName);
  const names = (): Names => {
    const [a, b, c] = [pick(words), pick(words), pick(words)];
    return { a, b: `${b}Of`, c: capitalise(c) };
  };
  const memory = openEvaluationEngine({ startMs: 0, without: [] });
  try {
    const folder = join(memory.directory, 'project');
    const half = Math.floor(commits.length / 2);
    await takeIn(memory, folder, commits.slice(0, half));
    memory.clock.nowMs = (commits[half]?.t ?? 0) * 1_000;
    // What the project takes for a fix is by chance; whoever does not know it may think of any of the ideas first.
    const met = forms.map((form) => {
      const [fix, ...vain] = form.ideas.map((idea) => ({ idea, at: random() })).sort((x, y) => x.at - y.at);
      return { form, fix: fix!.idea, vain: vain.map(({ idea }) => idea) };
    });
    for (const [n, { form, fix, vain }] of met.entries()) {
      memory.clock.nowMs += 60 * minuteMs;
      const work = struggle({ n, form, fix, vain, names: names(), path: join(folder, pick(paths)) });
      await memory.engine.observe(work.map((event) => ({ ...event, at: memory.clock.nowMs + event.at })));
    }
    await takeIn(memory, folder, commits.slice(half));
    const listener = new AgentListener(
      memory.engine,
      new AgentDesk(memory.engine, () => memory.clock.nowMs),
      () => memory.clock.nowMs,
    );
    const hear = async (form: Pick<ErrorForm, 'code' | 'message'>, line: string, given: Names, session: string) => {
      const path = pick(paths);
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `// ${given.c}\n${line}\n`);
      const output = `${path}(2,3): error TS${form.code}: ${form.message(given)}`;
      const input = {
        hook_event_name: 'PostToolUse',
        session_id: session,
        cwd: folder,
        tool_name: 'Bash',
        tool_response: output,
      };
      return (await listener.hear({ input, sense: false, tell: true, exclude: [] })).context;
    };
    const [told, untold, falseAlarms]: boolean[][] = [[], [], []];
    for (const [n, { form, vain }] of met.entries()) {
      const given = names();
      const context = await hear(form, form.line(given), given, `s${n}`);
      const first = pick(form.ideas);
      untold!.push(vain.includes(first));
      told!.push(vain.includes(form.ideas.find((idea) => isTold(idea, context)) ?? first));
    }
    for (const n of forms.keys()) {
      const given = names();
      falseAlarms!.push((await hear(neverMet, `import './${given.c}';`, given, `d${n}`)) !== '');
    }
    return { told: told!, untold: untold!, falseAlarms: falseAlarms! };
  } finally {
    await memory.close();
  }
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The error comes up, two ideas are tried and taken back, the third clears it; times count from the start of it. */
function struggle({
  n,
  form,
  fix,
  vain,
  names,
  path,
}: {
  n: number;
  form: ErrorForm;
  fix: ErrorForm['ideas'][number];
  vain: ErrorForm['ideas'];
  names: Names;
  path: string;
}): Observation[] {
  const wrong = form.line(names);
  const folder = path.slice(0, path.indexOf('/project/') + '/project'.length);
  const base = { actor: 'developer', folder, paths: [path], text: '' } as const;
  const error = {
    instance: `e${n}`,
    tool: 'ts',
    code: form.code,
    message: form.message(names),
    line: 2,
    lineText: wrong,
  };
  const swap = (before: string, after: string) => [{ path, startLine: 2, before: [before], after: [after] }];
  const tries = vain.flatMap((idea, i): Observation[] => {
    const at = (2 + 4 * i) * minuteMs;
    const tried = { cause: 'typed', hunks: swap(wrong, idea(names)) } as const;
    const back = { cause: 'undo', hunks: swap(idea(names), wrong) } as const;
    return [
      { ...base, id: `try${n}-${i}`, at, kind: 'edit', data: tried },
      { ...base, id: `back${n}-${i}`, at: at + minuteMs, kind: 'edit', data: back },
    ];
  });
  const hunks = swap(wrong, fix(names));
  const met = { ...error, change: 'appeared' } as const;
  const cleared = { ...error, change: 'resolved', clearing: 'edit', hunks } as const;
  return [
    { ...base, id: `met${n}`, at: 0, kind: 'diagnostic', text: error.message, data: met },
    ...tries,
    { ...base, id: `fix${n}`, at: 20 * minuteMs, kind: 'edit', data: { cause: 'typed', hunks } },
    { ...base, id: `clear${n}`, at: 21 * minuteMs, kind: 'diagnostic', text: error.message, data: cleared },
  ];
}

/** Whether the text shows a line of this shape, with whatever names, as what was put there. */
function isTold(idea: ErrorForm['ideas'][number], text: string): boolean {
  const [a, b, c] = ['AAAA', 'BBBB', 'CCCC'];
  const shape = idea({ a, b, c })
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/AAAA|BBBB|CCCC/g, '\\w+');
  return new RegExp(`\\+ ${shape}`).test(text);
}
