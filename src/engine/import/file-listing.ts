// Folders of other programs, in; their files, out. What is not there or may not be read is passed over: these places exist
// only where the program was used.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export async function listNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    return [];
  }
}

/** Absolute paths of files under the folder whose name ends so, at most `depth` folders down. */
export async function listFiles(folder: string, ending: string, depth: number): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const lists = await Promise.all(
      entries.map(async (entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return depth > 0 ? listFiles(path, ending, depth - 1) : [];
        return entry.isFile() && entry.name.endsWith(ending) ? [path] : [];
      }),
    );
    return lists.flat().sort();
  } catch {
    return [];
  }
}

export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
