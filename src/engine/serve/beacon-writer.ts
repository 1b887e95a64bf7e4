// Tells clients where the engine is, and takes it back; or tells them why it could not start. The lock on the memory
// directory is held by whoever calls.
import fs from 'node:fs';
import path from 'node:path';
import { type EngineProblem, engineProblemFile } from '../../client/beacon.ts';
import { type Beacon, beaconFile } from '../../protocol/handshake.ts';

export function writeBeacon(directory: string, beacon: Beacon): void {
  writeWhole(path.join(directory, beaconFile), beacon);
  fs.rmSync(path.join(directory, engineProblemFile), { force: true });
}

export function removeBeacon(directory: string): void {
  fs.rmSync(path.join(directory, beaconFile), { force: true });
}

export function writeEngineProblem(directory: string, problem: EngineProblem): void {
  writeWhole(path.join(directory, engineProblemFile), problem);
}

/** A reader finds the old file or the new one, never half of one. */
function writeWhole(file: string, content: object): void {
  const draft = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
  fs.renameSync(draft, file);
}
