// A thread of its own, so that no keystroke waits for a parser: questions come in as messages, symbols go out.
import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { SymbolQuestion, SymbolReply } from './symbol-message.ts';
import { createSymbolReader } from './symbol-reader.ts';

const grammars = path.join(__dirname, 'grammars');
const reader = createSymbolReader(grammars, grammars);

parentPort!.on('message', async ({ id, grammar, text, rows }: SymbolQuestion) => {
  const reply = await reader.read(grammar, text, rows).then(
    (symbols): SymbolReply => ({ id, symbols }),
    (error): SymbolReply => ({ id, symbols: [], problem: `The ${grammar} grammar: ${error}` }),
  );
  parentPort!.postMessage(reply);
});
