// What is used of the interface of the editor's own git extension, which ships no types. Everything that it gives is
// checked where it is read.
import type { Event, Uri } from 'vscode';

export const gitExtensionId = 'vscode.git';

export interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: Event<boolean>;
  /** @throws while git is switched off */
  getAPI(version: 1): GitApi;
}

export interface GitApi {
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: Event<GitRepository>;
  readonly onDidCloseRepository: Event<GitRepository>;
}

export interface GitRepository {
  readonly rootUri: Uri;
  /** Where the message of the next commit is written. */
  readonly inputBox: { readonly value: string };
  readonly state: {
    /** Absent until the repository has been read; `name` is absent while no branch is checked out. */
    readonly HEAD: { readonly name?: string; readonly commit?: string } | undefined;
    readonly workingTreeChanges: readonly { readonly uri: Uri }[];
    readonly indexChanges: readonly { readonly uri: Uri }[];
    readonly mergeChanges: readonly { readonly uri: Uri }[];
    /** Fired for whatever git did, in the editor or outside of it. */
    readonly onDidChange: Event<void>;
  };
}
