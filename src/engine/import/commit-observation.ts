// A commit as git tells it in, the observation that the memory makes of it out.
import { join } from 'node:path';
import type { Observation } from '../model/event.ts';
import type { ParsedCommit } from './commit-parser.ts';

const revertSubject = /^Revert "/;
const revertBody = /\bThis reverts commit ([0-9a-f]{7,64})/i;

/**
 * @param root absolute path of the working tree
 * @param id the event id, unique for the commit and the project
 */
export function observeCommit(commit: ParsedCommit, root: string, id: string): Observation {
  const { sha, author, subject, body, files } = commit;
  const reverts = revertBody.exec(body)?.[1];
  const isRevert = reverts !== undefined || revertSubject.test(subject);
  const absolute = (path: string) => join(root, path);
  return {
    id,
    at: commitTime(commit),
    kind: isRevert ? 'revert' : 'commit',
    actor: 'history',
    folder: root,
    paths: files.map((file) => absolute(file.path)),
    text: subject,
    data: {
      sha,
      author,
      subject,
      body,
      files: files.map(({ was, ...file }) => ({
        ...file,
        path: absolute(file.path),
        ...(was !== undefined && { was: absolute(was) }),
      })),
      hunks: commit.hunks.map((hunk) => ({ ...hunk, path: absolute(hunk.path) })),
      ...(reverts !== undefined && { reverts: reverts.toLowerCase() }),
    },
  };
}

/** When the work was done, unless the author's clock claims to be ahead of the commit. Unix time in ms, ≥ 0. */
export function commitTime({ authoredAt, committedAt }: ParsedCommit): number {
  const isAbsurd = !Number.isFinite(authoredAt) || authoredAt <= 0 || authoredAt > committedAt;
  const at = isAbsurd ? committedAt : authoredAt;
  return Number.isFinite(at) ? Math.max(0, at) : 0;
}
