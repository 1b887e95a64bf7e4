// Something is staged for a commit; what usually changes along with what is about to be committed goes out. Asked once for
// each set of files.
import * as vscode from 'vscode';
import { primeMethod, primeResult, type WirePrimedItem } from '../../protocol/prime.ts';
import type { DocumentFilter } from '../sense/document-filter.ts';
import type { GitRepository } from '../sense/git-extension.ts';
import { followRepositories } from '../sense/git-repository.ts';
import type { Place } from '../sense/observation-draft.ts';
import { likeliest } from './companion-choice.ts';
import type { MemoryClient } from './memory-client.ts';

export interface CommitMoment {
  /** Of one of the files that are about to be committed. */
  readonly place: Place;
  /** What comes to mind for any of them, best first. */
  readonly items: readonly WirePrimedItem[];
}

export interface CommitMoments extends vscode.Disposable {
  readonly onCommitting: vscode.Event<CommitMoment>;
}

/** Files are staged one after the other: the last of it counts. */
const settleMs = 1_500;
/** A commit of more files teaches nothing of what goes with what. */
const filesMax = 20;
const filesAskedMax = 6;
const primedMax = 12;
const messageCharsMax = 2_000;

export function followCommits(memory: MemoryClient, findPlace: DocumentFilter): CommitMoments {
  const committing = new vscode.EventEmitter<CommitMoment>();
  const watch = (repository: GitRepository): vscode.Disposable => {
    let timer: NodeJS.Timeout | undefined;
    // What is staged when the window opens was looked at before.
    let last: string | undefined = repository.state.HEAD === undefined ? undefined : nameOf(staged(repository));
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const files = staged(repository);
        const name = nameOf(files);
        const isNews = last !== undefined && last !== name && files.length > 0 && files.length <= filesMax;
        last = name;
        if (!isNews) return;
        const moment = await primeCommit(repository, files, memory, findPlace);
        if (moment !== undefined && last === name) committing.fire(moment);
      }, settleMs);
    };
    const changed = repository.state.onDidChange(look);
    return {
      dispose() {
        clearTimeout(timer);
        changed.dispose();
      },
    };
  };
  const repositories = followRepositories(watch);
  return {
    onCommitting: committing.event,
    dispose: () => vscode.Disposable.from(repositories, committing).dispose(),
  };
}

const staged = ({ state }: GitRepository) => state.indexChanges.map(({ uri }) => uri);
const nameOf = (files: readonly vscode.Uri[]) => JSON.stringify(files.map(({ fsPath }) => fsPath).sort());

async function primeCommit(
  { inputBox, state }: GitRepository,
  files: readonly vscode.Uri[],
  memory: MemoryClient,
  findPlace: DocumentFilter,
): Promise<CommitMoment | undefined> {
  const places = files.flatMap(({ scheme, fsPath }) => {
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(fsPath))?.uri.fsPath;
    return findPlace({ scheme, fsPath, folder }) ?? [];
  });
  const [place] = places;
  if (place === undefined) return undefined;
  const changed = [...state.indexChanges, ...state.workingTreeChanges, ...state.mergeChanges];
  const exclude = changed.map(({ uri }) => uri.fsPath).slice(0, 500);
  const message = inputBox.value.trim().slice(0, messageCharsMax);
  const text = message === '' ? {} : { text: message };
  await memory.flush();
  const replies = await Promise.all(
    places
      .slice(0, filesAskedMax)
      .map((each) => memory.request(primeMethod, { ...each, ...text, exclude, limit: primedMax }, primeResult)),
  );
  return { place, items: likeliest(replies.flatMap((reply) => (reply.ok ? reply.value.items : []))) };
}
