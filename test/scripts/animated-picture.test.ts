// That the recording is a picture that players take, made of the very pictures that went in.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { animatePictures, readChunks } from '../../scripts/animated-picture.ts';
import { projectRoot } from '../../scripts/build.ts';

/** One grey line of pixels. */
function picture(...greys: readonly number[]): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, greys.length, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const pixels = deflateSync(Buffer.from([0, ...greys]));
  const parts = [chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

test('frames follow one another in numbered chunks', () => {
  const chunks = readChunks(animatePictures([picture(1, 2), picture(3, 4)], 1_500));
  expect(chunks.map(({ type }) => type).join(' ')).toBe('IHDR acTL fcTL IDAT fcTL fdAT IEND');
  const [, animation, first, , second, pixels] = chunks.map(({ data }) => data);
  expect([animation!.readUInt32BE(0), animation!.readUInt32BE(4)]).toEqual([2, 0]);
  expect([first, second, pixels].map((data) => data!.readUInt32BE(0))).toEqual([0, 1, 2]);
  expect([first!.readUInt16BE(20), first!.readUInt16BE(22)]).toEqual([1_500, 1_000]);
  expect(pixels!.subarray(4)).toEqual(deflateSync(Buffer.from([0, 3, 4])));
});

test('what cannot be one picture is refused', () => {
  expect(() => animatePictures([picture(1), picture(1, 2)], 100)).toThrow('differ');
  expect(() => animatePictures([Buffer.from('GIF89a')], 100)).toThrow('no PNG');
  expect(() => animatePictures([], 100)).toThrow('no picture');
});

test('the recording that the README shows moves, and is smaller than 2 MB', () => {
  const path = join(projectRoot, 'media', 'pictures', 'recording.png');
  expect(statSync(path).size).toBeLessThan(2_000_000);
  expect(readChunks(readFileSync(path)).filter(({ type }) => type === 'fcTL').length).toBeGreaterThan(3);
});
