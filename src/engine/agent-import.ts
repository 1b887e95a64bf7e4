// Past sessions of agents come in from disk, by the sources that the user consented to; through the gate like anything
// else they go into the log, and how far each file was read is kept once that is done. So an import that was stopped goes
// on where it was, and one that is repeated adds nothing.
import type { Observation } from './model/event.ts';
import type { HistoryProgress, ImportReport, MemoryStore } from './model/ports.ts';
import type { Site } from './model/project.ts';
import type { AgentPlaces, AgentSource, CountTranscripts, ReadTranscripts } from './model/transcript.ts';

/** The reading of what agents left, and where they leave it. */
export interface Transcripts {
  readonly read: ReadTranscripts;
  readonly count: CountTranscripts;
  readonly places: AgentPlaces;
}

/** Where the editor that asks keeps its files; empty for whoever is no editor. */
type EditorPlaces = Pick<AgentPlaces, 'editorUser' | 'editorStorage'>;

export interface AgentImport {
  /** How many files of sessions each agent seems to have left that worked in the folder; none is read. */
  agentSources(folder: string, editor: EditorPlaces): ReturnType<CountTranscripts>;
  /** Counted are turns, edits, commands and actions. */
  importAgents(
    folder: string,
    request: { readonly sources: readonly AgentSource[]; readonly editor: EditorPlaces },
    onProgress: (progress: HistoryProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportReport>;
}

export function createAgentImport({
  store,
  transcripts,
  observe,
  inTurn,
  findSite,
  nowMs,
}: {
  readonly store: Pick<MemoryStore, 'hasEvent' | 'transcriptPosition' | 'keepTranscriptPosition'>;
  readonly transcripts: Transcripts;
  /** Resolves when what was admitted is on disk. */
  readonly observe: (observations: readonly Observation[]) => Promise<unknown>;
  /** Runs the write after all earlier ones, and never while another process rewrites the memory. */
  readonly inTurn: (write: () => void) => Promise<void>;
  readonly findSite: (folder: string) => Promise<Site>;
  readonly nowMs: () => number;
}): AgentImport {
  return {
    async agentSources(folder, editor) {
      const { root } = await findSite(folder);
      return transcripts.count({ root, places: { ...transcripts.places, ...editor } });
    },

    async importAgents(folder, { sources, editor }, onProgress, signal) {
      const startedAtMs = nowMs();
      const { root, project } = await findSite(folder);
      const problems: string[] = [];
      let [imported, alreadyKnown] = [0, 0];
      const batches = transcripts.read({
        sources,
        root,
        places: { ...transcripts.places, ...editor },
        positionOf: (path) => store.transcriptPosition(project, path),
        signal,
        onProblem: (problem) => problems.push(problem),
      });
      for await (const { done, total, observations, position } of batches) {
        if (signal.aborted) break;
        const fresh = observations.filter(({ id }) => !store.hasEvent(id));
        await observe(fresh);
        await inTurn(() => store.keepTranscriptPosition(project, position));
        imported += fresh.length;
        alreadyKnown += observations.length - fresh.length;
        onProgress({ done, total });
      }
      return { imported, alreadyKnown, cancelled: signal.aborted, durationMs: nowMs() - startedAtMs, problems };
    },
  };
}
