// Reads what the engine leaves in the memory directory for its clients: where its socket is while it runs, and why it
// could not start when it did not.
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Beacon, beaconFile, beaconSchema } from '../protocol/handshake.ts';

/**
 * The address of the engine that runs, or ran last: after a `kill -9` it is still there, so only an answer on the
 * socket proves that an engine lives. A beacon that cannot be read or is no beacon counts as none; the next engine
 * writes a new one.
 */
export function readBeacon(directory: string): Beacon | undefined {
  return readJson(path.join(directory, beaconFile), beaconSchema);
}

/** Written by an engine that found the memory unusable, and removed by the next that starts well. */
export const engineProblemFile = 'engine-problem.json';
export const engineProblemSchema = z.object({ pid: z.number().int(), message: z.string() });
export type EngineProblem = z.infer<typeof engineProblemSchema>;

/** Why the engine of this process id could not start, in its own words. */
export function readEngineProblem(directory: string, pid: number): string | undefined {
  const problem = readJson(path.join(directory, engineProblemFile), engineProblemSchema);
  return problem?.pid === pid ? problem.message : undefined;
}

function readJson<S extends z.ZodType>(file: string, schema: S): z.infer<S> | undefined {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch {
    return undefined; // Absent or not ours to read: either way there is no such note.
  }
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // Not JSON.
  }
}
