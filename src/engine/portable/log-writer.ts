// Events come in, one file with all of them goes out, in its place only when it is whole and on the disk.
import { createHash } from 'node:crypto';
import { closeSync, createWriteStream, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { MemoryEvent } from '../model/event.ts';
import { PortableFileError, portableFormat, portableVersion } from './log-format.ts';
import { countUpTo, translateSpan } from './sleep-span.ts';

/**
 * The same log gives the same file.
 *
 * @param count of the events to write; there may be more
 * @returns bytes of the file
 * @throws PortableFileError where the file cannot be written; then none is left
 */
export async function writeLog(
  file: string,
  events: Iterable<MemoryEvent>,
  count: number,
  onProgress: (done: number) => void,
): Promise<number> {
  const draft = `${file}.${process.pid}.part`;
  try {
    const output = createWriteStream(draft, { mode: 0o600 });
    await pipeline(Readable.from(linesOf(events, count, onProgress)), createGzip(), output);
    syncFile(draft);
    renameSync(draft, file);
    return statSync(file).size;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new PortableFileError(`${file} could not be written (${code}).`);
  } finally {
    rmSync(draft, { force: true });
  }
}

const progressStep = 500;

function* linesOf(events: Iterable<MemoryEvent>, count: number, onProgress: (done: number) => void): Generator<string> {
  const sum = createHash('sha256');
  const line = (value: object): string => {
    const text = `${JSON.stringify(value)}\n`;
    sum.update(text);
    return text;
  };
  yield line({ format: portableFormat, version: portableVersion, events: count });
  let done = 0;
  const seqs: number[] = [];
  for (const { seq, ...event } of events) {
    if (done === count) break; // What was logged since it began is for the next export.
    seqs.push(seq);
    const toCount = (place: number) => countUpTo(seqs, place);
    yield line(event.kind === 'sleep' ? { ...event, data: translateSpan(event.data, toCount) } : event);
    done += 1;
    if (done % progressStep === 0 || done === count) onProgress(done);
  }
  yield `${JSON.stringify({ sha256: sum.digest('hex') })}\n`;
}

function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
