// The text by which an event can be found, by field. What was merely shown, opened or saved leaves no text: it is found
// through its places and its neighbours.
import type { Trace } from '../model/engram.ts';
import { type CommandData, type CommitData, type Hunk, hasFailed, type MemoryEvent } from '../model/event.ts';
import { splitWords } from '../model/token.ts';

/** Of a commit: a large patch says no more about its purpose than the start of it. */
const patchLinesMax = 80;
const patchCharsMax = 4_000;
const editLinesMax = 60;
const editCharsMax = 2_000;
const outputLinesMax = 40;
const outputCharsMax = 2_000;
const commandCharsMax = 500;
const turnCharsMax = 4_000;
const placesMax = 50;
/** People name a commit by the start of its sha. */
const shaChars = 7;

export function writeTrace(event: MemoryEvent): Trace | undefined {
  const places = writePlaces(event.refs);
  switch (event.kind) {
    case 'commit':
    case 'revert':
      return {
        title: event.data.subject,
        body: writePatch(event.data),
        places: `${places} ${event.data.sha.slice(0, shaChars)}`,
      };
    case 'diagnostic': {
      const lines = [event.data.lineText.trim()];
      if (event.data.change === 'resolved') lines.push(...linesAfter(event.data.hunks));
      return { title: event.data.message, body: join(lines, editLinesMax, editCharsMax), places };
    }
    case 'edit': {
      const body = join(linesAfter(event.data.hunks), editLinesMax, editCharsMax);
      return body === '' ? undefined : { title: '', body, places: [places, ...symbolsOf(event.data.hunks)].join(' ') };
    }
    case 'command':
      return writeCommand(event.text, event.data);
    case 'exception':
      if (event.data.gone === true) return undefined;
      return { title: event.text, body: event.data.frame?.function ?? '', places };
    case 'test':
      return { title: event.text, body: event.data.failed.join('\n'), places };
    case 'checkout':
      return { title: event.text, body: '', places };
    case 'investigation':
      return { title: event.text, body: '', places };
    case 'note': {
      const [title = '', ...rest] = event.text.trim().split('\n');
      return title === '' ? undefined : { title, body: rest.join('\n').trim(), places };
    }
    case 'agent-turn': {
      const body = event.text.trim().slice(0, turnCharsMax);
      return body === '' ? undefined : { title: '', body, places: writeSpeech(event) };
    }
    default:
      return undefined;
  }
}

/** What a command wrote is worth finding where it failed; of one that went well, the command itself. */
function writeCommand(commandLine: string, data: CommandData): Trace | undefined {
  if (commandLine === '') return undefined;
  const { output } = data;
  const body = hasFailed(data) ? join(output.split('\n').slice(-outputLinesMax), outputLinesMax, outputCharsMax) : '';
  return { title: commandLine.slice(0, commandCharsMax), body, places: '' };
}

/** Who said it and on which day: `Ada 2024-03-12 12 March 2024`. */
function writeSpeech({ actor, at }: MemoryEvent): string {
  const day = new Date(at);
  const month = day.toLocaleString('en', { month: 'long', timeZone: 'UTC' });
  const date = `${day.toISOString().slice(0, 10)} ${day.getUTCDate()} ${month} ${day.getUTCFullYear()}`;
  return `${actor.slice(actor.indexOf(':') + 1)} ${date}`;
}

/** The message first: it holds the reasons. Added lines before removed ones, hunk by hunk. */
function writePatch({ body, hunks }: CommitData): string {
  const lines = hunks.flatMap(({ after, before }) => [...after, ...before]);
  const patch = join(lines, patchLinesMax, patchCharsMax);
  return [body.trim(), patch].filter((part) => part !== '').join('\n');
}

/** `src/retry-queue.ts` gives itself and `retry queue`, once each. */
function writePlaces(refs: readonly string[]): string {
  const paths = refs.slice(0, placesMax);
  const words = new Set(
    paths.flatMap((path) => splitWords(path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, ''))),
  );
  return [...paths, ...words].join(' ');
}

/** `Queue.push` as it is, so that both names are words of the search. */
function symbolsOf(hunks: readonly Hunk[]): string[] {
  return [...new Set(hunks.flatMap(({ symbol }) => (symbol === undefined ? [] : [symbol])))];
}

function linesAfter(hunks: readonly Hunk[]): string[] {
  return hunks.flatMap((hunk) => [...hunk.after]);
}

/** Lines without indentation and empty lines, as many as fit. */
function join(lines: readonly string[], linesMax: number, charsMax: number): string {
  const plain = lines.map((line) => line.trim()).filter((line) => line !== '');
  return plain.slice(0, linesMax).join('\n').slice(0, charsMax);
}
