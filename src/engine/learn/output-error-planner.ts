// Errors that a program told of in a terminal: a failed command opens a case for each, and the same command, run again
// without them, clears them by what was edited in between. So déjà vu knows an error wherever it was met first.
import type { MemoryChange } from '../model/change.ts';
import type { Engram } from '../model/engram.ts';
import { type CommandData, hasFailed, type MemoryEvent } from '../model/event.ts';
import { keyOf, type OutputError, readOutputErrors } from '../model/output-error-reader.ts';
import type { MemoryReader } from '../model/ports.ts';
import { isSyntaxError } from '../model/syntax-error.ts';
import { neutralValence, type Valence } from '../model/valence.ts';
import { planClearingByEdits } from './clearing-by-edits.ts';

const commandsReadMax = 20;
const instanceCharsMax = 400;
/** A longer output may have lost its beginning. */
const wholeOutputCharsMax = 3_500;

/** These tell of every error at each run; a program that throws tells of the first. */
const thoroughTools: ReadonlySet<string> = new Set(['ts', 'eslint', 'mypy', 'pyright', 'pylint', 'ruff']);

const appearance: Valence = { ...neutralValence, outcome: -0.1, friction: 0.2, precision: 0.5 };

export function planOutputErrors(
  { event, outputErrors = [] }: Engram,
  episode: string,
  memory: MemoryReader,
): MemoryChange[] {
  if (event.kind !== 'command') return [];
  const shown = new Set(outputErrors.map((error) => instanceOf(event.text, error)));
  const cleared = lastErrors(event, memory).filter(
    (error) => !shown.has(instanceOf(event.text, error)) && isGone(error, event.data, outputErrors),
  );
  return [
    ...cleared.flatMap((error) => planClearingByEdits(event, instanceOf(event.text, error), episode, memory)),
    ...outputErrors.flatMap((error) => planOpening(event, error, episode, memory)),
  ];
}

/** Which stay it is, as long as it lasts: of one error, at one file, told by one command. */
function instanceOf(commandLine: string, error: OutputError): string {
  return `${commandLine.slice(0, 100)}|${keyOf(error)}`.slice(0, instanceCharsMax);
}

/** What the same command told of when it last ran. */
function lastErrors({ project, seq, text }: MemoryEvent, memory: MemoryReader): OutputError[] {
  const past = memory
    .eventsOfKind(project, 'command', commandsReadMax)
    .find((event) => event.seq < seq && event.text === text);
  return past?.kind === 'command' && hasFailed(past.data) ? readOutputErrors(past.data.output) : [];
}

/** Not shown is not gone: the program may have stopped earlier. */
function isGone({ tool }: OutputError, now: CommandData, shown: readonly OutputError[]): boolean {
  if (now.exitCode === 0) return true;
  const ofTool = shown.filter((error) => error.tool === tool);
  const isWhole = now.output.length <= wholeOutputCharsMax && ofTool.length > 0;
  return isWhole && thoroughTools.has(tool) && !ofTool.some(isSyntaxError);
}

function planOpening(
  event: MemoryEvent,
  { fingerprint, ...error }: NonNullable<Engram['outputErrors']>[number],
  episode: string,
  memory: MemoryReader,
): MemoryChange[] {
  const instance = instanceOf(event.text, error);
  const path = placeOf(error.path, event.project, memory);
  const standing = memory.cases(event.project, fingerprint, 8).some((past) => !past.cleared && past.path === path);
  // What stands already, or stands in the editor too, is one stay.
  if (standing || memory.openCase(event.project, instance) !== undefined) return [];
  const { at, seq } = event;
  const appeared = { fingerprint, instance, path, lineText: '', episode, appearedSeq: seq, appearedAt: at };
  const felt = { at, valence: appearance, because: { reason: 'error', seq } } as const;
  const isKnown = path !== '' && memory.node(event.project, 'file', path) !== undefined;
  return [
    { op: 'open-case', errorCase: { ...error, ...appeared } },
    ...(isKnown ? [{ op: 'meet', node: { kind: 'file', key: path }, ...felt } as const] : []),
  ];
}

/** From the root: an absolute path is known by the end that names a file of the project. Empty where none does. */
function placeOf(path: string, project: string, memory: MemoryReader): string {
  if (!/^(?:\/|[A-Za-z]:|\.\.\/)/.test(path)) return path;
  const parts = path.split('/');
  for (let i = 1; i < parts.length; i++) {
    const end = parts.slice(i).join('/');
    if (memory.node(project, 'file', end) !== undefined) return end;
  }
  return '';
}
