// What an editor may say unasked: in, an error that was met, lines that are worked on, a place that was opened; out, what is
// known of them, how well the developer knows it, too, and nothing that was turned down for good.
import { fingerprintError } from './encode/error-fingerprint.ts';
import { locatePaths } from './gate/path-locator.ts';
import { nodeKindOf } from './model/gist.ts';
import type { FindAuthor, MemoryReader } from './model/ports.ts';
import type { Site } from './model/project.ts';
import type { DejaVu, ErrorCue, ToldFeeling } from './model/recollection.ts';
import { isGone, plainStanding } from './model/standing.ts';
import { recogniseError } from './recall/deja-vu.ts';
import { feelPlace } from './recall/feeling.ts';
import { type Knowledge, traceKnowledge } from './recall/knowledge-tracer.ts';
import { type AskedLine, type RuleMatch, recallRules } from './recall/rule-recall.ts';

/** Paths are absolute or relative to the root. */
export interface Hinting {
  dejaVu(folder: string, cue: ErrorCue): Promise<DejaVu>;
  /** What learned edit rules would do in lines of a file. */
  rules(folder: string, path: string, lines: readonly AskedLine[]): Promise<RuleMatch[]>;
  /** How a place feels and why. */
  feel(folder: string, place: { path: string; symbol?: string }): Promise<ToldFeeling>;
  /** How well the developer knows a file or a folder. */
  knowledge(folder: string, path: string): Promise<Knowledge>;
}

export function createHinting(parts: {
  /** As far as the user has not corrected it. */
  readonly believed: MemoryReader;
  readonly memory: MemoryReader;
  readonly findSite: (folder: string) => Promise<Site>;
  readonly findAuthor: FindAuthor;
  readonly nowMs: () => number;
  readonly without?: ReadonlySet<string>;
}): Hinting {
  const { believed, memory, findSite, findAuthor, nowMs, without } = parts;
  const locateIn = async (folder: string, path: string) => {
    const site = await findSite(folder);
    const locate = await locatePaths({ folder, paths: [path] }, site);
    return { ...site, path: locate(path) ?? path };
  };
  /** @param subject of the hint, as in feedback: the fingerprint of an error, `rule:key`, `warning:path` */
  const isUnwanted = (project: string, subject: string) => isGone(memory.standing(project, subject) ?? plainStanding);
  return {
    async dejaVu(folder, cue) {
      const { project, path } = await locateIn(folder, cue.path);
      const fingerprint = fingerprintError(cue);
      if (isUnwanted(project, fingerprint)) return { recognised: false, fingerprint, reason: 'refused' };
      return recogniseError({ cue: { ...cue, path }, fingerprint, project, memory: believed, without });
    },
    async rules(folder, path, lines) {
      const { project } = await findSite(folder);
      const matches = recallRules(project, { path, lines }, believed);
      return matches.filter(({ rule }) => !isUnwanted(project, `${nodeKindOf(rule)}:${rule.key}`));
    },
    async feel(folder, place) {
      const { project, path } = await locateIn(folder, place.path);
      const feeling = feelPlace({ ...place, path }, project, memory);
      return { ...feeling, isUnwanted: isUnwanted(project, `warning:${feeling.place.key}`) };
    },
    async knowledge(folder, at) {
      const { project, root, path } = await locateIn(folder, at);
      return traceKnowledge(path, { project, author: await findAuthor(root), nowMs: nowMs() }, memory);
    },
  };
}
