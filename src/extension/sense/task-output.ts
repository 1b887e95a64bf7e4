// Pure parts of sensing tasks: what a task runs, in words, and which of the runs seen in the tasks' terminals was it.

/** How the editor's interface describes what a task runs. */
export interface TaskCommand {
  readonly commandLine?: string | undefined;
  readonly command?: string | { readonly value: string } | undefined;
  readonly process?: string | undefined;
  readonly args?: readonly (string | { readonly value: string })[] | undefined;
}

/** The command line as one would type it; undefined where the task runs something else, such as code of an extension. */
export function phraseTask(task: TaskCommand | undefined): string | undefined {
  if (task === undefined) return undefined;
  if (task.commandLine) return task.commandLine;
  const program = task.command === undefined ? task.process : plain(task.command);
  if (!program) return undefined;
  return [program, ...(task.args ?? []).map((arg) => quoted(plain(arg)))].join(' ');
}

function plain(part: string | { readonly value: string }): string {
  return typeof part === 'string' ? part : part.value;
}

function quoted(arg: string): string {
  return arg === '' || /[\s'"$`\\;&|<>()*?]/.test(arg) ? `'${arg.replaceAll("'", "'\\''")}'` : arg;
}

export interface TaskRun {
  readonly commandLine: string;
  readonly exitCode: number | undefined;
  readonly output: string;
}

/**
 * Takes the run out of those that ended lately: the one with the task's command line, else the only one that ended as
 * the task did.
 */
export function takeTaskRun<R extends TaskRun>(
  runs: R[],
  task: { readonly commandLine: string; readonly exitCode: number | undefined },
): R | undefined {
  const sameEnd = runs.filter((run) => run.exitCode === task.exitCode);
  const run =
    sameEnd.find((each) => each.commandLine === task.commandLine) ?? (sameEnd.length === 1 ? sameEnd[0] : undefined);
  if (run !== undefined) runs.splice(runs.indexOf(run), 1);
  return run;
}
