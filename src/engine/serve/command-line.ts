// The words of a terminal come in, questions to the engine go out, and what it answers is printed for people or, with
// `--json`, for programs.
import fs from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { connectToEngine } from '../../client/engine-connection.ts';
import type { EngineSearch } from '../../client/engine-search.ts';
import { findMemoryDirectory } from '../../client/memory-directory.ts';
import { protocolVersion } from '../../protocol/handshake.ts';
import { showCheck, showOrientation, showRebuild, showRecall, showStatus } from './answer-commands.ts';
import { CommandFailure, type CommandRun, exitCodes } from './command-run.ts';
import { type ForgetOptions, forget } from './forget-command.ts';
import { showGuidance } from './guidance-command.ts';
import type { Installation } from './installation.ts';
import { learnFolder, showImport } from './learn-command.ts';
import { serveMcp } from './mcp-bridge.ts';
import { plainInk, terminalInk } from './plain-text.ts';
import { exportTo, mergeFrom } from './portable-command.ts';

const connectMsMax = 20_000;

type RunCommand = (run: CommandRun) => Promise<number>;

interface Options {
  readonly folder: string;
  readonly json?: boolean;
}

/**
 * @param args without the runtime and the script
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[], installation: Installation): Promise<number> {
  try {
    return await parseAndRun(args, installation);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    if (!(error instanceof CommandFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

async function parseAndRun(args: readonly string[], installation: Installation): Promise<number> {
  let exitCode: number = exitCodes.done;
  const program = new Command('second-nature');
  program.description('Asks your local memory of the work on a repository.').version(installation.version);
  program.exitOverride().showHelpAfterError();
  const addCommand = (usage: string, text: string) =>
    program.command(usage).description(text).option('-f, --folder <dir>', 'folder of the repository', process.cwd());
  const addQuestion = (usage: string, text: string, run: RunCommand) =>
    addCommand(usage, text)
      .option('--json', 'print the answer as JSON')
      .action(async (...given: [...words: string[][], options: Options, command: Command]) => {
        const question = given.length > 2 ? (given[0] as string[]).join(' ') : '';
        exitCode = await withEngine(given.at(-2) as Options, question, installation, run);
      });
  addQuestion('status', 'what the memory holds and how it is', showStatus);
  addQuestion('recall <question...>', 'ask the memory a question', showRecall);
  addQuestion('orient', 'what to know before working here', showOrientation);
  addCommand('import [file]', "learn the repository's history, or merge a memory from a file that `export` wrote")
    .option('--json', 'print the answer as JSON')
    .action(async (file: string | undefined, options: Options) => {
      exitCode = await withEngine(options, '', installation, (run) =>
        file === undefined ? showImport(run) : mergeFrom(run, file),
      );
    });
  addCommand('export <file>', 'write the whole memory into one file')
    .option('--json', 'print the answer as JSON')
    .action(async (file: string, options: Options) => {
      exitCode = await withEngine(options, '', installation, (run) => exportTo(run, file));
    });
  addForget(addCommand('forget', 'forget for good; says what would go, and asks before it goes')).action(
    async (options: Options & ForgetOptions) => {
      exitCode = await withEngine(options, '', installation, (run) => forget(run, options));
    },
  );
  for (const what of ['skills', 'instructions'] as const) {
    const named = { skills: 'procedures that keep working', instructions: 'conventions that hold' }[what];
    addCommand(what, `propose ${what} for agents, ${named}, as a patch that \`git apply\` takes`)
      .option('--all', "also what rests on agents' work or on the imported history alone")
      .option('--json', 'print the answer as JSON')
      .action(async (options: Options & { readonly all?: boolean }) => {
        exitCode = await withEngine(options, '', installation, (run) => showGuidance(run, what, options.all === true));
      });
  }
  addQuestion('learn', "learn the repository's history and tell what was learned", learnFolder);
  addQuestion('check', 'check the memory on disk', showCheck);
  addQuestion('rebuild', 'derive all that is known from the log again', showRebuild);
  addCommand('mcp', 'serve the memory to agents by the Model Context Protocol').action(({ folder }: Options) =>
    serveMcp(demandFolder(folder), engineSearch(installation, 'mcp')),
  );
  await program.parseAsync(args, { from: 'user' });
  return exitCode;
}

function addForget(command: Command): Command {
  return command
    .option('--text <text>', 'whatever holds the text, letter case aside, in all projects')
    .option('--path <path>', 'a file or a folder, with its former names')
    .option('--since <time>', 'what happened from then on: 2h, 3d, today, 2024-03-12, 2024-03-12T14:00')
    .option('--until <time>', 'and not after')
    .option('--everywhere', 'with a time: in all projects')
    .option('--session <id>', 'what an agent said and did in a session')
    .option('--memory <id>', 'an event, an episode, or what a gist or belief rests on')
    .option('--project', 'all that is known of the project')
    .option('--yes', 'do not ask')
    .option('--json', 'print the answer as JSON');
}

async function withEngine(
  { folder, json }: Options,
  question: string,
  installation: Installation,
  run: RunCommand,
): Promise<number> {
  const absoluteFolder = demandFolder(folder);
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  const connected = await connectToEngine({ ...engineSearch(installation, 'cli'), signal: interrupt.signal });
  if (!connected.ok) throw new CommandFailure(connected.message, exitCodes.unreachable);
  const isPlain = !process.stdout.isTTY || Boolean(process.env.NO_COLOR);
  try {
    const exitCode = await run({
      folder: absoluteFolder,
      question,
      isJson: json === true,
      ink: isPlain ? plainInk : terminalInk,
      engine: connected.connection,
      signal: interrupt.signal,
      print: (...lines) => process.stdout.write(`${lines.join('\n')}\n`),
    });
    return interrupt.signal.aborted ? exitCodes.interrupted : exitCode;
  } finally {
    await connected.connection.close();
  }
}

function engineSearch({ version, engineCommand }: Installation, client: 'cli' | 'mcp'): EngineSearch {
  return {
    directory: findMemoryDirectory(),
    engineCommand,
    handshake: { protocol: protocolVersion, version, client },
    timeoutMs: connectMsMax,
  };
}

function demandFolder(folder: string): string {
  const absolute = path.resolve(folder);
  const isFolder = fs.statSync(absolute, { throwIfNoEntry: false })?.isDirectory();
  if (!isFolder) throw new CommandFailure(`There is no folder ${absolute}.`, exitCodes.usage);
  return absolute;
}
