// Debug sessions come in; the exceptions that they stop at, those that end the program, and those that a later run does
// without, go out as observations.
// The messages between editor and debugger are only listened to; nothing here makes a session wait.
import * as vscode from 'vscode';
import type { DocumentFilter } from './document-filter.ts';
import { type ErrorReport, readUncaughtError, type StackFrame, splitErrorText } from './error-report.ts';
import { ExceptionRuns, type ThrownException } from './exception-runs.ts';
import { draftWorkObservation, type Report } from './observation-draft.ts';

const errorOutputCharsMax = 8_000;
const messageCharsMax = 4_000;
const framesAskedFor = 20;

/** The events of the debug adapter protocol that are read here; adapters are written by anyone, so nothing is certain. */
interface AdapterEvent {
  readonly type?: unknown;
  readonly event?: unknown;
  readonly body?: {
    readonly reason?: unknown;
    readonly threadId?: unknown;
    readonly text?: unknown;
    readonly description?: unknown;
    readonly category?: unknown;
    readonly output?: unknown;
  };
}

export function senseExceptions(filter: DocumentFilter, report: Report): vscode.Disposable {
  let isDisposed = false;
  const runs = new ExceptionRuns();
  const tell = (session: vscode.DebugSession, error: ErrorReport) => {
    const observation = isDisposed ? undefined : draftException(session, error, filter);
    if (observation === undefined) return;
    const { id, configuration } = rootOf(session);
    runs.throwIn(id, configuration.name, observation as ThrownException);
    report(observation);
  };
  const factory = vscode.debug.registerDebugAdapterTrackerFactory('*', {
    createDebugAdapterTracker: (session) =>
      trackSession(
        session,
        (error) => tell(session, error),
        (end) => runs.noteEnd(rootOf(session).id, end),
      ),
  });
  const ended = vscode.debug.onDidTerminateDebugSession((session) => {
    if (session.parentSession === undefined) runs.close(session.id, session.configuration.name).forEach(report);
  });
  return {
    dispose() {
      isDisposed = true;
      vscode.Disposable.from(factory, ended).dispose();
    },
  };
}

/** Debuggers open sessions of their own for parts of a program. */
function rootOf(session: vscode.DebugSession): vscode.DebugSession {
  return session.parentSession === undefined ? session : rootOf(session.parentSession);
}

function trackSession(
  session: vscode.DebugSession,
  tell: (error: ErrorReport) => void,
  noteEnd: (end: 'itself' | 'stopped') => void,
): vscode.DebugAdapterTracker {
  const told = new Set<string>();
  let errorOutput = '';
  /** An error that is stopped at again and again, or stopped at and then fatal, is one. */
  const tellOnce = (error: ErrorReport | undefined) => {
    if (error === undefined) return;
    const name = `${error.type}: ${error.message}`;
    if (told.has(name)) return;
    told.add(name);
    tell(error);
  };
  const tellUncaught = () => {
    tellOnce(readUncaughtError(errorOutput));
    errorOutput = '';
  };
  return {
    onDidSendMessage({ type, event, body }: AdapterEvent) {
      if (type !== 'event') return;
      if (event === 'stopped' && body?.reason === 'exception') void readStop(session, body).then(tellOnce);
      if (event === 'output' && body?.category === 'stderr' && typeof body.output === 'string') {
        errorOutput = (errorOutput + body.output).slice(-errorOutputCharsMax);
      }
      if (event !== 'terminated') return;
      noteEnd('itself');
      tellUncaught();
    },
    onWillStopSession() {
      noteEnd('stopped');
      tellUncaught();
    },
  };
}

/** Asks the adapter what it stopped at; one that cannot say has told the most of it with the stop. */
async function readStop(session: vscode.DebugSession, stop: NonNullable<AdapterEvent['body']>): Promise<ErrorReport> {
  const { threadId } = stop;
  const ask = async (command: string, args: object): Promise<Record<string, unknown>> =>
    session.customRequest(command, { threadId, ...args }).then(
      (body: unknown) => (typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}),
      () => ({}),
    );
  const [info, stack] = await Promise.all([
    ask('exceptionInfo', {}),
    ask('stackTrace', { startFrame: 0, levels: framesAskedFor }),
  ]);
  const details = (info.details ?? {}) as Record<string, unknown>;
  const said = splitErrorText(textOf(info.description) ?? textOf(stop.text) ?? textOf(stop.description) ?? '');
  const type = textOf(details.typeName) ?? textOf(info.exceptionId) ?? said.type;
  const message = textOf(details.message) ?? said.message;
  const frames = Array.isArray(stack.stackFrames) ? stack.stackFrames.flatMap(readFrame) : [];
  return { type, message, frames };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function readFrame(frame: unknown): StackFrame[] {
  const { name, line, source } = frame as { name?: unknown; line?: unknown; source?: { path?: unknown } };
  if (typeof source?.path !== 'string' || typeof line !== 'number' || line < 1) return [];
  return [{ function: textOf(name) ?? '<anonymous>', path: source.path, line }];
}

/** Undefined where the error is none of this workspace's, or arose in a file that is kept out. */
function draftException(session: vscode.DebugSession, error: ErrorReport, filter: DocumentFilter) {
  const type = error.type.slice(0, 200);
  const message = error.message.slice(0, messageCharsMax);
  const text = message === '' ? type : `${type}: ${message}`;
  const own = error.frames.map((frame) => ({ frame, ...siteOf(frame.path) })).find(({ isOwn }) => isOwn);
  if (own === undefined) {
    const folder = session.workspaceFolder?.uri;
    if (folder?.scheme !== 'file') return undefined;
    return draftWorkObservation('exception', { folder: folder.fsPath }, { type, message }, text);
  }
  const place = filter({ scheme: 'file', fsPath: own.fsPath, folder: own.folder });
  if (place === undefined) return undefined;
  const frame = { function: own.frame.function.slice(0, 500), line: own.frame.line };
  const site = { folder: place.folder, paths: [place.path] };
  return draftWorkObservation('exception', site, { type, message, frame }, text);
}

/** Own is what lies in a workspace folder and was not installed there. */
function siteOf(path: string): {
  readonly isOwn: boolean;
  readonly fsPath: string;
  readonly folder: string | undefined;
} {
  const uri = /^[a-z][\w+.-]+:\/\//i.test(path) ? vscode.Uri.parse(path) : vscode.Uri.file(path);
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(uri.fsPath))?.uri.fsPath;
  return { isOwn: folder !== undefined && !/[\\/]node_modules[\\/]/.test(path), fsPath: uri.fsPath, folder };
}
