// What a program wrote comes in, the errors that it tells of come out, as the tool would report them in the editor: so an
// error is the same whether it was met in the terminal or at its line. Compilers and linters of TypeScript, Python, Go,
// Rust, Java, C and C++ are known by the form of their lines, Node's and Python's exceptions by their traces.
import type { ReportedError } from './syntax-error.ts';

export interface OutputError extends ReportedError {
  /** As the program wrote it, with POSIX separators; empty where it names none of the project's own. */
  readonly path: string;
  /** Starts at 1. */
  readonly line: number;
}

const errorsMax = 10;
const traceLinesMax = 40;
const messageCharsMax = 1_000;

/** Most output holds no error, and the cheapest look says so. */
const mayHoldError = /error|exception|\.(?:go|py|[cm]?[jt]sx?):\d/i;

/** @returns without repeats, the first ones first, at most ten. @param output plain text, without the controls of a terminal */
export function readOutputErrors(output: string): OutputError[] {
  if (!mayHoldError.test(output)) return [];
  const lines = output.split(/\r?\n/);
  const found = new Map<string, OutputError>();
  for (let i = 0; i < lines.length && found.size < errorsMax; i++) {
    const error = readAt(lines, i);
    if (error === undefined) continue;
    const bounded = { ...error, message: error.message.trim().slice(0, messageCharsMax), path: plainPath(error.path) };
    found.set(keyOf(bounded), found.get(keyOf(bounded)) ?? bounded);
  }
  return [...found.values()];
}

/** One error at one file, however its line moves. */
export function keyOf({ tool, code, message, path }: OutputError): string {
  return [tool, code, path, message].join('|');
}

function readAt(lines: readonly string[], i: number): OutputError | undefined {
  const line = lines[i]!;
  for (const { tool, pattern } of lineForms) {
    const groups = pattern.exec(line)?.groups;
    if (groups === undefined) continue;
    const { path = '', line: row = '1', code = '', message = '' } = groups;
    return { tool, code, message, path, line: Number(row) };
  }
  return readRust(lines, i) ?? readLint(lines, i) ?? readThrown(lines, i);
}

const eslintForms: readonly RegExp[] = [
  /^(?<path>\S[^\n]{0,400}?): line (?<line>\d+), col \d+, Error - (?<message>.{1,2000}?)(?: \((?<code>[@\w/-]+)\))?$/,
  /^(?<path>[^\s:]+):(?<line>\d+):\d+: (?<message>.{1,2000}?) \[Error(?:\/(?<code>[@\w/-]+))?\]$/,
];

/** A tool that tells an error in one line, with its place. The more particular ones stand first. */
const lineForms: readonly { readonly tool: string; readonly pattern: RegExp }[] = [
  {
    tool: 'ts',
    pattern:
      /^\s*"?(?<path>[^\s(:"]+)[(:](?<line>\d+)[,:]\d+\)?(?::| -) error TS(?<code>\d{3,6}): (?<message>.{1,2000}?)"?$/,
  },
  ...eslintForms.map((pattern) => ({ tool: 'eslint', pattern })),
  { tool: 'mypy', pattern: /^(?<path>\S+\.pyi?):(?<line>\d+): error: (?<message>.{1,2000}?) {2}\[(?<code>[\w-]+)\]$/ },
  {
    tool: 'ruff',
    pattern: /^(?<path>\S+\.pyi?):(?<line>\d+):\d+: (?<code>[A-Z]{1,4}\d{3,4}):? (?:\[\*\] )?(?<message>.{1,2000})$/,
  },
  {
    tool: 'pyright',
    pattern: /^\s*(?<path>\S+\.pyi?):(?<line>\d+):\d+ - error: (?<message>.{1,2000}?)(?: \((?<code>report\w+)\))?$/,
  },
  {
    tool: 'java',
    pattern: /^(?:\[ERROR\] )?(?<path>\S+\.java):\[?(?<line>\d+)(?:,\d+\])?:? (?:error: )?(?<message>.{1,2000})$/,
  },
  {
    tool: 'c',
    pattern:
      /^(?<path>\S+\.(?:c|cc|cpp|cxx|h|hh|hpp)):(?<line>\d+):\d+: (?:fatal )?error: (?<message>.{1,2000}?)(?: \[(?<code>-W[\w=-]+)\])?$/,
  },
  { tool: 'go', pattern: /^(?:vet: )?(?<path>\S+\.go):(?<line>\d+):\d+: (?<message>.{1,2000})$/ },
];

