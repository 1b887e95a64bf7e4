// Terminals come in; each command that ended in one goes out, with how it ended and the end of what it wrote. Tasks run
// in terminals too: their runs are marked, so that nothing is noticed twice.
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { createOutputTail, type OutputTail } from './terminal-output.ts';

export interface TerminalRun {
  readonly commandLine: string;
  /** Absolute; absent where the shell did not say. */
  readonly cwd: string | undefined;
  /** Absent where the shell did not say, as after an interruption. */
  readonly exitCode: number | undefined;
  readonly durationMs: number;
  /** On the clock of `performance`. */
  readonly endedAtMs: number;
  readonly output: string;
  /** The terminal belongs to the editor's tasks. */
  readonly isTask: boolean;
}

export interface TerminalRuns extends vscode.Disposable {
  readonly onEnded: vscode.Event<TerminalRun>;
}

/** How long the last of the output may take to arrive after the command has ended. */
const drainMsMax = 300;

interface Running {
  readonly terminal: vscode.Terminal;
  readonly startedAtMs: number;
  readonly tail: OutputTail;
  /** Resolves when all output has been read. */
  readonly drained: Promise<void>;
}

export function followTerminals(): TerminalRuns {
  const running = new Map<vscode.TerminalShellExecution, Running>();
  const ended = new vscode.EventEmitter<TerminalRun>();
  const taskProcesses = new Set<number>();
  let isDisposed = false;

  /** The output can be read from the beginning only now. */
  const drain = async (execution: vscode.TerminalShellExecution, tail: OutputTail) => {
    for await (const chunk of execution.read()) {
      if (isDisposed) return;
      tail.push(chunk);
    }
  };

  const begin = ({ terminal, execution }: vscode.TerminalShellExecutionStartEvent) => {
    const tail = createOutputTail();
    running.set(execution, { terminal, startedAtMs: performance.now(), tail, drained: drain(execution, tail) });
  };

  const end = async (execution: vscode.TerminalShellExecution, exitCode: number | undefined) => {
    const run = running.get(execution);
    if (run === undefined) return;
    running.delete(execution);
    const endedAtMs = performance.now();
    const durationMs = Math.round(endedAtMs - run.startedAtMs);
    await Promise.race([run.drained, sleep(drainMsMax)]);
    const isTask = await belongsToTasks(run.terminal, taskProcesses);
    const { commandLine, cwd } = execution;
    // Read off the screen, a command line may be anything; what a task runs is told by the task.
    const isGuess = commandLine.confidence === vscode.TerminalShellExecutionCommandLineConfidence.Low;
    if (isDisposed || (isGuess && !isTask)) return;
    const output = run.tail.read();
    ended.fire({ commandLine: commandLine.value, cwd: cwd?.fsPath, exitCode, durationMs, output, isTask, endedAtMs });
  };

  const subscriptions = [
    vscode.window.onDidStartTerminalShellExecution(begin),
    vscode.window.onDidEndTerminalShellExecution(({ execution, exitCode }) => void end(execution, exitCode)),
    // A command that ends its shell, such as `exit 1`, has no end of its own.
    vscode.window.onDidCloseTerminal((terminal) => {
      for (const [execution, run] of running) {
        if (run.terminal === terminal) void end(execution, terminal.exitStatus?.code);
      }
    }),
    vscode.tasks.onDidStartTaskProcess(({ processId }) => taskProcesses.add(processId)),
    ended,
  ];
  return {
    onEnded: ended.event,
    dispose() {
      isDisposed = true;
      running.clear();
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

/** A shell made for one task is given its command at once, and its process is announced as the task's. */
async function belongsToTasks(terminal: vscode.Terminal, taskProcesses: ReadonlySet<number>): Promise<boolean> {
  const { creationOptions } = terminal;
  const shellArgs = 'shellArgs' in creationOptions ? creationOptions.shellArgs : undefined;
  if (Array.isArray(shellArgs) && shellArgs.some((arg) => /^(?:-c|\/c|-Command|\/d)$/i.test(arg))) return true;
  const processId = await terminal.processId;
  return processId !== undefined && taskProcesses.has(processId);
}
