// A growing file of JSON lines and how far it was read, in; its new lines and how far it is read now, out. Memory is
// bounded by one chunk and one line; nothing of what the lines say is kept between two readings.
import { hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { TranscriptPosition } from '../model/transcript.ts';
import { type LineState, parseJson } from './transcript-format.ts';

const chunkBytes = 256 * 1024;
/** Longer lines are passed over. */
const lineBytesMax = 16 * 1024 * 1024;
/** A call without a result is read again from its line next time, unless so many lines have followed. */
const linesWaitedMax = 200;
const stampBytes = 256;
const lineEnd = 0x0a;

interface TailOptions {
  readonly path: string;
  readonly version: number;
  readonly known: TranscriptPosition | undefined;
  /** What a file that is read from its start begins with. */
  readonly fresh: TranscriptPosition['state'];
  readonly onProblem: (problem: string) => void;
}

export interface NewLines {
  /** Whole lines; undefined for one that is no JSON. `read` is to be called when the state has taken the line in. */
  readonly lines: readonly { readonly value: unknown; read(): void }[];
  readonly state: LineState;
  /** Where to go on: at the line after which no call waited for its result, or at the end of the file as it is. */
  position(from: 'here' | 'end'): TranscriptPosition;
}

/** A file that may not be read gives nothing; one that was replaced is read from its start. */
export async function* readNewLines(options: TailOptions): AsyncIterable<NewLines> {
  const file = await open(options.path, 'r').catch(() => undefined);
  if (file === undefined) {
    options.onProblem(`${options.path} may not be read.`);
    return;
  }
  try {
    yield* readFrom(file, options);
  } finally {
    await file.close();
  }
}

async function* readFrom(file: FileHandle, { path, version, known, fresh }: TailOptions): AsyncIterable<NewLines> {
  const { size } = await file.stat();
  const stamp = await stampOf(file);
  const isSame = known?.version === version && known.stamp === stamp && known.offset <= size;
  const place = new ReadingPlace(isSame ? known : { offset: 0, state: fresh });
  let rest: Buffer = Buffer.alloc(0);
  for (let at = place.offset; at < size; ) {
    const chunk = await readChunk(file, at, Math.min(chunkBytes, size - at));
    if (chunk.length === 0) return;
    at += chunk.length;
    const pieces = splitLines(Buffer.concat([rest, chunk]));
    rest = pieces.pop()!;
    const lines = pieces.map((bytes) => ({
      value: parseJson(bytes.toString('utf8')),
      read: () => place.pass(bytes.length + 1),
    }));
    if (rest.length > lineBytesMax) {
      // What is left of it is no JSON and passes as such.
      lines.push({ value: undefined, read: () => place.pass(0) });
      place.skip(rest.length);
      rest = Buffer.alloc(0);
    }
    const position = (from: 'here' | 'end') => ({
      path,
      version,
      stamp,
      ...(from === 'end' ? place.at(size) : place.clean),
    });
    yield { lines, state: place.state, position };
  }
}

/** How far the lines have been taken in, and the last point from which reading could begin again. */
class ReadingPlace {
  readonly state: LineState;
  clean: Pick<TranscriptPosition, 'offset' | 'state'>;
  #offset: number;
  #linesWaited = 0;

  constructor({ offset, state }: Pick<TranscriptPosition, 'offset' | 'state'>) {
    this.#offset = offset;
    this.clean = { offset, state };
    this.state = { ...state, calls: [] };
  }

  get offset(): number {
    return this.#offset;
  }

  pass(bytes: number): void {
    this.#offset += bytes;
    this.#linesWaited = this.state.calls.length === 0 ? 0 : this.#linesWaited + 1;
    if (this.#linesWaited > linesWaitedMax) this.state.calls = [];
    if (this.state.calls.length === 0) this.clean = this.at(this.#offset);
  }

  skip(bytes: number): void {
    this.#offset += bytes;
  }

  at(offset: number): Pick<TranscriptPosition, 'offset' | 'state'> {
    const { calls: _, ...state } = this.state;
    return { offset, state };
  }
}

/** The first line does not change while the file grows. */
async function stampOf(file: FileHandle): Promise<string> {
  const head = await readChunk(file, 0, stampBytes);
  const end = head.indexOf(lineEnd);
  return hash('sha256', end < 0 ? head : head.subarray(0, end)).slice(0, 24);
}

async function readChunk(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const chunk = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(chunk, 0, bytes, at);
  return chunk.subarray(0, bytesRead);
}

/** The last piece is what has no end yet. */
function splitLines(bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, start)) {
    pieces.push(bytes.subarray(start, end));
    start = end + 1;
  }
  pieces.push(bytes.subarray(start));
  return pieces;
}
