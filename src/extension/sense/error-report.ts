// What a debugged program wrote as it died comes in, the error that ended it comes out. Two ways of writing are known:
// that of the editor's debugger for JavaScript, and Python's traceback.

export interface StackFrame {
  readonly function: string;
  /** As it was written: absolute, relative or a URI. */
  readonly path: string;
  /** Starts at 1. */
  readonly line: number;
}

export interface ErrorReport {
  readonly type: string;
  readonly message: string;
  /** The innermost call first. */
  readonly frames: readonly StackFrame[];
}

const framesMax = 50;

/**
 * @param text the end of the error output; an error that is followed by other output did not end the program
 * @returns undefined where the text tells of no uncaught error
 */
export function readUncaughtError(text: string): ErrorReport | undefined {
  return readScriptError(text) ?? readPythonError(text);
}

/** A class by its name, which some debuggers write twice. */
const namedError = /^(?:[A-Z][\w$]* )?(?<type>(?:[\w$]+\.)*[A-Z][\w$]*)(?:: (?<message>.*))?$/s;

/** The last word before the colon of `TypeError: x is not a function`; a text without one is all message. */
export function splitErrorText(text: string): { type: string; message: string } {
  const { type, message } = namedError.exec(text.trim())?.groups ?? {};
  return type === undefined ? { type: 'Error', message: text.trim() } : { type, message: message ?? '' };
}

const scriptFrame = /^\s+at (?:(?<name>.+?) \()?(?<path>[^()\s][^()]*?):(?<line>\d+):\d+\)?$/;

/** `Uncaught TypeError TypeError: message`, the stack below; the message may have several lines. */
function readScriptError(text: string): ErrorReport | undefined {
  const start = text.lastIndexOf('Uncaught ');
  if (start === -1 || (start > 0 && text[start - 1] !== '\n')) return undefined;
  const lines = text.slice(start + 'Uncaught '.length).split('\n');
  const firstFrame = lines.findIndex((line) => scriptFrame.test(line));
  const head = (firstFrame === -1 ? lines : lines.slice(0, firstFrame)).join('\n').replace(/^\(in promise\) /, '');
  const frames: StackFrame[] = [];
  for (const line of firstFrame === -1 ? [] : lines.slice(firstFrame, firstFrame + framesMax)) {
    const { name = '<anonymous>', path, line: number } = scriptFrame.exec(line)?.groups ?? {};
    if (path !== undefined) frames.push({ function: name, path, line: Number(number) });
  }
  return { ...splitErrorText(head), frames };
}

const traceStart = 'Traceback (most recent call last):';
const pythonFrame = /^ {2}File "(?<path>[^"]+)", line (?<line>\d+), in (?<name>.+)$/;

/** Python tells the outermost call first. A chain of errors ends with the one that was not caught. */
function readPythonError(text: string): ErrorReport | undefined {
  const start = text.lastIndexOf(traceStart);
  if (start === -1) return undefined;
  const lines = text
    .slice(start + traceStart.length)
    .trimEnd()
    .split('\n');
  const end = lines.findIndex((line) => /^\S/.test(line));
  if (end === -1) return undefined;
  const frames: StackFrame[] = [];
  for (const line of lines.slice(0, end)) {
    const { name, path, line: number } = pythonFrame.exec(line)?.groups ?? {};
    if (path !== undefined) frames.unshift({ function: name!, path, line: Number(number) });
  }
  return { ...splitErrorText(lines.slice(end).join('\n')), frames: frames.slice(0, framesMax) };
}
