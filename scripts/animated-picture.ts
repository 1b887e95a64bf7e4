// Pictures of one size come in, one animated picture goes out: a PNG that every browser plays, and that shows its first
// picture where it is not played. Nothing is encoded again, so the frames are exactly what was taken.
import { crc32 } from 'node:zlib';

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
/** Bytes beside the data of a chunk: its length, its type and its checksum. */
const chunkFrame = 12;

/**
 * @param pictures PNG files, at least one, all of one size and form
 * @param shownMs how long each is shown, in ms
 * @returns a PNG file that plays without end
 * @throws for what is no PNG, and for pictures of different sizes or forms
 * @source Portable Network Graphics, third edition, W3C 2025: acTL, fcTL and fdAT
 */
export function animatePictures(pictures: readonly Buffer[], shownMs: number): Buffer {
  const frames = pictures.map(readChunks);
  const [first] = frames;
  if (first === undefined) throw new Error('There is no picture to show.');
  const header = first[0]!;
  if (frames.some(([other]) => !other!.data.equals(header.data)))
    throw new Error('The pictures differ in size or form.');
  let sequence = 0;
  const parts = frames.flatMap((chunks, n) => {
    const control = { type: 'fcTL', data: frameControl(sequence++, header.data, shownMs) };
    const pixels = chunks.filter(({ type }) => type === 'IDAT');
    if (n === 0) return [control, ...pixels];
    return [
      control,
      ...pixels.map(({ data }) => ({ type: 'fdAT', data: Buffer.concat([number32(sequence++), data]) })),
    ];
  });
  const animation = { type: 'acTL', data: Buffer.concat([number32(frames.length), number32(0)]) };
  const all = [header, animation, ...parts, { type: 'IEND', data: Buffer.alloc(0) }];
  return Buffer.concat([signature, ...all.map(writeChunk)]);
}

/** Whole pictures, each in place of the one before. */
function frameControl(sequence: number, header: Buffer, shownMs: number): Buffer {
  const size = header.subarray(0, 8);
  const [offset, isReplacing] = [Buffer.alloc(8), Buffer.alloc(2)];
  return Buffer.concat([number32(sequence), size, offset, number16(shownMs), number16(1000), isReplacing]);
}

export function readChunks(file: Buffer): Chunk[] {
  if (!file.subarray(0, signature.length).equals(signature)) throw new Error('This is no PNG.');
  const chunks: Chunk[] = [];
  for (let at = signature.length; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: file.subarray(at + 8, at + 8 + length) });
    at += length + chunkFrame;
  }
  return chunks;
}

function writeChunk({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([number32(data.length), body, number32(crc32(body))]);
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function number16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
