// Runs that only a random source makes are told from everything else that is long.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findRandomRuns } from '../../../src/engine/gate/entropy-rule.ts';
import { redactText } from '../../../src/engine/gate/redactor.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

test('nine of ten random runs of 32 are found, and nearly all of 43', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 61 })), (numbers) => {
      const made = (length: number) => Array.from({ length }, () => letters[numbers.next().value!]!).join('');
      const found = (length: number) =>
        Array.from({ length: 100 }, () => findRandomRuns(`const x = "${made(length)}";`).length).filter(Boolean).length;
      return found(32) >= 85 && found(43) >= 92;
    }),
    { numRuns: 10, ...{ seed: 7 } },
  );
});

test('a run goes whole, and its surroundings stay', async () => {
  const value = 'q7Rt2XvB9kLm4PzW8nYc3JdF6hGs1TaE';
  expect((await redactText(`handshake ${value} sent`)).value).toBe('handshake [redacted:high-entropy] sent');
});

test.each(['Qm7xT2vK9pLd4RzW8sYb3NfH6jGc1EaU', 'q7Xv2Lp9+Zt4Rk8/Wm3Nc6Jd1Hs5Bf0Gy2Ta7Ve4Qx='])(
  'a key that ends a sentence is found: %s',
  (key) => {
    const text = `The key is ${key}.`;
    expect(findRandomRuns(text).map(({ start, end }) => text.slice(start, end))).toEqual([key]);
    expect(findRandomRuns(`${text.slice(11)} It is old.`)).toHaveLength(1);
  },
);

test('nine of ten random keys in standard base64 are found whole, and a file in lines of it stays', () => {
  const alphabet = `${letters}+/`;
  fc.assert(
    fc.property(fc.noBias(fc.infiniteStream(fc.integer({ min: 0, max: 63 }))), (numbers) => {
      const made = (length: number) => Array.from({ length }, () => alphabet[numbers.next().value!]!).join('');
      const keys = Array.from({ length: 100 }, () => `${made(43)}=`);
      const isWhole = (key: string) => findRandomRuns(key).some(({ start, end }) => start === 0 && end >= 43);
      const lines = Array.from({ length: 20 }, () => made(76)).join('\n');
      return keys.filter(isWhole).length >= 85 && findRandomRuns(lines).length <= 1;
    }),
    { numRuns: 10, ...{ seed: 7 } },
  );
});

test.each([
  'src/engine/gate/EntropyRule2/ParseHTML5/v3/index/Utf8Reader1',
  'application/vnd+JSON5/Utf8/Base64Encoded2/Level3Parser4',
  'packages/UI2/Web3D/Hex2RGB/Sha256Sum/Md5Sum/x86/Arm64',
  'const isAuthenticatedUserWithTwoFactorEnabled = true;',
  'TestParseHTMLasJSONorXMLWithUTF8AndBOM',
  'export const DEFAULT_MAX_CONNECTION_RETRIES_PER_HOST_V2 = 3;',
  'integrity sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcgSpIdNs6c5H0NE8XYXysPDGNKHfuwvY7kxvUdBeoGlODJ6SfaPg==',
  'golang.org/x/sync v0.7.0 h1:YsImfSBoP9QPYL0xyKJPq0gcaJdG3rInoqxTWbfQu9M=',
  '3f786850e387550fdab836ed7e6dc881de23001b',
  'c5d5b1f0-2d8b-4d0e-9c4b-9a8c4d2f8b11',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJl3dIeudNqd0DPMRD6OIh65tjkxFNOtwGcWB2gCgPhk ada@shop.example',
  'https://docs.example.com/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit',
  'url(data:font/woff2;base64,d09GMgABAAAAADr4AA8AAAAAdQgAADqZ)',
  'src/components/UserProfileSettingsPageV2Header.test.tsx',
  'at Object.createServerSideProps2ForPage10 (app.js:1:2)',
  'import { getStaticPathsForLocale2 } from "next";',
])('stays: %s', (text) => {
  expect(findRandomRuns(text)).toEqual([]);
});

test('a picture in base64 is no secret', () => {
  expect(findRandomRuns(randomBytes(600).toString('base64url'))).toEqual([]);
});
