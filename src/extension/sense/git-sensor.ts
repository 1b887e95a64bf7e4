// Repositories of the workspace come in through the editor's git extension; checkouts, merges, rebases and stashes go
// out as observations, and for new commits a word that there is history to read. What a commit holds is for the engine to read, as in an import.
import path from 'node:path';
import * as vscode from 'vscode';
import type { GitRepository } from './git-extension.ts';
import { type Reflogs, readOperations } from './git-operation.ts';
import { followRepositories } from './git-repository.ts';
import { compareHeads, type Head } from './head-change.ts';
import { draftWorkObservation, type Report } from './observation-draft.ts';
import { findBranchLogs, readReflogs } from './reflog-reader.ts';
import { workspaceFolders } from './workspace-folders.ts';

/** A rebase passes many commits on its way; where it comes to rest is what counts. */
const settleMs = 1_000;

/** @param onHistoryMoved given the absolute path of a workspace folder, or of a repository inside one */
export function senseGit(report: Report, onHistoryMoved: (folder: string) => void): vscode.Disposable {
  return followRepositories((repository) => watchRepository(repository, report, onHistoryMoved));
}

function watchRepository(
  repository: GitRepository,
  report: Report,
  onHistoryMoved: (folder: string) => void,
): vscode.Disposable {
  const root = repository.rootUri.fsPath;
  let last = headOf(repository);
  let logs: Promise<Reflogs> = readReflogs(root);
  let settling: NodeJS.Timeout | undefined;

  const look = () => {
    const was = last;
    const now = headOf(repository);
    last = now ?? was;
    if (was === undefined || now === undefined) return; // It has not been read before: nothing changed that we saw.
    const folder = folderOf(repository.rootUri);
    if (folder === undefined) return;
    const { checkout, hasMoved } = compareHeads(was, now);
    if (checkout !== undefined) {
      const text = `Switched from ${checkout.was} to ${checkout.branch}`;
      report(draftWorkObservation('checkout', { folder }, checkout, text));
    }
    void tellOperations(folder);
    if (hasMoved) onHistoryMoved(folder);
  };
  /** Each look takes the logs from where the last one left them. */
  const tellOperations = async (folder: string) => {
    const before = logs;
    logs = readReflogs(root);
    for (const command of readOperations(await before, await logs)) {
      const data = { exitCode: 0, durationMs: 0, output: '' };
      report(draftWorkObservation('command', { folder, actor: 'tool:git' }, data, command));
    }
  };
  const settle = () => {
    clearTimeout(settling);
    // The first reading is where it all begins; waiting for it to settle would miss a change that follows at once.
    if (last === undefined) look();
    else settling = setTimeout(look, settleMs);
  };
  const subscriptions = [repository.state.onDidChange(settle), watchBranches(root, settle)];
  return {
    dispose() {
      clearTimeout(settling);
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

/** The git extension looks only at what lies directly in `.git`, where making a branch leaves nothing. */
function watchBranches(root: string, onChange: () => void): vscode.Disposable {
  const subscriptions: vscode.Disposable[] = [];
  let isDisposed = false;
  void findBranchLogs(root).then((folder) => {
    if (isDisposed) return;
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(folder), '**'),
      false,
      true, // A commit moves a branch, which the state of the repository tells.
    );
    subscriptions.push(watcher, watcher.onDidCreate(onChange), watcher.onDidDelete(onChange));
  });
  return {
    dispose() {
      isDisposed = true;
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

function headOf({ state }: GitRepository): Head | undefined {
  return state.HEAD === undefined ? undefined : { branch: state.HEAD.name, commit: state.HEAD.commit };
}

/** The workspace folder that lies in the repository, else the repository where it lies in a workspace folder. */
function folderOf(root: vscode.Uri): string | undefined {
  const holds = (outer: string, inner: string) => {
    const relative = path.relative(outer, inner);
    return relative === '' || !(relative.startsWith('..') || path.isAbsolute(relative));
  };
  const folders = workspaceFolders();
  const inside = folders.find((folder) => holds(root.fsPath, folder));
  if (inside !== undefined) return inside;
  return folders.some((folder) => holds(folder, root.fsPath)) ? root.fsPath : undefined;
}
