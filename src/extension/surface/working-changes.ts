// A folder comes in, what its working tree has changed and not committed goes out, as git in the editor sees it.
import path from 'node:path';
import * as vscode from 'vscode';
import { type GitExtension, gitExtensionId } from '../sense/git-extension.ts';

/**
 * Paths relative to the root of the repository that holds the folder, as the memory names files; to the folder itself where
 * none does. POSIX separators; empty where git is off or has not looked yet.
 */
export function changedPaths(folder: string): Set<string> {
  const git = vscode.extensions.getExtension<GitExtension>(gitExtensionId);
  const api = git?.isActive && git.exports.enabled ? git.exports.getAPI(1) : undefined;
  const repositories = api?.repositories ?? [];
  const root = repositories
    .map(({ rootUri }) => rootUri.fsPath)
    .filter((at) => at === folder || folder.startsWith(`${at}${path.sep}`))
    .reduce((deepest, at) => (at.length > deepest.length ? at : deepest), '');
  const changed = repositories.flatMap(({ state }) => [
    ...state.workingTreeChanges,
    ...state.indexChanges,
    ...state.mergeChanges,
  ]);
  return new Set(changed.map(({ uri }) => path.relative(root || folder, uri.fsPath).replaceAll(path.sep, '/')));
}
