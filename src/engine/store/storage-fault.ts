// What the world does to a database: an error that SQLite or the file system threw goes in, a problem with a sentence
// that says what to do comes out. Whatever is not the world's doing is a bug and stays thrown.

export type StorageProblem = 'corrupt' | 'read-only' | 'newer' | 'locked' | 'disk-full' | 'unreadable' | 'no-sqlite';

export interface StorageFault {
  readonly problem: StorageProblem;
  /** Plain sentences for the user: what is wrong, where, and what to do. */
  readonly message: string;
}

/** SQLite's primary result codes, by number (`node:sqlite`) and by name (`better-sqlite3`). */
const problemsByCode: readonly (readonly [number, string, StorageProblem])[] = [
  [3, 'SQLITE_PERM', 'read-only'],
  [5, 'SQLITE_BUSY', 'locked'],
  [6, 'SQLITE_LOCKED', 'locked'],
  [8, 'SQLITE_READONLY', 'read-only'],
  [10, 'SQLITE_IOERR', 'unreadable'],
  [11, 'SQLITE_CORRUPT', 'corrupt'],
  [13, 'SQLITE_FULL', 'disk-full'],
  [14, 'SQLITE_CANTOPEN', 'unreadable'],
  [26, 'SQLITE_NOTADB', 'corrupt'],
];

const problemsByErrno: Readonly<Record<string, StorageProblem>> = {
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  ENOENT: 'unreadable',
  ENOTDIR: 'unreadable',
  EEXIST: 'unreadable',
  EISDIR: 'unreadable',
  EIO: 'unreadable',
};

/**
 * The fault behind an error thrown by a store, a lock or the file system below them.
 *
 * @param place path of the database, for the message
 * @returns undefined where the error is a bug rather than a state of the world
 */
export function storageFault(error: unknown, place: string): StorageFault | undefined {
  const problem = problemOf(error);
  return problem === undefined ? undefined : describeFault(problem, place, (error as Error).message);
}

/** @param detail what was found, in the words of whoever found it */
export function describeFault(problem: StorageProblem, place: string, detail: string): StorageFault {
  return { problem, message: `${adviceByProblem[problem](place)} (${detail})` };
}

function problemOf(error: unknown): StorageProblem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (typeof errcode === 'number') return problemsByCode.find(([number]) => number === (errcode & 0xff))?.[2];
  if (typeof code !== 'string') return undefined;
  // Extended codes carry their primary code in front: SQLITE_IOERR_WRITE.
  const named = problemsByCode.find(([, name]) => code === name || code.startsWith(`${name}_`));
  return named?.[2] ?? problemsByErrno[code];
}

const adviceByProblem: Readonly<Record<StorageProblem, (place: string) => string>> = {
  corrupt: (place) =>
    `The memory's database ${place} is damaged. It was left as it is: move it aside, or put a backup in its place, and start again; ` +
    'with none in its place, a new memory begins and imports the history again.',
  'read-only': (place) =>
    `The memory cannot be written at ${place}. Give your user the right to write there and start again.`,
  newer: (place) =>
    `The memory's database ${place} was written by a newer version of Second Nature. Update the extension; the database was not touched.`,
  locked: (place) => `The memory's database ${place} is held by another program. Close that program and start again.`,
  'disk-full': (place) =>
    `There is no space left on the disk that holds ${place}. Free some and try again; what was acknowledged is safe.`,
  unreadable: (place) => `The memory's database ${place} cannot be opened. Check the folder and the disk it lies on.`,
  'no-sqlite': (place) =>
    `No SQLite library could be loaded, so the memory at ${place} stays closed. Reinstall the extension.`,
};
