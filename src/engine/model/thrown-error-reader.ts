// Lines of a program's output come in; the error that was thrown at one of them comes out, with the place in the project's
// own code that it was thrown at. Known are the traces of Node, Python and Java, and the panics of Rust and Go.

export interface ThrownError {
  readonly tool: 'exception';
  /** Its class, without the module; `panic` for one. */
  readonly code: string;
  readonly message: string;
  /** As the program wrote it; empty where it names none of the project's own. */
  readonly path: string;
  /** Starts at 1. */
  readonly line: number;
}

type Place = Pick<ThrownError, 'path' | 'line'>;

const traceLinesMax = 60;
const foreign =
  /node_modules|^node:|^internal\/|^<|site-packages|dist-packages|lib\/python|\/(?:usr\/local|usr\/lib)\/go|\/go\/pkg\/mod\/|\/src\/(?:runtime|testing)\//;

export function readThrown(lines: readonly string[], i: number): ThrownError | undefined {
  return readPanic(lines, i) ?? readException(lines, i);
}

const thrown =
  /^[\s"'>│|E-]{0,12}(?:Uncaught |Unhandled |Caused by: |Exception in thread "[^"]{0,80}" )?(?:\w{1,80}\.){0,12}(?<type>[A-Z]\w{0,80})(?: \[\w+\])?(?:: (?<message>[^\n"]{1,2000}).*)?$/;
const ofErrors = /(?:Error|Exception)$/;
/** That a test found something else than it expected is told by the run of tests. */
const ofTests = /^Assert\w*$|^ComparisonFailure$/;
const harmless = /Warning$|^Trace$/;

/** By its name, and where that does not tell, by the trace above or below it. */
function readException(lines: readonly string[], i: number): ThrownError | undefined {
  const { type, message = '' } = thrown.exec(lines[i]!)?.groups ?? {};
  if (type === undefined || ofTests.test(type) || harmless.test(type)) return undefined;
  const isNamed = message !== '' && ofErrors.test(type);
  if (!isNamed && !hasTrace(lines, i)) return undefined;
  return { tool: 'exception', code: type, message, ...placeOf(lines, i) };
}

function hasTrace(lines: readonly string[], i: number): boolean {
  const below = lines[i + 1] ?? '';
  return scriptFrame.test(below) || javaFrame.test(below) || endsTraceback(lines, i);
}

const tracebackHead = 'Traceback (most recent call last):';

/** All between its head and the error is further to the right than these are. */
function endsTraceback(lines: readonly string[], i: number): boolean {
  const margin = /^[\s|]*/.exec(lines[i]!)![0];
  for (let above = i - 1; above >= Math.max(0, i - traceLinesMax); above--) {
    if (lines[above]!.includes(tracebackHead)) return above < i - 1;
    if (!lines[above]!.startsWith(`${margin}  `)) return false;
  }
  return false;
}

/** Node and Java tell the innermost call first, below the error, and pytest the place alone; Python last, above it. */
function placeOf(lines: readonly string[], i: number): Place {
  const below = lines.slice(i, i + 1 + traceLinesMax);
  const above = lines.slice(Math.max(0, i - traceLinesMax), i).reverse();
  return (
    firstOwn(below.slice(1), readFrame) ?? readImporter(below) ?? readScriptHead(above) ?? readPython(above) ?? nowhere
  );
}

const nowhere: Place = { path: '', line: 1 };

const scriptFrame = /^\s+at (?:.*\()?(?:async )?(?:file:\/\/)?(?<path>[^()]{1,1000}?):(?<line>\d+):\d+\)?$/;
const javaFrame = /^\s+at [\w.$<>/@]+\((?<path>\w+\.java):(?<line>\d+)\)/;
const runnerFrame = /^\s+❯ (?:.* )?(?<path>[^\s:]+):(?<line>\d+):\d+/;
const pytestPlace = /^(?<path>\S+\.py):(?<line>\d+): \w+$/;

function readFrame(line: string): Place | undefined {
  for (const pattern of [scriptFrame, javaFrame, runnerFrame, pytestPlace]) {
    const place = placeIn(pattern, line);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** What cannot be found is asked for somewhere: Node says where in words. */
function readImporter(below: readonly string[]): Place | undefined {
  const path =
    / imported from (?<path>\/.+|[A-Za-z]:\\.+)$/.exec(below[0]!)?.groups?.path ??
    below
      .slice(1, 4)
      .map((line) => /^- (?<path>.+)$/.exec(line)?.groups?.path)
      .find((each) => each !== undefined);
  return path === undefined ? undefined : { path, line: 1 };
}

/** The place, the line and a mark stand above an error that no call of the project's own led to, as one of syntax. */
function readScriptHead(above: readonly string[]): Place | undefined {
  return firstOwn(above.slice(0, 6), (line) =>
    placeIn(/^(?:file:\/\/)?(?<path>\S.*\.[cm]?[jt]sx?):(?<line>\d+)$/, line),
  );
}

function readPython(above: readonly string[]): Place | undefined {
  const head = above.findIndex((line) => line.includes(tracebackHead));
  return firstOwn(head < 0 ? above : above.slice(0, head), (line) =>
    placeIn(/^[\s|]*File "(?<path>[^"]+)", line (?<line>\d+)/, line),
  );
}

/** `thread 'main' panicked at src/main.rs:3:5:`, the message below; before Rust 1.73 it stood before the place. */
const rustPanic =
  /^thread '[^']*'(?: \(\d+\))? panicked at (?:'(?<message>.*)', )?(?<path>[^\s:']+):(?<line>\d+):\d+:?$/;
const goPanic = /^panic: (?<message>.{1,2000}?)(?: \[recovered\].*)?$/;
const goFrame = /^\t(?<path>\S.*\.go):(?<line>\d+)(?: \+0x[\da-f]+)?$/;

function readPanic(lines: readonly string[], i: number): ThrownError | undefined {
  const line = lines[i]!;
  const inRust = rustPanic.exec(line)?.groups;
  const message = inRust === undefined ? goPanic.exec(line)?.groups?.message : (inRust.message ?? lines[i + 1] ?? '');
  if (message === undefined || message === '' || message.startsWith('assertion ')) return undefined;
  const below = lines.slice(i + 1, i + 1 + traceLinesMax);
  const place = placeIn(rustPanic, line) ?? firstOwn(below, (each) => placeIn(goFrame, each)) ?? nowhere;
  return { tool: 'exception', code: 'panic', message, ...place };
}

function firstOwn(lines: readonly string[], read: (line: string) => Place | undefined): Place | undefined {
  for (const line of lines) {
    const place = read(line);
    if (place !== undefined && !foreign.test(place.path)) return place;
  }
  return undefined;
}

/** @param pattern names its groups `path` and `line` */
function placeIn(pattern: RegExp, line: string): Place | undefined {
  const groups = pattern.exec(line)?.groups;
  return groups === undefined ? undefined : { path: groups.path!, line: Number(groups.line) };
}
