// Lines of `git diff-tree` in, commits out. A line that only this run of git can print separates the commits, so that
// nothing in a message or a patch is ever taken for a frame.
import type { CommitData, FileChange, Hunk } from '../model/event.ts';
import { PatchParser } from './patch-parser.ts';
import { unquotePath } from './path-quoting.ts';

/** A commit as git tells it. */
export interface ParsedCommit extends Omit<CommitData, 'reverts'> {
  /** Unix times in ms, as they stand in the commit, which may be wrong. */
  readonly authoredAt: number;
  readonly committedAt: number;
  /** More files than were kept. */
  readonly filesDropped: number;
}

export const filesMax = 5_000;
const filesWithHunksMax = 200;
const subjectCharactersMax = 500;
const bodyCharactersMax = 8_000;

/** The format that the parser reads; `boundary` must be unguessable and fresh for each run. */
export function commitFormat(boundary: string): string {
  return `--format=tformat:${boundary}%n%H%n%at %ct%n%an%n%B%n${boundary}.`;
}

type Section = 'before' | 'sha' | 'times' | 'author' | 'message' | 'changes';

export class CommitParser {
  readonly #boundary: string;
  #section: Section = 'before';
  #commit = emptyCommit();

  constructor(boundary: string) {
    this.#boundary = boundary;
  }

  /** @returns the commit that this line ended */
  push(line: string): ParsedCommit | undefined {
    if (line === this.#boundary) {
      const ended = this.end();
      this.#section = 'sha';
      return ended;
    }
    switch (this.#section) {
      case 'before':
        return undefined;
      case 'sha':
        this.#commit.sha = line;
        this.#section = 'times';
        return undefined;
      case 'times':
        this.#commit.times = line;
        this.#section = 'author';
        return undefined;
      case 'author':
        this.#commit.author = line.slice(0, 200);
        this.#section = 'message';
        return undefined;
      case 'message':
        if (line === `${this.#boundary}.`) this.#section = 'changes';
        else this.#pushMessage(line);
        return undefined;
      case 'changes':
        if (line.startsWith(':') && !this.#commit.patch.isInside) this.#pushFile(line);
        else this.#commit.patch.push(line);
        return undefined;
    }
  }

  /** The commit under way, when it is whole; called once more after the last line. */
  end(): ParsedCommit | undefined {
    const commit = this.#commit;
    const isWhole = this.#section === 'changes';
    this.#commit = emptyCommit();
    this.#section = 'before';
    return isWhole ? finish(commit) : undefined;
  }

  #pushMessage(line: string): void {
    if (this.#commit.messageLength > bodyCharactersMax) return;
    this.#commit.messageLength += line.length + 1;
    this.#commit.message.push(line.replace(/\r$/, ''));
  }

  /** `:100644 100644 <blob> <blob> R090\twas\tpath` */
  #pushFile(line: string): void {
    const commit = this.#commit;
    if (commit.files.length >= filesMax) {
      commit.filesDropped += 1;
      return;
    }
    const [head, first, second] = line.split('\t');
    const letter = head!.split(' ').at(-1)!.charAt(0);
    const status = letter === 'A' || letter === 'D' || letter === 'R' ? letter : letter === 'C' ? 'A' : 'M';
    const path = unquotePath(second ?? first ?? '');
    if (path === '') return;
    commit.files.push(status === 'R' ? { path, was: unquotePath(first!), status } : { path, status });
  }
}

function emptyCommit() {
  return {
    sha: '',
    times: '',
    author: '',
    message: [] as string[],
    messageLength: 0,
    files: [] as Pick<FileChange, 'path' | 'was' | 'status'>[],
    filesDropped: 0,
    patch: new PatchParser(),
  };
}

function finish(commit: ReturnType<typeof emptyCommit>): ParsedCommit {
  const [authored, committed] = commit.times.split(' ').map(Number);
  const message = commit.message.join('\n').trim();
  const cut = message.indexOf('\n');
  const subject = (cut < 0 ? message : message.slice(0, cut)).trimEnd();
  const body = cut < 0 ? '' : message.slice(cut + 1).trim();
  const isHuge = commit.files.length + commit.filesDropped > filesWithHunksMax;
  const hunks: readonly Hunk[] = isHuge ? [] : commit.patch.hunks.filter((h) => h.before.length + h.after.length > 0);
  return {
    sha: commit.sha,
    author: commit.author,
    authoredAt: (authored ?? 0) * 1000,
    committedAt: (committed ?? 0) * 1000,
    subject: subject.slice(0, subjectCharactersMax),
    body: body.slice(0, bodyCharactersMax),
    files: commit.files.map((file) => ({ ...file, ...commit.patch.linesOf(file.path) })),
    filesDropped: commit.filesDropped,
    hunks,
  };
}
