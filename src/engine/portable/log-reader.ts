// A file comes in, its events go out one by one; whether the file is whole is known when the last one has gone out, so
// whoever takes them must be able to take everything back.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { type PortableEvent, readPortableEvent } from './event-schema.ts';
import { footerSchema, headerSchema, lineCharsMax, PortableFileError, portableVersion } from './log-format.ts';

/**
 * @yields each event, with how many the file says it holds
 * @throws PortableFileError for a file that cannot be read, is none of ours, is newer, damaged, or holds what is no event
 */
export async function* readLog(
  file: string,
): AsyncGenerator<{ readonly event: PortableEvent; readonly total: number }> {
  const sum = createHash('sha256');
  let total: number | undefined;
  let done = 0;
  let isWhole = false;
  for await (const line of readLines(file)) {
    if (isWhole) throw damaged(file, 'it goes on after its end');
    const value = parseLine(line, file);
    if (total === undefined) total = readHeader(value, file);
    else if (done === total) {
      if (footerSchema.safeParse(value).data?.sha256 !== sum.digest('hex'))
        throw damaged(file, 'its checksum is wrong');
      isWhole = true;
      continue;
    } else {
      const event = readPortableEvent(value);
      if (event === undefined) throw damaged(file, `line ${done + 2} is no event`);
      done += 1;
      yield { event, total };
    }
    sum.update(`${line}\n`);
  }
  if (!isWhole) throw damaged(file, 'its end is missing');
}

function readHeader(value: unknown, file: string): number {
  const header = headerSchema.safeParse(value).data;
  if (header === undefined) throw new PortableFileError(`${file} is no exported memory.`);
  if (header.version > portableVersion) {
    throw new PortableFileError(`${file} was written by a newer version of Second Nature. Update the extension first.`);
  }
  return header.events;
}

/** The parser's own message would quote the file. */
function parseLine(line: string, file: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw damaged(file, 'a line is not JSON');
  }
}

async function* readLines(file: string): AsyncGenerator<string> {
  let rest = '';
  const source = createReadStream(file);
  const text = source.pipe(createGunzip()).setEncoding('utf8');
  source.on('error', (error) => text.destroy(error));
  try {
    for await (const chunk of text as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop()!;
      if (rest.length > lineCharsMax) throw damaged(file, 'a line has no end');
      yield* lines;
    }
  } catch (error) {
    throw asFileError(error, file);
  }
  if (rest !== '') throw damaged(file, 'its last line is cut off');
}

function asFileError(error: unknown, file: string): unknown {
  const { code } = error as { code?: unknown };
  if (code === 'ENOENT') return new PortableFileError(`There is no file ${file}.`);
  if (code === 'Z_DATA_ERROR') return new PortableFileError(`${file} is no exported memory, or is damaged.`);
  if (typeof code === 'string' && code.startsWith('Z_')) return damaged(file, 'it is cut off');
  if (typeof code === 'string') return new PortableFileError(`${file} cannot be read (${code}).`);
  return error;
}

function damaged(file: string, how: string): PortableFileError {
  return new PortableFileError(`${file} is damaged: ${how}. Nothing was changed.`);
}
