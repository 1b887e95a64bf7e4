// The first thing an observation meets. In goes what a sensor or an import reports, with the site it happened at; out
// comes a draft for the log, its paths relative and its secrets taken out, or the reason why it was turned away.
import type { Admission, RefusalReason } from '../model/engram.ts';
import type { Draft, FileChange, Hunk, Observation } from '../model/event.ts';
import type { Site } from '../model/project.ts';
import { createExclusion } from './exclusion-rule.ts';
import { type Locate, locatePaths } from './path-locator.ts';
import { redactValue } from './redactor.ts';
import { cutData, limitHunks, textCharsMax } from './size-limit.ts';

export interface Gate {
  /**
   * Decides on one observation. Ordinary text costs microseconds; text that looks like a credential costs up to a
   * millisecond, since it is then put to the full set of rules.
   */
  admit(observation: Observation, site: Site): Promise<Admission>;
}

/**
 * @param options.excludeGlobs what the user excludes beside the built-in list, as globs over paths relative to the
 *   project's root
 */
export function createGate(options: { readonly excludeGlobs: readonly string[] }): Gate {
  const isExcluded = createExclusion(options.excludeGlobs);
  return {
    async admit(observation, site) {
      const refuse = (reason: RefusalReason): Admission => ({ admitted: false, id: observation.id, reason });
      if (observation.text.length > textCharsMax) return refuse('too-large');
      const locate = await locatePaths(observation, site);
      const isKept = (path: string) => {
        const relative = locate(path);
        return relative !== undefined && relative !== '' && !isExcluded(relative);
      };
      const mainPath = isCommit(observation) ? undefined : observation.paths[0];
      if (mainPath !== undefined && !isKept(mainPath)) return refuse(reasonAgainst(locate(mainPath)));

      const refs = [...new Set(observation.paths.filter(isKept).map((path) => locate(path)!))];
      const placed = placeData(observation.data, locate, isKept);
      const redacted = await redactValue({ text: observation.text, data: placed }, pathHintOf(observation));
      const { id, at, kind, actor } = observation;
      const { text, data } = redacted.value;
      // The walk over the data keeps its shape, which the type system cannot follow.
      const draft = { id, at, kind, actor, project: site.project, refs, text, data: cutData(data) } as Draft;
      return { admitted: true, draft, redactions: redacted.redactions };
    },
  };
}

function isCommit(observation: Observation): boolean {
  return observation.kind === 'commit' || observation.kind === 'revert';
}

function reasonAgainst(relative: string | undefined): RefusalReason {
  return relative === undefined || relative === '' ? 'outside' : 'excluded';
}

/** The file whose format tells how to read unquoted values; a commit holds many formats, each hunk with its own. */
function pathHintOf(observation: Observation): string | undefined {
  return isCommit(observation) ? undefined : observation.paths[0];
}

/** The data with its paths made relative, without the hunks and files that stay out. */
function placeData(data: Observation['data'], locate: Locate, isKept: (path: string) => boolean): object {
  const hasKeptPath = (owner: { readonly path: string }) => isKept(owner.path);
  const placeHunk = (hunk: Hunk): Hunk => ({ ...hunk, path: locate(hunk.path)! });
  const placeFile = ({ was, ...file }: FileChange): FileChange => {
    const path = locate(file.path)!;
    return was !== undefined && isKept(was) ? { ...file, path, was: locate(was)! } : { ...file, path };
  };
  return {
    ...data,
    ...('hunks' in data && { hunks: limitHunks(data.hunks.filter(hasKeptPath).map(placeHunk)) }),
    ...('files' in data && { files: data.files.filter(hasKeptPath).map(placeFile) }),
  };
}
