// An event made ready to be learned. In goes an event of the log, out comes its engram: what it can be recognised by,
// what can be found in it, how it felt. A pure function, so that the same log gives the same memory.
import type { Engram } from '../model/engram.ts';
import { hasFailed, type MemoryEvent } from '../model/event.ts';
import { readOutputErrors } from '../model/output-error-reader.ts';
import { testRunOf } from '../model/told-test-run.ts';
import { extractCues } from './cue-extractor.ts';
import { fingerprintError } from './error-fingerprint.ts';
import { writeTrace } from './trace-writer.ts';
import { appraiseEvent } from './valence-appraiser.ts';

/** Costs microseconds for an edit, tens of them for a commit with its excerpts. */
export function encodeEvent(event: MemoryEvent): Engram {
  const fingerprint = fingerprintOf(event);
  const testRun = testRunOf(event);
  const outputErrors = readErrorsOf(event);
  const trace = writeTrace(event);
  return {
    event,
    cues: extractCues(event, [fingerprint, ...outputErrors.map((error) => error.fingerprint)], testRun),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(testRun !== undefined && { testRun }),
    ...(outputErrors.length > 0 && { outputErrors }),
    ...(trace !== undefined && { trace }),
    ...appraiseEvent(event, testRun),
  };
}

function readErrorsOf(event: MemoryEvent): NonNullable<Engram['outputErrors']> {
  if (event.kind !== 'command' || !hasFailed(event.data)) return [];
  return readOutputErrors(event.data.output).map((error) => ({ ...error, fingerprint: fingerprintError(error) }));
}

function fingerprintOf(event: MemoryEvent): string | undefined {
  if (event.kind === 'diagnostic') return fingerprintError(event.data);
  if (event.kind !== 'exception') return undefined;
  return fingerprintError({ tool: 'exception', code: event.data.type, message: event.data.message });
}
