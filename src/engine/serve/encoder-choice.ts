// Which encoder the user chose, kept beside the memory: an engine that the command line started uses the same one as an
// engine that a window started.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const choiceFile = 'encoder-folder.txt';

/** Absolute path of its folder; empty where it is the one that ships. */
export function readEncoderChoice(directory: string): string {
  const file = path.join(directory, choiceFile);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

/** @param folder empty for the one that ships */
export function writeEncoderChoice(directory: string, folder: string): void {
  const file = path.join(directory, choiceFile);
  if (folder === '') rmSync(file, { force: true });
  else writeFileSync(file, `${folder}\n`, { mode: 0o600 });
}
