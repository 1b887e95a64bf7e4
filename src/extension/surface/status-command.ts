// What the engine and this window know of themselves comes in, the status goes out as lines that the user can read.
import { ledgerMethod, ledgerResult } from '../../protocol/ledger.ts';
import { statusMethod, statusResult } from '../../protocol/lifecycle.ts';
import { editorText } from './editor-text.ts';
import type { MemoryClient } from './memory-client.ts';
import { reportLedger, reportStatus } from './status-report.ts';

export async function askStatus(memory: MemoryClient, folder: string | undefined) {
  return memory.request(statusMethod, folder === undefined ? {} : { folder }, statusResult);
}

export async function describeStatus(
  memory: MemoryClient,
  folder: string | undefined,
  window: Parameters<typeof reportStatus>[0],
): Promise<string[]> {
  const [reply, ledger] = await Promise.all([
    askStatus(memory, folder),
    memory.request(ledgerMethod, {}, ledgerResult),
  ]);
  const lines = reportStatus(window, reply.ok ? reply.value : undefined, reply.ok ? '' : reply.message, editorText());
  return [...lines, ...(ledger.ok ? reportLedger(ledger.value.entries, editorText()) : [])];
}
