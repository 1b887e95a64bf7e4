// Asks the system what the machine runs on: on Linux the files that the kernel shows, on macOS `pmset`. Windows has no way
// that is cheap enough to be worth it, so there it cannot be told.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import nodePath from 'node:path';
import type { PowerSource, PowerSupply } from './model/power.ts';
import { sourceOfPmset, sourceOfSupplies } from './sleep/power-source.ts';

const pmset = '/usr/bin/pmset';
const timeoutMs = 2_000;

export function readPower(): Promise<PowerSource> {
  if (process.platform === 'linux') return readSupplies('/sys/class/power_supply');
  return process.platform === 'darwin' ? askPmset() : Promise.resolve('unknown');
}

/** @param place a folder that holds one for each supply */
export async function readSupplies(place: string): Promise<PowerSource> {
  const names = await readdir(place).catch(() => []);
  return sourceOfSupplies(await Promise.all(names.map((name) => readSupply(nodePath.join(place, name)))));
}

/** Each of its facts is a file; which ones there are depends on the kind. */
async function readSupply(folder: string): Promise<PowerSupply> {
  const facts = await Promise.all(
    (['type', 'online', 'status', 'scope'] as const).map(async (name) => {
      const text = await readFile(nodePath.join(folder, name), 'utf8').catch(() => undefined);
      return text === undefined ? [] : [[name, text.trim()]];
    }),
  );
  return Object.fromEntries(facts.flat());
}

function askPmset(): Promise<PowerSource> {
  return new Promise((resolve) => {
    execFile(pmset, ['-g', 'batt'], { timeout: timeoutMs }, (error, output) =>
      resolve(error ? 'unknown' : sourceOfPmset(output)),
    );
  });
}
