// A stream as a repository of git: in, its commits; out, a folder whose history git can tell, of which any commit can be
// made the present one. Contents are what the patches say, so that renames are followed and lines have an origin; where a
// stream cut a patch short, they are near the truth and no more.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReplayCommit, ReplayFile } from './replay-stream.ts';

export interface StreamRepository {
  readonly root: string;
  /** Checks out the state after so many of the commits, at least one. */
  advanceTo(commits: number): void;
  remove(): void;
}

const branch = 'refs/heads/main';

/** Cost: some seconds for 2,000 commits. */
export function makeStreamRepository(commits: readonly ReplayCommit[]): StreamRepository {
  // The real path, which is what git calls the folder.
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'second-nature-stream-')));
  const git = (args: readonly string[], input?: Uint8Array) =>
    execFileSync('git', ['-C', root, ...args], { ...(input !== undefined && { input }), stdio: 'pipe' });
  git(['init', '--quiet', '-b', 'main']);
  const marks = join(root, '.git', 'made-marks');
  git(['fast-import', '--quiet', `--export-marks=${marks}`], writeHistory(commits));
  const shas = new Map(
    readFileSync(marks, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.slice(1).split(' ') as [string, string]),
  );
  return {
    root,
    advanceTo: (count) => void git(['reset', '--quiet', '--hard', shas.get(`${count}`)!]),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Marks count the commits from 1. */
function writeHistory(commits: readonly ReplayCommit[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const write = (line: string) => parts.push(Buffer.from(`${line}\n`));
  const writeData = (text: string) => {
    const bytes = Buffer.from(text);
    write(`data ${bytes.length}`);
    parts.push(bytes);
    write('');
  };
  const contents = new Map<string, readonly string[]>();
  for (const [index, { t, author, message, files }] of commits.entries()) {
    write(`commit ${branch}`);
    write(`mark :${index + 1}`);
    write(`committer ${author} <${author}@made.example> ${t} +0000`);
    writeData(message);
    for (const file of files) {
      const gone = file.status === 'D' ? file.path : file.status === 'R' ? file.was : undefined;
      if (gone !== undefined) write(`D ${quote(gone)}`);
    }
    for (const file of files) {
      const lines = patched(contents.get(file.was ?? file.path) ?? [], file);
      if (file.was !== undefined) contents.delete(file.was);
      if (file.status === 'D') contents.delete(file.path);
      else {
        contents.set(file.path, lines);
        write(`M 100644 inline ${quote(file.path)}`);
        writeData(lines.map((line) => `${line}\n`).join(''));
      }
    }
  }
  return Buffer.concat(parts);
}

function quote(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Lines that no patch told of are empty. */
function patched(before: readonly string[], { patch }: ReplayFile): string[] {
  const lines = [...before];
  for (const part of (patch ?? '').split(/^(?=@@ )/m)) {
    const start = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(part)?.[1];
    if (start === undefined) continue;
    const told = part.split('\n').slice(1);
    const taken = told.filter((line) => line.startsWith('-') || line.startsWith(' ')).length;
    const put = told.filter((line) => line.startsWith('+') || line.startsWith(' ')).map((line) => line.slice(1));
    const at = Math.max(0, Number(start) - 1);
    while (lines.length < at) lines.push('');
    lines.splice(at, taken, ...put);
  }
  return lines;
}
