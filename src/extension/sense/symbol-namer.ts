// Hunks come in with the text that they led to; they go out with the definition that each stands in. A thread parses;
// where it is late, gone or does not know the language, the hunks go on without.
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WireHunk } from '../../protocol/observe.ts';
import { writtenRanges } from './line-hunk.ts';
import { grammarOf, type SymbolQuestion, type SymbolReply } from './symbol-message.ts';

/** The parser may be loading its grammar. */
const waitMsMax = 2_000;
const idleMs = 60_000;
const failuresMax = 3;
const textCharsMax = 500_000;

export interface SymbolNamer {
  name(path: string, textAfter: string, hunks: readonly WireHunk[]): Promise<WireHunk[]>;
  dispose(): void;
}

/** @param warn is told of each problem once; hunks go on without names */
export function createSymbolNamer(
  warn: (problem: string) => void,
  script = path.join(__dirname, 'symbol-worker.cjs'),
): SymbolNamer {
  const told = new Set<string>();
  const waiting = new Map<number, (symbols: SymbolReply['symbols']) => void>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let failures = 0;
  let lastId = 0;

  const warnOnce = (problem: string) => {
    if (!told.has(problem)) warn(`Symbols are missing. ${problem}`);
    told.add(problem);
  };
  const settleAll = () => {
    for (const settle of waiting.values()) settle([]);
    waiting.clear();
  };
  const rest = () => {
    clearTimeout(idle);
    const ending = worker;
    worker = undefined;
    settleAll();
    void ending?.terminate();
  };
  const start = (): Worker => {
    const started = new Worker(script);
    started.unref();
    started.on('message', ({ id, symbols, problem }: SymbolReply) => {
      if (problem !== undefined) warnOnce(problem);
      waiting.get(id)?.(symbols);
      waiting.delete(id);
    });
    started.on('error', (error) => {
      warnOnce(`The parsing thread ended: ${error}`);
      failures += 1;
      if (worker === started) rest();
    });
    return started;
  };
  const ask = (question: Omit<SymbolQuestion, 'id'>): Promise<SymbolReply['symbols']> =>
    new Promise((resolve) => {
      lastId += 1;
      const id = lastId;
      waiting.set(id, resolve);
      setTimeout(() => {
        if (waiting.delete(id)) resolve([]);
      }, waitMsMax).unref();
      clearTimeout(idle);
      idle = setTimeout(rest, idleMs);
      idle.unref();
      worker ??= start();
      worker.postMessage({ id, ...question } satisfies SymbolQuestion);
    });

  return {
    async name(file, textAfter, hunks) {
      const grammar = grammarOf(file);
      if (grammar === undefined || failures >= failuresMax || textAfter.length > textCharsMax) return [...hunks];
      const rows = writtenRanges(hunks).map(({ first }, index) => first - 1 + firstWritten(hunks[index]!.after));
      const symbols = await ask({ grammar, text: textAfter, rows });
      return hunks.map((hunk, index) => {
        const symbol = symbols[index];
        return symbol === undefined ? hunk : { ...hunk, symbol };
      });
    },
    dispose: rest,
  };
}

/** Index of the first line with something in it; 0 where there is none. */
function firstWritten(lines: readonly string[]): number {
  return Math.max(
    0,
    lines.findIndex((line) => line.trim() !== ''),
  );
}
