// What is to be done with a repository comes in; it is done with each that the editor's git extension has open, now and
// later, and undone when the repository is closed.
import * as vscode from 'vscode';
import { type GitApi, type GitExtension, type GitRepository, gitExtensionId } from './git-extension.ts';

/** @param watch called once for each repository; what it gives is disposed of when the repository is closed */
export function followRepositories(watch: (repository: GitRepository) => vscode.Disposable): vscode.Disposable {
  const watches = new Map<GitRepository, vscode.Disposable>();
  const subscriptions: vscode.Disposable[] = [];
  let isDisposed = false;

  const enter = (repository: GitRepository) => {
    if (!watches.has(repository)) watches.set(repository, watch(repository));
  };
  const leave = (repository: GitRepository) => {
    watches.get(repository)?.dispose();
    watches.delete(repository);
  };
  const begin = (api: GitApi) => {
    if (isDisposed) return;
    for (const repository of api.repositories) enter(repository);
    subscriptions.push(api.onDidOpenRepository(enter), api.onDidCloseRepository(leave));
  };
  void findGit(subscriptions, begin);
  return {
    dispose() {
      isDisposed = true;
      vscode.Disposable.from(...subscriptions, ...watches.values()).dispose();
      watches.clear();
    },
  };
}

/** Calls `begin` once git is there: at once, when it is switched on, or never. */
async function findGit(subscriptions: vscode.Disposable[], begin: (api: GitApi) => void): Promise<void> {
  const git = await vscode.extensions
    .getExtension<GitExtension>(gitExtensionId)
    ?.activate()
    // An editor without git is one where nothing is checked out.
    .then(undefined, () => undefined);
  if (git === undefined) return;
  if (git.enabled) return begin(git.getAPI(1));
  const waiting = git.onDidChangeEnablement((isEnabled) => {
    if (!isEnabled) return;
    waiting.dispose();
    begin(git.getAPI(1));
  });
  subscriptions.push(waiting);
}
