// The import of agents' past sessions, as the wire knows it.
import {
  agentImportMethod,
  agentImportParams,
  agentSourcesMethod,
  agentSourcesParams,
} from '../../protocol/transcript.ts';
import type { Engine } from '../engine.ts';
import { type MemoryMethod, on } from './memory-method.ts';

export function listTranscriptMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(agentSourcesMethod, agentSourcesParams, async ({ folder, ...asked }) => ({
      sources: (await engine.agentSources(folder, editorOf(asked))).map(({ source, files }) => ({ source, files })),
    })),
    on(agentImportMethod, agentImportParams, async ({ folder, sources, token, ...asked }, context) => ({
      ...(await engine.importAgents(
        folder,
        { sources, editor: editorOf(asked) },
        (progress) => context.sendImportProgress({ token, ...progress }),
        context.signal,
      )),
    })),
  ];
}

function editorOf({ editorUser, editorStorage }: { editorUser?: string; editorStorage?: string }) {
  return { ...(editorUser !== undefined && { editorUser }), ...(editorStorage !== undefined && { editorStorage }) };
}
