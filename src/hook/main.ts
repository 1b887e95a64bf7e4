// The program that agents' hosts start at every step of an agent. What the step is comes in as JSON on standard input,
// what the memory has to say to it goes out. Whatever goes wrong, the agent goes on as if there were no memory, within
// a second.
import { findMemoryDirectory } from '../client/memory-directory.ts';
import { agentHookMethod } from '../protocol/engine-address.ts';
import { askEngine } from './engine-call.ts';

/** The variable is for machines that are slower than a developer's, such as those of tests. */
const patienceMs = Number(process.env.SN_PATIENCE_MS) || 800;
const inputCharsMax = 8_000_000;

/** Set by the extension, so that hooks in the editor find its memory and heed its settings. */
const env = {
  directory: process.env.SN_MEMORY,
  sense: process.env.SN_SENSE !== '0',
  tell: process.env.SN_TELL !== '0',
  exclude: process.env.SN_EXCLUDE,
};

async function main(): Promise<void> {
  const input = JSON.parse(await readInput()) as Record<string, unknown>;
  if (!env.sense && !env.tell) return answer('', '');
  const directory = env.directory ? env.directory : findMemoryDirectory();
  const exclude = env.exclude ? (JSON.parse(env.exclude) as string[]) : [];
  const params = { input, sense: env.sense, tell: env.tell, exclude };
  const result = (await askEngine(directory, agentHookMethod, params)) as { context?: unknown } | undefined;
  answer(String(input.hook_event_name ?? ''), typeof result?.context === 'string' ? result.context : '');
}

async function readInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk;
    if (text.length > inputCharsMax) throw new Error('The input is too long.');
  }
  return text;
}

/** Without context the agent is told nothing at all. */
function answer(hookEventName: string, additionalContext: string): never {
  const output = additionalContext === '' ? {} : { hookSpecificOutput: { hookEventName, additionalContext } };
  process.stdout.write(JSON.stringify({ continue: true, ...output }));
  process.exit(0);
}

setTimeout(() => answer('', ''), patienceMs).unref();
main().catch(() => answer('', '')); // Without a memory an agent works as it always has; nobody could act on a message here.
