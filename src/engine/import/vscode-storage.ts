// A folder comes in; where VS Code keeps what belongs to it goes out.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AgentPlaces } from '../model/transcript.ts';
import { objectOf } from './agent-step.ts';
import { listNames, readText } from './file-listing.ts';
import { parseJson } from './transcript-format.ts';

/** The storage that the editor has for the folder now, and those of the same folder that an earlier one left. */
export async function storagesOf({ editorStorage, editorUser }: AgentPlaces, folder: string): Promise<string[]> {
  const storages = new Set<string>(editorStorage === undefined ? [] : [editorStorage]);
  if (editorUser === undefined) return [...storages];
  const root = join(editorUser, 'workspaceStorage');
  for (const name of await listNames(root)) {
    const told = objectOf(parseJson((await readText(join(root, name, 'workspace.json'))) ?? '')).folder;
    if (typeof told === 'string' && pathOf(told) === folder) storages.add(join(root, name));
  }
  return [...storages];
}

/** Undefined for what is no file of this machine. */
function pathOf(uri: string): string | undefined {
  if (!URL.canParse(uri) || !uri.startsWith('file:///')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined; // A separator in disguise or bytes that are no UTF-8: the folder asked about is not written so.
  }
}
