// What ships as machine code is read by nobody, so its bytes are asked whether they could call home. ONNX Runtime does, from
// its 1.29 on: an identifier of the machine, the model and the errors, unless a variable of the environment forbids it.
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/build.ts';

/** Hosts that collect, and the function by which the machine code of any system but Windows finds a host. */
const waysOut = ['events.data.microsoft.com', 'OneCollector', 'getaddrinfo'];

test.each([
  'better-sqlite3/prebuilds/*.node',
  'hnswlib-node/build/Release/*.node',
  'onnxruntime-node/bin/**/*{onnxruntime,binding}*',
])('cannot reach a network: %s', (files) => {
  const found = globSync(join(projectRoot, 'node_modules', files)).filter((file) => /\.(node|dll|dylib|so)/.test(file));
  expect(found.length).toBeGreaterThan(0);
  const reaching = found.flatMap((file) => {
    const bytes = readFileSync(file);
    return waysOut.filter((way) => bytes.includes(way)).map((way) => `${basename(file)}: ${way}`);
  });
  expect(reaching).toEqual([]);
});