/** `error[E0382]: borrow of moved value`, its place some lines below: `  --> src/main.rs:3:5`. */
function readRust(lines: readonly string[], i: number): OutputError | undefined {
  const { code, message } = /^error(?:\[(?<code>E\d{4})\])?: (?<message>.{1,2000})$/.exec(lines[i]!)?.groups ?? {};
  if (message === undefined) return undefined;
  const place = lines.slice(i + 1, i + 4).map((line) => /^\s*--> (?<path>\S+?):(?<line>\d+):\d+/.exec(line)?.groups);
  const found = place.find((groups) => groups !== undefined);
  return found && { tool: 'rustc', code: code ?? '', message, path: found.path!, line: Number(found.line) };
}

/** `  3:5  error  'x' is never used  no-unused-vars`, the file in a line of its own above. What cannot be parsed breaks no rule. */
function readLint(lines: readonly string[], i: number): OutputError | undefined {
  const groups = /^\s+(?<line>\d+):\d+ {2,}error {2,}(?<message>.{1,2000}?)(?: {2,}(?<code>[@\w/-]+))?$/.exec(
    lines[i]!,
  )?.groups;
  if (groups === undefined) return undefined;
  const path = lines.slice(Math.max(0, i - 200), i).findLast((line) => /^\S.*\.\w+$/.test(line));
  const { code = '', message = '', line } = groups;
  return { tool: 'eslint', code, message, path: path ?? '', line: Number(line) };
}

const thrown =
  /^[\s"'>│|E-]{0,12}(?:Uncaught |Unhandled |Caused by: |Exception in thread "[^"]{0,80}" )?(?:[a-z]\w*\.)*(?<type>[A-Z]\w{0,80}(?:Error|Exception)|Error)(?: \[\w+\])?: (?<message>[^\n"]{1,2000})/;

/** That a test found something else than it expected is told by the run of tests. */
function readThrown(lines: readonly string[], i: number): OutputError | undefined {
  const { type, message } = thrown.exec(lines[i]!)?.groups ?? {};
  if (type === undefined || type === 'AssertionError') return undefined;
  return { tool: 'exception', code: type, message: message!, ...readFrame(lines, i) };
}

const scriptFrame =
  /^\s+(?:at .*?\(?(?:file:\/\/)?(?<path>[^\s():]+):(?<line>\d+):\d+|❯ (?:.* )?(?<shown>[^\s:]+):(?<at>\d+):\d+|at [\w.$<>]+\((?<java>\w+\.java):(?<row>\d+)\))|^(?<tested>\S+\.py):(?<there>\d+): \w+$/;
const pythonFrame = /^\s*File "(?<path>[^"]+)", line (?<line>\d+)/;
const foreign = /node_modules|^node:|site-packages|dist-packages|^<|lib\/python/;

/** Node tells the innermost call first, below the error; Python last, above it, and pytest the place alone, below. */
function readFrame(lines: readonly string[], i: number): { path: string; line: number } {
  for (const line of lines.slice(i + 1, i + 1 + traceLinesMax)) {
    const groups = scriptFrame.exec(line)?.groups;
    const path = groups?.path ?? groups?.shown ?? groups?.java ?? groups?.tested;
    if (path !== undefined && !foreign.test(path)) {
      return { path, line: Number(groups?.line ?? groups?.at ?? groups?.row ?? groups?.there) };
    }
  }
  for (const line of lines.slice(Math.max(0, i - traceLinesMax), i).reverse()) {
    if (line.startsWith('Traceback')) break;
    const { path, line: row } = pythonFrame.exec(line)?.groups ?? {};
    if (path !== undefined && !foreign.test(path)) return { path, line: Number(row) };
  }
  return { path: '', line: 1 };
}

function plainPath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\.\//, '');
}
