// What was left unfinished: errors that appeared and were not seen to go, tests that were red when they last ran. In, a
// memory; out, the latest of them first.
import type { MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import { isSyntaxError } from '../model/syntax-error.ts';
import { readTestRun } from '../model/test-output-reader.ts';

export interface Trouble {
  readonly event: MemoryEvent;
  /** One plain sentence. */
  readonly text: string;
  readonly paths: readonly string[];
}

const diagnosticsLookedAt = 120;
const commandsLookedAt = 60;
const textCharsMax = 180;

export function standingTrouble(project: string, memory: MemoryReader): Trouble[] {
  return [...standingErrors(project, memory), ...redTests(project, memory)].sort((a, b) => b.event.seq - a.event.seq);
}

/**
 * The case stands open in the table as long as nothing resolved it. One of syntax is no thread to take up: it only says
 * that a line was half typed, and where another error came in its place its end was never told.
 */
function standingErrors(project: string, memory: MemoryReader): Trouble[] {
  return memory.eventsOfKind(project, 'diagnostic', diagnosticsLookedAt).flatMap((event) => {
    if (event.kind !== 'diagnostic' || event.data.change !== 'appeared' || isSyntaxError(event.data)) return [];
    const { instance, tool, code, message, line } = event.data;
    if (memory.openCase(project, instance) === undefined) return [];
    const path = event.refs[0] ?? '';
    const text = `${[tool, code].filter(Boolean).join(' ')} stands at ${path}:${line}: ${message.split('\n')[0]}`;
    return [{ event, text: text.slice(0, textCharsMax), paths: event.refs.slice(0, 1) }];
  });
}

/** By the latest run of each command. */
function redTests(project: string, memory: MemoryReader): Trouble[] {
  const seen = new Set<string>();
  return memory.eventsOfKind(project, 'command', commandsLookedAt).flatMap((event) => {
    if (event.kind !== 'command' || seen.has(event.text)) return [];
    const run = readTestRun(event.data.output);
    if (run === undefined) return [];
    seen.add(event.text);
    if (run.failedCount === 0) return [];
    const named = run.failed.slice(0, 3).join('; ') || `${run.failedCount} tests`;
    return [{ event, text: `red at the last run of ${event.text}: ${named}`.slice(0, textCharsMax), paths: [] }];
  });
}
