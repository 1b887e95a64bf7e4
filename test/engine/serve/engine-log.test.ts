// The log as a started engine has it: standard error of a process of its own, going to a file.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeFault, engineLogBytesMax } from '../../../src/engine/serve/engine-log.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'log-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

test('never grows beyond its bound and keeps what came last', () => {
  const module = path.resolve(import.meta.dirname, '../../../src/engine/serve/engine-log.ts');
  const program = `
    import { openEngineLog } from ${JSON.stringify(module)};
    const log = openEngineLog(() => 0);
    for (let n = 0; n < 15_000; n++) log.write('x'.repeat(60) + ' line ' + n);
  `;
  const file = path.join(folder, 'engine.log');
  const output = fs.openSync(file, 'a');
  spawnSync(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', output, output] });
  fs.closeSync(output);
  expect(fs.statSync(file).size).toBeLessThanOrEqual(engineLogBytesMax);
  expect(fs.readFileSync(file, 'utf8')).toMatch(/line 14999\n$/);
});

test('a fault is told without its message, which may quote what was remembered', () => {
  const fault = describeFault(Object.assign(new TypeError('cannot parse "my secret"\nsecond line'), { code: 'E1' }));
  expect(fault).toMatch(/^TypeError E1\n {4}at /);
  expect(fault).not.toMatch(/secret|second line/);
  expect(describeFault('my secret')).toBe('something that is no error was thrown');
});
