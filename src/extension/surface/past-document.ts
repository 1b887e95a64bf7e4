// Remembered changes come in by the id of their event, read-only documents for the diff editor go out. The scheme is
// our own, so no language server and no sensor takes them for files.
import * as vscode from 'vscode';
import { eventMethod, eventResult, type WireEvent } from '../../protocol/explore.ts';
import type { WireHunk } from '../../protocol/observe.ts';
import { editorText } from './editor-text.ts';
import { type HunkDocument, renderHunks } from './hunk-document.ts';
import type { MemoryClient } from './memory-client.ts';
import { openRememberedFile } from './remembered-file.ts';
import { plainLine } from './wording.ts';

export const pastScheme = 'second-nature';

/** What a document's address holds; it survives a reload of the window, so the content can be asked for again. */
interface PastAddress {
  readonly folder: string;
  readonly event: string;
  readonly side: 'before' | 'after' | 'message';
}

/** An event's changes, from the engine or from an answer that held them already. */
interface PastChange {
  readonly text: string;
  readonly hunks: readonly WireHunk[];
}

export interface PastDocuments extends vscode.Disposable {
  /** Opens the changes of a fix as a diff: one editor for one file, one for all where there are several. */
  openChange(folder: string, event: string, title: string, hunks: readonly WireHunk[]): Promise<void>;
  /** Opens what an event holds: its diff, with its message for a commit, else its file. Says why where it cannot. */
  openEvent(folder: string, event: string): Promise<void>;
}

const keptMax = 100;

export function providePastDocuments(memory: MemoryClient): PastDocuments {
  const kept = new Map<string, PastChange>();

  const keep = (event: string, change: PastChange) => {
    kept.delete(event);
    kept.set(event, change);
    if (kept.size > keptMax) kept.delete(kept.keys().next().value!);
  };

  const fetchChange = async (folder: string, event: string): Promise<PastChange> => {
    const known = kept.get(event);
    if (known !== undefined) return known;
    const reply = await memory.request(eventMethod, { folder, id: event }, eventResult);
    if (!reply.ok) throw new Error(reply.message);
    keep(event, reply.value);
    return reply.value;
  };

  const registration = vscode.workspace.registerTextDocumentContentProvider(pastScheme, {
    async provideTextDocumentContent(uri) {
      const { folder, event, side } = JSON.parse(uri.query) as PastAddress;
      const change = await fetchChange(folder, event);
      if (side === 'message') return change.text;
      return renderHunks(change.hunks, editorText()).find((document) => `/${document.path}` === uri.path)?.[side] ?? '';
    },
  });

  const openHunks = async (folder: string, event: string, title: string, documents: readonly HunkDocument[]) => {
    const [only] = documents;
    if (only === undefined || documents.length > 1) return openTogether(folder, event, title, documents, false);
    const [before, after] = sidesOf(folder, event, only.path);
    await vscode.commands.executeCommand('vscode.diff', before, after, title, { preview: true });
  };

  return {
    async openChange(folder, event, title, hunks) {
      keep(event, { text: '', hunks });
      await openHunks(folder, event, title, renderHunks(hunks, editorText()));
    },
    async openEvent(folder, event) {
      const reply = await memory.request(eventMethod, { folder, id: event }, eventResult);
      if (!reply.ok) {
        void vscode.window.showWarningMessage(vscode.l10n.t('This memory cannot be opened: {0}', reply.message));
        return;
      }
      keep(event, reply.value);
      await openRemembered(folder, reply.value, openHunks);
    },
    dispose: () => registration.dispose(),
  };
}

async function openRemembered(
  folder: string,
  event: WireEvent,
  openHunks: (folder: string, event: string, title: string, documents: readonly HunkDocument[]) => Promise<void>,
): Promise<void> {
  const documents = renderHunks(event.hunks, editorText());
  const [path] = event.paths;
  if (event.sha !== undefined) {
    const title = plainLine(`${event.sha.slice(0, 7)} ${event.text.split('\n')[0]}`, 100);
    await openTogether(folder, event.id, title, documents, true);
  } else if (documents.length > 0) {
    await openHunks(folder, event.id, `${vscode.l10n.t('Past change')}: ${documents[0]!.path}`, documents);
  } else if (path !== undefined) {
    await openRememberedFile(folder, path);
  } else {
    await vscode.window.showTextDocument(pastUri('note', { folder, event: event.id, side: 'message' }), {
      preview: true,
    });
  }
}

/** What an event says, as a document of this title that can be referred to from elsewhere; its content is asked for when it is opened. */
export function pastAddress(folder: string, event: string, title: string): vscode.Uri {
  return pastUri(title.replaceAll('/', '∕'), { folder, event, side: 'message' });
}

/** All files of a change in one editor, the message of a commit above them. */
async function openTogether(
  folder: string,
  event: string,
  title: string,
  documents: readonly HunkDocument[],
  hasMessage: boolean,
): Promise<void> {
  const message = pastUri(vscode.l10n.t('Commit message'), { folder, event, side: 'message' });
  const resources: (readonly [vscode.Uri, vscode.Uri | undefined, vscode.Uri])[] = hasMessage
    ? [[message, undefined, message]]
    : [];
  for (const { path } of documents) {
    const [before, after] = sidesOf(folder, event, path);
    resources.push([after, before, after]);
  }
  await vscode.commands.executeCommand('vscode.changes', title, resources);
}

function sidesOf(folder: string, event: string, path: string): [vscode.Uri, vscode.Uri] {
  return [pastUri(path, { folder, event, side: 'before' }), pastUri(path, { folder, event, side: 'after' })];
}

function pastUri(path: string, address: PastAddress): vscode.Uri {
  return vscode.Uri.from({ scheme: pastScheme, path: `/${path}`, query: JSON.stringify(address) });
}
