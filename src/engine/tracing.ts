// What a question or a node brings to mind: a question is answered by a first look, whose evidence is where activation
// begins; nothing is logged.
import type { Asked } from './answering.ts';
import type { MemoryReader } from './model/ports.ts';
import type { Site } from './model/project.ts';
import type { ActivationTrace, Answer, TraceCue } from './model/recollection.ts';
import { seedsOfEvidence, seedsOfNode, traceActivation } from './recall/activation-trace.ts';

/** Pieces of evidence that a trace begins with. */
const evidenceMax = 8;

export interface Tracing {
  /** What the cue brings to mind, hop by hop; the first hop is what is at hand. */
  trace(folder: string, cue: TraceCue): Promise<ActivationTrace>;
}

export function createTracing(parts: {
  readonly memory: MemoryReader;
  readonly findSite: (folder: string) => Promise<Site>;
  readonly answer: (folder: string, site: Site, asked: Asked) => Promise<Answer>;
}): Tracing {
  const { memory, findSite, answer } = parts;
  return {
    async trace(folder, cue) {
      const site = await findSite(folder);
      const { project } = site;
      if (cue.by === 'node') return traceActivation(seedsOfNode(project, cue.kind, cue.key, memory), project, memory);
      const { evidence } = await answer(folder, site, { question: cue.question, limit: evidenceMax, mode: 'system1' });
      return traceActivation(seedsOfEvidence(evidence, memory), project, memory);
    },
  };
}
