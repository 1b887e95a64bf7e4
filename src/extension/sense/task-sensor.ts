// The editor's tasks come in as their processes end, command observations go out. The editor tells the exit code; the
// output is read from the terminal that the task ran in.
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { CommandFilter } from './command-filter.ts';
import { draftWorkObservation, type Report } from './observation-draft.ts';
import { phraseTask, takeTaskRun } from './task-output.ts';
import type { TerminalRun, TerminalRuns } from './terminal-runs.ts';
import { workspaceFolders } from './workspace-folders.ts';

/** The terminal tells of the end a little before or after the task does. */
const outputWaitMs = 800;

export function senseTasks(terminals: TerminalRuns, filter: CommandFilter, report: Report): vscode.Disposable {
  const startedAtMs = new Map<vscode.TaskExecution, number>();
  let runs: TerminalRun[] = [];
  let isDisposed = false;

  const noteRun = (run: TerminalRun) => {
    if (run.isTask) runs = [...runs.filter(({ endedAtMs }) => run.endedAtMs - endedAtMs < outputWaitMs * 2), run];
  };

  const end = async (execution: vscode.TaskExecution, exitCode: number | undefined) => {
    const startedAt = startedAtMs.get(execution);
    if (startedAt === undefined) return; // Some ends are told twice.
    startedAtMs.delete(execution);
    const endedAt = performance.now();
    const durationMs = Math.round(endedAt - startedAt);
    const { task } = execution;
    const commandLine = phraseTask(task.execution) ?? task.name;
    const folder = filter({ commandLine, cwd: folderOf(task), folders: workspaceFolders() });
    if (folder === undefined) return;
    await sleep(outputWaitMs);
    if (isDisposed) return;
    runs = runs.filter(({ endedAtMs }) => endedAt - endedAtMs < outputWaitMs);
    const output = takeTaskRun(runs, { commandLine, exitCode })?.output ?? '';
    const data = { ...(exitCode !== undefined && { exitCode }), durationMs, output };
    report(draftWorkObservation('command', { folder, actor: 'tool:task' }, data, commandLine));
  };

  const subscriptions = [
    terminals.onEnded(noteRun),
    vscode.tasks.onDidStartTaskProcess(({ execution }) => startedAtMs.set(execution, performance.now())),
    vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => void end(execution, exitCode)),
  ];
  return {
    dispose() {
      isDisposed = true;
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

/** A task of the whole workspace belongs to its first folder. */
function folderOf({ scope }: vscode.Task): string | undefined {
  if (typeof scope === 'object') return scope.uri.fsPath;
  return workspaceFolders()[0];
}
