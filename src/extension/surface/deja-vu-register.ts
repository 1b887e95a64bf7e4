// The errors that stand come in from the sensor; each is put to the engine once, and those that it recognises are kept
// here for the hint and the code action, for as long as they stand.
import * as vscode from 'vscode';
import { dejaVuMethod, dejaVuResult, type WireDejaVu, type WirePastFix } from '../../protocol/recall.ts';
import type { FileErrors } from '../sense/diagnostic-sensor.ts';
import { draftObservation, type Report } from '../sense/observation-draft.ts';
import type { OpenDocument } from '../sense/open-documents.ts';
import type { StandingError } from '../sense/tracked-file.ts';
import type { DismissalReason } from './hint-dismissal.ts';
import type { HintHistory } from './hint-history.ts';
import type { MemoryClient } from './memory-client.ts';

/** An error that stands and was fixed before. */
export interface Recognition {
  readonly instance: string;
  readonly open: OpenDocument;
  readonly tool: string;
  readonly code: string;
  readonly message: string;
  /** Where it stood when the engine was asked; starts at 1. */
  readonly askedLine: number;
  /** Where it stands; starts at 1. */
  lineNow: number;
  readonly fingerprint: string;
  readonly seen: number;
  /** The most useful one first. */
  readonly fixes: readonly WirePastFix[];
}

export interface DejaVuRegister extends vscode.Disposable {
  update(file: FileErrors): void;
  /** Asks again about the errors that nothing was known of, as when a file comes to the front or the engine is back. */
  askAgain(uri: vscode.Uri): void;
  of(uri: vscode.Uri): Recognition[];
  byInstance(instance: string): Recognition | undefined;
  /** It was not wanted: this error is not hinted at again while the window is open. */
  dismiss(recognition: Recognition, reason: DismissalReason): void;
  readonly onChanged: vscode.Event<vscode.Uri>;
}

const linesAround = 40;
/** A file full of errors asks for the first of them only. */
const askedMax = 20;
const besideMax = 200;

interface FileState {
  open: OpenDocument;
  errors: readonly StandingError[];
  /** `unparsed`: not judged while the file does not parse; asked again when its errors are others. */
  readonly answers: Map<string, Recognition | 'unrecognised' | 'unparsed'>;
  asking: boolean;
}

export function createDejaVuRegister(memory: MemoryClient, report: Report, history: HintHistory): DejaVuRegister {
  const files = new Map<string, FileState>();
  const dismissed = history.dismissedErrors;
  const changed = new vscode.EventEmitter<vscode.Uri>();

  const askFor = async (state: FileState): Promise<void> => {
    if (state.asking) return;
    state.asking = true;
    try {
      // What was reported of an error's last fix must have been heard before it is asked for.
      await memory.flush();
      const asked: Asked = new Map();
      for (let next = nextQuestion(state, asked); next !== undefined; next = nextQuestion(state, asked)) {
        const { errors } = state;
        asked.set(next.instance, errors);
        const answer = await ask(memory, state.open, next, errors);
        if (answer === undefined) continue; // The engine is away; asked again when it is back.
        if (!state.errors.some((error) => error.instance === next.instance)) continue;
        const kept = keptAnswer(state.open, next, answer);
        if (kept === 'unparsed' && state.errors !== errors) continue; // It may parse by now.
        state.answers.set(next.instance, kept);
        if (answer.recognised) changed.fire(state.open.document.uri);
      }
    } finally {
      state.asking = false;
    }
  };

  const stateOf = (open: OpenDocument, key: string): FileState => {
    const known = files.get(key);
    if (known?.open === open) return known;
    const state: FileState = { open, errors: [], answers: new Map(), asking: false };
    files.set(key, state);
    return state;
  };

  return {
    onChanged: changed.event,
    update({ open, errors }) {
      const key = open.document.uri.toString();
      const state = stateOf(open, key);
      state.errors = errors;
      const standing = new Map(errors.map((error) => [error.instance, error]));
      for (const [instance, answer] of state.answers) {
        const error = standing.get(instance);
        if (error === undefined || answer === 'unparsed') state.answers.delete(instance);
        else if (isRecognition(answer)) answer.lineNow = error.lineNow;
      }
      if (errors.length === 0) files.delete(key);
      changed.fire(open.document.uri);
      void askFor(state);
    },
    askAgain(uri) {
      const state = files.get(uri.toString());
      if (state === undefined) return;
      for (const [instance, answer] of state.answers) if (!isRecognition(answer)) state.answers.delete(instance);
      void askFor(state);
    },
    of(uri) {
      const answers = files.get(uri.toString())?.answers.values() ?? [];
      return [...answers].filter(isRecognition).filter((known) => !dismissed.has(known.fingerprint));
    },
    byInstance(instance) {
      for (const { answers } of files.values()) {
        const answer = answers.get(instance);
        if (answer !== undefined && isRecognition(answer)) return answer;
      }
      return undefined;
    },
    dismiss(known, reason) {
      dismissed.add(known.fingerprint);
      report(draftObservation('feedback', known.open, { verdict: 'dismissed', subject: known.fingerprint, reason }));
      for (const { open } of files.values()) changed.fire(open.document.uri);
    },
    dispose() {
      files.clear();
      changed.dispose();
    },
  };
}

/** By instance: the errors that stood in the file when it was asked about. */
type Asked = Map<string, readonly StandingError[]>;

function nextQuestion({ errors, answers }: FileState, asked: Asked): StandingError | undefined {
  return errors.slice(0, askedMax).find(({ instance }) => !answers.has(instance) && asked.get(instance) !== errors);
}

async function ask(
  memory: MemoryClient,
  open: OpenDocument,
  error: StandingError,
  standing: readonly StandingError[],
): Promise<WireDejaVu | undefined> {
  const { document, folder, path } = open;
  const line = Math.min(error.lineNow, document.lineCount);
  const first = Math.max(1, line - linesAround);
  const last = Math.min(document.lineCount, line + linesAround);
  const lines: string[] = [];
  for (let at = first; at <= last; at++) lines.push(document.lineAt(at - 1).text.slice(0, 20_000));
  const { tool, code, message, instance } = error;
  const beside = standing
    .filter((other) => other !== error)
    .slice(0, besideMax)
    .map((other) => ({ tool: other.tool, code: other.code, message: other.message }));
  const question = { folder, path, tool, code, message, line, lines, errorIndex: line - first, instance, beside };
  const reply = await memory.request(dejaVuMethod, question, dejaVuResult);
  return reply.ok ? reply.value : undefined;
}

function isRecognition(answer: Recognition | 'unrecognised' | 'unparsed'): answer is Recognition {
  return typeof answer === 'object';
}

function keptAnswer(open: OpenDocument, error: StandingError, answer: WireDejaVu) {
  if (answer.recognised) return recognition(open, error, answer);
  return answer.reason === 'syntax' ? 'unparsed' : 'unrecognised';
}

function recognition(
  open: OpenDocument,
  error: StandingError,
  answer: Extract<WireDejaVu, { recognised: true }>,
): Recognition {
  const { instance, tool, code, message, lineNow } = error;
  const { fingerprint, seen, fixes } = answer;
  return { instance, open, tool, code, message, askedLine: lineNow, lineNow, fingerprint, seen, fixes };
}
