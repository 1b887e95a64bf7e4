// Commands that ended in terminals come in, command observations go out.
import type * as vscode from 'vscode';
import type { CommandFilter } from './command-filter.ts';
import { draftWorkObservation, type Report } from './observation-draft.ts';
import type { TerminalRuns } from './terminal-runs.ts';
import { workspaceFolders } from './workspace-folders.ts';

const commandCharsMax = 10_000;

export function senseCommands(terminals: TerminalRuns, filter: CommandFilter, report: Report): vscode.Disposable {
  return terminals.onEnded(({ commandLine, cwd, exitCode, durationMs, output, isTask }) => {
    const folder = isTask ? undefined : filter({ commandLine, cwd, folders: workspaceFolders() });
    if (folder === undefined || commandLine.length > commandCharsMax) return;
    const data = { ...(exitCode !== undefined && { exitCode }), durationMs, output };
    report(draftWorkObservation('command', { folder }, data, commandLine.trim()));
  });
}
