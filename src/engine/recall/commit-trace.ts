// A commit of the log in, what priming learns from it out: every file it changed with the lines that the log has kept.
import type { CommitTrace, PlaceChange } from '../model/place-statistics.ts';
import type { CommitEvent } from './place-history.ts';

export function traceCommit({ at, data }: CommitEvent): CommitTrace {
  const { author, subject, body, files, hunks } = data;
  const linesByPath = new Map<string, { removed: string[]; added: string[] }>();
  for (const { path, before, after } of hunks) {
    const lines = linesByPath.get(path) ?? { removed: [], added: [] };
    lines.removed.push(...before);
    lines.added.push(...after);
    linesByPath.set(path, lines);
  }
  const changes = files.map(({ path, was, status }): PlaceChange => {
    const { removed = [], added = [] } = linesByPath.get(path) ?? {};
    return { path, ...(was !== undefined && { was }), status, removed, added };
  });
  return { at, author, message: body === '' ? subject : `${subject}\n\n${body}`, changes };
}
