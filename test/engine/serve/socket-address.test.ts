import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseSocketAddress } from '../../../src/engine/serve/socket-address.ts';

let temporary: string;
beforeEach(() => {
  temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'address-'));
});
afterEach(() => fs.rmSync(temporary, { recursive: true }));

const longDirectory = `/home/ada/${'deep/'.repeat(20)}memory`;
const ourFolder = () => path.join(temporary, `second-nature-${process.getuid!()}`);

test('a short directory holds its own socket', () => {
  expect(chooseSocketAddress('/home/ada/memory', temporary)).toBe('/home/ada/memory/engine.sock');
});

test('a long one gets a short path in a folder that only we can enter', () => {
  const address = chooseSocketAddress(longDirectory, temporary);
  expect(address.length).toBeLessThanOrEqual(100);
  expect(path.dirname(address)).toBe(ourFolder());
  expect(fs.statSync(ourFolder()).mode & 0o777).toBe(0o700);
  expect(chooseSocketAddress(longDirectory, temporary)).toBe(address);
  expect(chooseSocketAddress(`${longDirectory}2`, temporary)).not.toBe(address);
});

test.each([
  ['others can enter', () => fs.mkdirSync(ourFolder(), { mode: 0o755 })],
  ['is a link', () => fs.symlinkSync(temporary, ourFolder())],
])('a folder of that name that %s is refused', (_name, plant) => {
  plant();
  expect(() => chooseSocketAddress(longDirectory, temporary)).toThrow(/only this user can enter|EEXIST/);
});
