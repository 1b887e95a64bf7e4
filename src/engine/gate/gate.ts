// The first thing an observation meets. In goes what a sensor or an import reports, with the site it happened at; out
// comes a draft for the log, its paths relative and its secrets taken out, or the reason why it was turned away.
import type { Admission, RefusalReason } from '../model/engram.ts';
import type { Draft, FileChange, Hunk, Observation } from '../model/event.ts';
import type { FindIgnored } from '../model/ports.ts';
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

const none: ReadonlySet<string> = new Set();

export interface GateOptions {
  /** What is excluded in every project beside the built-in list, as globs over paths relative to the project's root. */
  readonly excludeGlobs: readonly string[];
  /** What the user excludes in one project, given by its root. */
  readonly isExcludedIn?: (root: string, relative: string) => boolean;
  /** What a repository ignores. What a history holds was never ignored, so it is not asked about that. */
  readonly findIgnored?: FindIgnored;
}

export function createGate(options: GateOptions): Gate {
  async function findIgnored(
    observation: Observation,
    site: Site,
    locate: Locate,
    isWanted: (path: string) => boolean,
  ) {
    const isRepository = site.facts.commonDir !== site.root;
    if (options.findIgnored === undefined || observation.actor === 'history' || !isRepository) return none;
    const hunks = 'hunks' in observation.data ? observation.data.hunks : [];
    const paths = [...observation.paths, ...hunks.map((hunk) => hunk.path)].filter(isWanted);
    if (paths.length === 0) return none;
    return options.findIgnored(site.root, [...new Set(paths.map((path) => locate(path)!))]);
  }

  const isExcludedAnywhere = createExclusion(options.excludeGlobs);
  return {
    async admit(observation, site) {
      const refuse = (reason: RefusalReason): Admission => ({ admitted: false, id: observation.id, reason });
      if (observation.text.length > textCharsMax) return refuse('too-large');
      const locate = await locatePaths(observation, site);
      const isExcluded = (relative: string) =>
        isExcludedAnywhere(relative) || (options.isExcludedIn?.(site.root, relative) ?? false);
      const isWanted = (path: string) => {
        const relative = locate(path);
        return relative !== undefined && relative !== '' && !isExcluded(relative);
      };
      const ignored = await findIgnored(observation, site, locate, isWanted);
      const isKept = (path: string) => isWanted(path) && !ignored.has(locate(path)!);
      const mainPath = isCommit(observation) ? undefined : observation.paths[0];
      if (mainPath !== undefined && !isWanted(mainPath)) return refuse(reasonAgainst(locate(mainPath)));
      if (mainPath !== undefined && !isKept(mainPath)) return refuse('ignored');
      if (mainPath === undefined && isFolderOut(observation, locate, isExcluded)) {
        return refuse('excluded');
      }

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

/** What happened in a folder of which nothing is wanted, such as a command, is not wanted either. */
function isFolderOut({ folder }: Observation, locate: Locate, isExcluded: (relative: string) => boolean): boolean {
  const relative = locate(folder);
  return relative !== undefined && isExcluded(relative === '' ? anyName : `${relative}/${anyName}`);
}

/** Stands for whatever lies in a folder: excluded only where everything in it is. */
const anyName = '\u0001';

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
