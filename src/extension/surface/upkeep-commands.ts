// Commands about the memory as a whole: forget, export, import. What a window must do before and after is given to them.
import type * as vscode from 'vscode';
import { openForgetPick } from './forget-pick.ts';
import type { MemoryClient } from './memory-client.ts';
import { exportMemory, importMemory } from './memory-transfer.ts';

export function createUpkeepCommands(parts: {
  readonly memory: MemoryClient;
  readonly askFolder: () => Promise<vscode.WorkspaceFolder | undefined>;
  /** Sends what was sensed: what was just done may be what shall be forgotten. */
  readonly flush: () => Promise<unknown>;
  readonly show: (lines: readonly string[]) => void;
  /** What is shown of the memory is to be asked for again. */
  readonly noteChange: () => void;
}) {
  const { memory, askFolder, flush, show, noteChange } = parts;
  return {
    async forget() {
      const folder = await askFolder();
      if (folder === undefined) return;
      await flush();
      if (await openForgetPick({ folder, memory, show })) noteChange();
    },
    exportMemory: () => exportMemory(memory),
    async importMemory() {
      if (await importMemory(memory)) noteChange();
    },
  };
}
