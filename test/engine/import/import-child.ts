// Imports a long past with the real engine and store, in a process of its own, whose memory can be bounded:
// `node --max-old-space-size=MB import-child.ts commits REPOSITORY` or `… sessions HOME FOLDER` prints an `ImportFigures`.
import { readHistory } from '../../../src/engine/import/git-history.ts';
import { countTranscripts, readTranscripts } from '../../../src/engine/import/transcript-reader.ts';
import { openEvaluationEngine } from '../../evaluate/evaluation-engine.ts';

export interface ImportFigures {
  readonly imported: number;
  readonly problems: readonly string[];
  /** The most that buffers took at any report of progress, which is beside what the heap is bounded to. */
  readonly bufferBytes: number;
}

const [kind, home, folder] = process.argv.slice(2) as [string, string, string];
const memory = openEvaluationEngine({
  startMs: Date.parse('2026-03-12T09:00:00.000Z'),
  without: [],
  isSleepless: true,
  readHistory,
  transcripts: { read: readTranscripts, count: countTranscripts, places: { home, env: {} } },
});
const { signal } = new AbortController();
let bufferBytes = 0;
const watch = () => {
  bufferBytes = Math.max(bufferBytes, process.memoryUsage().arrayBuffers);
};
const { imported, problems } =
  kind === 'commits'
    ? await memory.engine.importHistory(home, watch, signal)
    : await memory.engine.importAgents(folder, { sources: ['claude-code'], editor: {} }, watch, signal);
await memory.close();
console.log(JSON.stringify({ imported, problems, bufferBytes } satisfies ImportFigures));
