// Transcripts on disk in, observations out, in batches: of every file only what came since it was last read. Another
// program writes these files at the same time, so a line without an end waits, and what cannot be read is passed over.
import { stat } from 'node:fs/promises';
import { sep } from 'node:path';
import type { Observation } from '../model/event.ts';
import {
  type AgentSource,
  agentSources,
  type CountTranscripts,
  type ReadTranscripts,
  type TranscriptBatch,
  type TranscriptPosition,
} from '../model/transcript.ts';
import type { AgentStep } from './agent-step.ts';
import { claudeCodeFormat } from './claude-code-format.ts';
import { clineFormat, rooFormat } from './cline-format.ts';
import { clineSessionFormat } from './cline-session-format.ts';
import { codexFormat } from './codex-format.ts';
import { copilotTranscriptFormat } from './copilot-transcript-format.ts';
import { readText } from './file-listing.ts';
import { geminiDocumentFormat, geminiFormat } from './gemini-format.ts';
import { readNewLines } from './line-tail.ts';
import { observeStep } from './step-observation.ts';
import type { DocumentFormat, LineFormat, LineState, TranscriptFile, TranscriptFormat } from './transcript-format.ts';
import { vscodeChatFormat } from './vscode-chat-format.ts';

/** Copilot's chats before its transcripts, which are second best. */
const formats: Readonly<Record<AgentSource, readonly TranscriptFormat[]>> = {
  copilot: [vscodeChatFormat, copilotTranscriptFormat],
  'claude-code': [claudeCodeFormat],
  codex: [codexFormat],
  'gemini-cli': [geminiFormat, geminiDocumentFormat],
  cline: [clineFormat, clineSessionFormat],
  roo: [rooFormat],
};

const documentBytesMax = 64 * 1024 * 1024;
const batchSize = 200;

interface FoundFile extends TranscriptFile {
  readonly source: AgentSource;
  readonly format: TranscriptFormat;
  readonly bytes: number;
  readonly changedAtMs: number;
}

type Options = Parameters<ReadTranscripts>[0];

/** The oldest file first, so that sessions are learned in the order in which they were held. */
export const readTranscripts: ReadTranscripts = async function* (options) {
  const files = await findFiles(options.sources, options);
  for (const [done, file] of files.entries()) {
    const { format } = file;
    const batches = format.shape === 'lines' ? readLines(file, format, options) : readWhole(file, format, options);
    try {
      for await (const batch of batches) {
        if (options.signal.aborted) return;
        yield { done, total: files.length, ...batch };
      }
    } catch (error) {
      // Whatever is wrong with one file, or with our reading of it, the others are read.
      options.onProblem(
        `${file.path} was read in part only: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
};

export const countTranscripts: CountTranscripts = async (options) => {
  const files = await findFiles(agentSources, options);
  return agentSources.map((source) => ({ source, files: files.filter((file) => file.source === source).length }));
};

async function findFiles(sources: readonly AgentSource[], { places, root }: Pick<Options, 'places' | 'root'>) {
  const found: FoundFile[] = [];
  for (const source of sources) {
    for (const format of formats[source]) {
      for (const file of await format.find(places, root)) {
        if (file.folder !== undefined && !isInside(file.folder, root)) continue;
        const facts = await stat(file.path).catch(() => undefined); // It was there a moment ago.
        if (!facts?.isFile()) continue;
        found.push({ ...file, source, format, bytes: facts.size, changedAtMs: Math.trunc(facts.mtimeMs) });
      }
    }
  }
  return found.sort((a, b) => a.changedAtMs - b.changedAtMs || (a.path < b.path ? -1 : 1));
}

type Batch = Pick<TranscriptBatch, 'observations' | 'position'>;

async function* readLines(file: FoundFile, format: LineFormat, options: Options): AsyncIterable<Batch> {
  const { path, folder, session } = file;
  const known = options.positionOf(path);
  const fresh = { lastAt: file.changedAtMs, ...(folder !== undefined && { folder }), ...(session && { session }) };
  const tail = readNewLines({ path, version: format.version, known, fresh, onProblem: options.onProblem });
  for await (const { lines, state, position } of tail) {
    const observations: Observation[] = [];
    for (const line of lines) {
      const steps = format.readLine(line.value, state);
      observations.push(...observeSteps(steps, state, file.source, options.root));
      line.read();
    }
    // What worked in another folder says so at its start; the rest of it need not be read.
    const isForeign = state.folder !== undefined && !isInside(state.folder, options.root);
    yield { observations, position: position(isForeign ? 'end' : 'here') };
    if (isForeign) return;
  }
}

async function* readWhole(file: FoundFile, format: DocumentFormat, options: Options): AsyncIterable<Batch> {
  const { path, bytes, changedAtMs } = file;
  const { version } = format;
  const position: TranscriptPosition = {
    path,
    version,
    offset: bytes,
    stamp: `${bytes}:${changedAtMs}`,
    state: { lastAt: changedAtMs },
  };
  const known = options.positionOf(path);
  if (known?.version === version && known.stamp === position.stamp) return;
  const text = bytes > documentBytesMax ? undefined : await readText(path);
  if (text === undefined) {
    options.onProblem(`${path} was not read: it is too large, or may not be read.`);
    return;
  }
  const { steps, ...told } = format.readDocument(text, file, await readCompanion(file));
  const observations = observeSteps(steps, { ...told, lastAt: changedAtMs }, file.source, options.root);
  for (let i = 0; i < observations.length; i += batchSize) {
    const isLast = i + batchSize >= observations.length;
    const part = observations.slice(i, i + batchSize);
    yield { observations: part, position: isLast ? position : { ...position, stamp: '' } };
  }
  if (observations.length === 0) yield { observations, position };
}

/** Empty where there is none, or one that is too large. */
async function readCompanion({ companion }: TranscriptFile): Promise<string> {
  if (companion === undefined) return '';
  const facts = await stat(companion).catch(() => undefined); // Not every session has one.
  const isReadable = facts?.isFile() && facts.size <= documentBytesMax;
  return (isReadable ? await readText(companion) : undefined) ?? '';
}

function observeSteps(
  steps: readonly AgentStep[],
  { session, folder, lastAt }: Pick<LineState, 'session' | 'folder' | 'lastAt'>,
  agent: AgentSource,
  root: string,
): Observation[] {
  if (session === undefined || session === '' || folder === undefined || !isInside(folder, root)) return [];
  return steps.flatMap((step) => {
    const timed = step.at > 0 ? step : { ...step, at: lastAt };
    return observeStep(timed, { agent, id: session, folder }).map((seen) => ({ ...seen, folder: root }));
  });
}

function isInside(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(root.endsWith(sep) ? root : root + sep);
}
