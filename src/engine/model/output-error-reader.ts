// What a program wrote comes in, the errors that it tells of come out, as the tool would report them in the editor: so an
// error is the same whether it was met in the terminal or at its line. Compilers and linters of TypeScript, Python, Go,
// Rust, Java, C and C++ are known by the form of their lines, exceptions by their traces (`thrown-error-reader.ts`).
import type { ReportedError } from './syntax-error.ts';
import { readThrown } from './thrown-error-reader.ts';

export interface OutputError extends ReportedError {
  /** As the program wrote it, with POSIX separators; empty where it names none of the project's own. */
  readonly path: string;
  /** Starts at 1. */
  readonly line: number;
}

const errorsMax = 10;
const messageCharsMax = 1_000;

/** Most output holds no error, and the cheapest look says so. */
const mayHoldError = /error|exception|traceback|panic|\.(?:go|py|[cm]?[jt]sx?):\d/i;

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
  return readPointed(lines, i) ?? readLoader(lines, i) ?? readLint(lines, i) ?? readThrown(lines, i);
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
  {
    tool: 'mypy',
    pattern: /^(?<path>\S+\.pyi?):(?<line>\d+)(?::\d+){0,3}: error: (?<message>.{1,2000}?) {2}\[(?<code>[\w-]+)\]$/,
  },
  // Its other letters are of conventions and warnings.
  {
    tool: 'pylint',
    pattern:
      /^(?<path>\S+\.pyi?):(?<line>\d+):\d+: (?<code>[EF]\d{4}): (?<message>.{1,2000}?) \((?<symbol>[a-z][\w-]*)\)$/,
  },
  {
    tool: 'ruff',
    pattern:
      /^(?<path>\S+\.pyi?):(?<line>\d+):\d+: (?<code>[A-Z]{1,4}\d{3,4}(?!:)|invalid-syntax):? (?:\[\*\] )?(?<message>.{1,2000})$/,
  },
  {
    tool: 'pyright',
    pattern: /^\s*(?<path>\S+\.pyi?):(?<line>\d+):\d+ - error: (?<message>.{1,2000}?)(?: \((?<code>report\w+)\))?$/,
  },
  {
    tool: 'java',
    pattern:
      /^(?:\[ERROR\] )?(?<path>\S+\.java):\[?(?<line>\d+)(?:,\d+\])?:? (?!warning: )(?:error: )?(?<message>.{1,2000})$/,
  },
  {
    tool: 'c',
    pattern:
      /^(?<path>\S+\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|inl|ipp|mm?|cu)):(?<line>\d+):(?:\d+:)? (?:fatal )?error: (?<message>.{1,2000}?)(?: \[(?<code>-W[\w=-]+)\])?$/,
  },
  {
    tool: 'c',
    pattern:
      /(?:^|[\s:])(?<path>[^\s:]+\.(?:c|cc|cpp|cxx|h|hpp)):(?:(?<line>\d+):)?(?:\([^()\s]{1,80}\):)? (?<message>undefined reference to .{1,2000})$/,
  },
  {
    tool: 'msvc',
    pattern:
      /^(?:\d+>)?\s*(?<path>\S[^\n(]{0,400}\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|inl|ipp|ixx))\((?<line>\d+)(?:,\d+)?\) ?: (?:fatal )?error (?<code>C\d{4}): (?<message>.{1,2000}?)(?: \[[^\]\n]+\.vcxproj\])?$/,
  },
  { tool: 'go', pattern: /^(?:vet: )?(?<path>\S+\.go):(?<line>\d+):\d+: (?<message>.{1,2000})$/ },
];

const arrow = /^\s*--> (?<path>\S.*?):(?<line>\d+):\d+/;

/** `error[E0382]: borrow of moved value` or `F401 [*] unused`, its place some lines below: `  --> src/main.rs:3:5`. */
function readPointed(lines: readonly string[], i: number): OutputError | undefined {
  const groups =
    /^error(?:\[(?<code>E\d{4})\])?: (?<message>.{1,2000})$/.exec(lines[i]!)?.groups ??
    /^(?<rule>[A-Z]{1,4}\d{3,4}|invalid-syntax):? (?:\[\*\] )?(?<message>.{1,2000})$/.exec(lines[i]!)?.groups;
  if (groups === undefined) return undefined;
  const { rule, code = rule ?? '', message = '' } = groups;
  const place = lines.slice(i + 1, i + 4).map((line) => arrow.exec(line)?.groups);
  const found = place.find((each) => each !== undefined);
  const tool = rule === undefined ? 'rustc' : 'ruff';
  return found && { tool, code, message, path: found.path!, line: Number(found.line) };
}

/** `ERROR in ./src/a.ts:3:5`, what it is in the line below: `TS2339: ...`. */
function readLoader(lines: readonly string[], i: number): OutputError | undefined {
  const { code, message } = /^\s*TS(?<code>\d{3,6}): (?<message>.{1,2000})$/.exec(lines[i]!)?.groups ?? {};
  if (code === undefined) return undefined;
  const place = /\bERROR in (?<path>\S+?)[(:](?<line>\d+)[,:]\d+\)?$/.exec(lines[i - 1] ?? '')?.groups;
  return place && { tool: 'ts', code, message: message!, path: place.path!, line: Number(place.line) };
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

function plainPath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\.\//, '');
}
