// What a terminal was told to show comes in, in pieces and with its controls; the last lines that a person could read
// come out as plain text. Bounded, however much a command writes.

/** Of the plain text that is kept. */
export const outputCharsMax = 4_000;
/** Of what is held until the command ends; most of it may be controls. */
const rawCharsMax = 64_000;

export interface OutputTail {
  push(chunk: string): void;
  /** The end of all that was pushed: whole lines, at most `outputCharsMax` characters. */
  read(): string;
}

export function createOutputTail(): OutputTail {
  let raw = '';
  return {
    push(chunk) {
      raw += chunk;
      if (raw.length > 2 * rawCharsMax) raw = raw.slice(-rawCharsMax);
    },
    read: () => lastLines(plainOutput(raw)),
  };
}

/** The text as it stands on the screen in the end, line by line, without what full-screen programs drew. */
export function plainOutput(raw: string): string {
  const text = withoutFullScreen(raw).replace(controlSequence, '');
  const lines = text.split('\n').map((line) => lastWritten(line).replace(controlCharacter, '').trimEnd());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** OSC with its text, strings of other kinds, CSI, and all shorter ones. */
const controlSequence =
  /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[PX^_][^\u001b]*(?:\u001b\\)?|\u001b\[[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/g;
const controlCharacter = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const enterFullScreen = /\u001b\[\?(?:1049|1047|47)h/;
const leaveFullScreen = /\u001b\[\?(?:1049|1047|47)l/;

/** An editor or a pager shows files on a screen of its own: what stood there is not the command's output. */
function withoutFullScreen(raw: string): string {
  let kept = '';
  let rest = raw;
  const left = leaveFullScreen.exec(rest);
  const entered = enterFullScreen.exec(rest);
  // The beginning may have been dropped, and the way into the screen with it.
  if (left !== null && (entered === null || left.index < entered.index)) rest = rest.slice(left.index + left[0].length);
  for (;;) {
    const enter = enterFullScreen.exec(rest);
    if (enter === null) return kept + rest;
    kept += rest.slice(0, enter.index);
    const shown = rest.slice(enter.index);
    const leave = leaveFullScreen.exec(shown);
    if (leave === null) return kept;
    rest = shown.slice(leave.index + leave[0].length);
  }
}

/** A progress bar writes its line again and again; the last time counts. */
function lastWritten(line: string): string {
  if (!line.includes('\r')) return line;
  return line.split('\r').findLast((part) => part.trim() !== '') ?? '';
}

/** Half a line could hold half a secret, which no rule would know; so a line that does not fit is left out whole. */
function lastLines(text: string): string {
  if (text.length <= outputCharsMax) return text;
  const cut = text.slice(-outputCharsMax);
  const firstEnd = cut.indexOf('\n');
  return firstEnd === -1 ? '' : cut.slice(firstEnd + 1);
}
