// The engine's own account of its run, one line an incident, into the file that its starter opened for it. It never
// quotes what was observed or asked: the log lies on the disk unredacted and outlives a `forget`.
import fs from 'node:fs';

export interface EngineLog {
  /** @param line a sentence without remembered text */
  write(line: string): void;
}

export const engineLogBytesMax = 1024 * 1024;

/**
 * Logs to standard error. Where that is a file it is emptied when it would grow beyond its bound, so that an engine
 * that runs for weeks does not fill the disk.
 */
export function openEngineLog(nowMs: () => number): EngineLog {
  const isFile = fs.fstatSync(2).isFile();
  let bytes = isFile ? fs.fstatSync(2).size : 0;
  return {
    write(line) {
      const text = `${new Date(nowMs()).toISOString()} [${process.pid}] ${line}\n`;
      bytes += text.length;
      if (isFile && bytes > engineLogBytesMax) {
        fs.ftruncateSync(2, 0);
        bytes = text.length;
      }
      fs.writeSync(2, text);
    },
  };
}

/**
 * What may be logged of an error: its kind and where it arose. Its message stays out, because messages quote: a
 * JSON parser the text it could not parse, a database the value it refused.
 */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name}${code}`, ...frames.slice(0, 8)].join('\n');
}
