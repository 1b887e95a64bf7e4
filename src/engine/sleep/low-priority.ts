// A thread comes in, the same thread goes on behind all others: whoever works at the machine, and whoever asks the
// engine, goes first.
import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { basename } from 'node:path';

/**
 * Lowers the priority of the thread that calls, of no other. Linux alone counts it by thread and tells a thread its id; there
 * the highest niceness is a seventieth of the usual share of a core that others want, and all of one that nobody wants.
 * Elsewhere, and where it is not allowed, nothing changes.
 */
export function yieldToOthers(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), constants.priority.PRIORITY_LOW);
  } catch {
    // Without /proc, or without leave, the night costs what it costs.
  }
}
