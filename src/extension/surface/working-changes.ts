// A folder comes in, what its working tree has changed and not committed goes out, as git in the editor sees it.
import path from 'node:path';
import * as vscode from 'vscode';
import { type GitExtension, gitExtensionId } from '../sense/git-extension.ts';

/** Paths relative to the folder, POSIX separators; empty where git is off or has not looked yet. */
export function changedPaths(folder: string): Set<string> {
  const git = vscode.extensions.getExtension<GitExtension>(gitExtensionId);
  const api = git?.isActive && git.exports.enabled ? git.exports.getAPI(1) : undefined;
  const changed = (api?.repositories ?? []).flatMap(({ state }) => [
    ...state.workingTreeChanges,
    ...state.indexChanges,
    ...state.mergeChanges,
  ]);
  return new Set(changed.map(({ uri }) => path.relative(folder, uri.fsPath).replaceAll(path.sep, '/')));
}
