// What a hook costs an agent: in, the engine's bundle; out, how long each kind of step takes beside a program that starts,
// reads the same step and says nothing. The bar is on steps that belong to a call of a tool; at a prompt and at the start of
// a session the agent waits for its model anyway. Real processes, a real engine, made work; then no engine, and one that is stuck.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import { dirname, join } from 'node:path';
import { beaconFile } from '../src/protocol/engine-address.ts';
import { importMethod, importResult } from '../src/protocol/lifecycle.ts';
import { observeMethod, observeResult, type WireObservation } from '../src/protocol/observe.ts';
import { seededRandom } from '../test/evaluate/ranking-measure.ts';
import { madeQuestion, madeWork, makeHistory } from './measure-workload.ts';
import { makeMemoryDirectory, startMeasuredEngine } from './measured-engine.ts';

export interface HookCost {
  readonly step: string;
  /** Milliseconds from the start of the process to its end, a run. */
  readonly hook: readonly number[];
  /** The same for a program that only starts and reads. */
  readonly bare: readonly number[];
  /** Runs in which something was said. */
  readonly told: number;
}

type Step = (n: number) => Readonly<Record<string, unknown>>;

export const hookCommits = 2_000;
export const hookObservations = 2_000;
const rounds = 40;
const stuckRounds = 10;
const batchSize = 200;
const bareProgram = `let text = '';
process.stdin.setEncoding('utf8').on('data', (chunk) => (text += chunk)).on('end', () => {
  JSON.parse(text);
  process.stdout.write('{"continue":true}');
  process.exit(0);
});`;

export async function measureHooks(script: string, seed: number): Promise<HookCost[]> {
  const place = makeMemoryDirectory();
  const memory = makeMemoryDirectory();
  const folder = join(place.directory, 'shop');
  const bare = join(place.directory, 'bare.cjs');
  writeFileSync(bare, bareProgram);
  const programs = { hook: join(dirname(script), 'plugin', 'hook.cjs'), bare };
  const random = seededRandom(seed);
  await makeHistory(folder, hookCommits, random);
  const engine = await startMeasuredEngine(script, memory.directory);
  try {
    await engine.ask(importMethod, { folder, token: 'hooks' }, importResult);
    const work = [...madeWork(folder, hookObservations, random)];
    for (let i = 0; i < work.length; i += batchSize) {
      await engine.ask(observeMethod, { observations: work.slice(i, i + batchSize) }, observeResult);
    }
    await engine.settle();
    const steps = listSteps(folder, work, () => madeQuestion(random));
    const costs: HookCost[] = [];
    for (const [name, step] of Object.entries(steps)) {
      costs.push(await timeStep(name, step, { programs, directory: memory.directory, rounds }));
    }
    const edit = steps['before an edit']!;
    return [...costs, ...(await timeWithoutEngine(edit, programs))];
  } finally {
    await engine.stop();
    memory.remove();
    place.remove();
  }
}

/** Each in a session of its own, so that nothing is withheld because it was told before. */
function listSteps(folder: string, work: readonly WireObservation[], question: () => string): Record<string, Step> {
  const errors = work.filter((observation) => observation.kind === 'diagnostic');
  const edited = work.filter((observation) => observation.kind === 'edit').map(({ paths }) => paths[0]!);
  const step = (event: string, more: (n: number) => object): Step => {
    return (n) => ({ hook_event_name: event, session_id: `${event}-${n}`, cwd: folder, ...more(n) });
  };
  return {
    'when a session starts': step('SessionStart', () => ({})),
    'on a prompt': step('UserPromptSubmit', () => ({ prompt: question() })),
    'before an edit': step('PreToolUse', (n) => ({
      tool_name: 'Edit',
      tool_use_id: `edit-${n}`,
      tool_input: { file_path: edited[n % edited.length] },
    })),
    'after a failure': step('PostToolUse', (n) => {
      const { paths, data } = errors[n % errors.length]!;
      const output = `${paths[0]}(${data.line},1): error TS${data.code}: ${data.message}`;
      return { tool_name: 'Bash', tool_use_id: `run-${n}`, tool_input: { command: 'tsc' }, tool_response: output };
    }),
  };
}

/** Where nobody answers an agent goes on as if there were no memory. */
async function timeWithoutEngine(step: Step, programs: Programs): Promise<HookCost[]> {
  const empty = makeMemoryDirectory();
  const none = await timeStep('while no engine runs', step, { programs, directory: empty.directory, rounds });
  const socket = process.platform === 'win32' ? String.raw`\\.\pipe\second-nature-stuck` : join(empty.directory, 's');
  const stuck = net.createServer().listen(socket);
  await once(stuck, 'listening');
  writeFileSync(join(empty.directory, beaconFile), JSON.stringify({ socket }));
  const asked = { programs, directory: empty.directory, rounds: stuckRounds };
  const waited = await timeStep('while the engine does not answer', step, asked);
  stuck.close();
  empty.remove();
  return [none, waited];
}

interface Programs {
  readonly hook: string;
  readonly bare: string;
}

/** The two in turns, so that whatever else the machine does falls on both. */
async function timeStep(
  name: string,
  step: Step,
  { programs, directory, rounds: count }: { programs: Programs; directory: string; rounds: number },
): Promise<HookCost> {
  const [hook, bare]: [number[], number[]] = [[], []];
  let told = 0;
  for (let n = 0; n < count; n += 1) {
    const input = JSON.stringify(step(n));
    const first = await runProgramOnce(n % 2 === 0 ? programs.hook : programs.bare, input, directory);
    const second = await runProgramOnce(n % 2 === 0 ? programs.bare : programs.hook, input, directory);
    const [ofHook, ofBare] = n % 2 === 0 ? [first, second] : [second, first];
    hook.push(ofHook.tookMs);
    bare.push(ofBare.tookMs);
    if (ofHook.said.includes('additionalContext')) told += 1;
  }
  return { step: name, hook, bare, told };
}

/** As an agent's host starts it, without the shell that some put between. */
async function runProgramOnce(
  program: string,
  input: string,
  directory: string,
): Promise<{ tookMs: number; said: string }> {
  const startMs = performance.now();
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, SN_MEMORY: directory },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ended with code ${code}.`);
  return { tookMs: performance.now() - startMs, said };
}
