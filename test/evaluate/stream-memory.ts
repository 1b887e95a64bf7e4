// A history that the product's own memory has taken in: in, the commits of a stream; out, an engine that knows them, as
// after an import.
import type { Hunk, Observation } from '../../src/engine/model/event.ts';
import type { EvaluationEngine } from './evaluation-engine.ts';
import type { ReplayCommit, ReplayFile } from './replay-stream.ts';

const batchSize = 200;
const hunkLinesMax = 40;
const hunksMax = 12;

/** Takes the commits in, in order, as an import does. */
export async function takeIn(
  memory: EvaluationEngine,
  folder: string,
  commits: readonly ReplayCommit[],
): Promise<void> {
  for (let start = 0; start < commits.length; start += batchSize) {
    const batch = commits.slice(start, start + batchSize);
    await memory.engine.observe(batch.map((commit) => observeReplay(commit, folder)));
  }
}

export function observeReplay({ sha, t, author, message, files }: ReplayCommit, folder: string): Observation {
  const [subject = '', ...rest] = message.split('\n');
  const absolute = (path: string) => `${folder}/${path}`;
  const reverts = /This reverts commit ([0-9a-f]{7,64})/i.exec(message)?.[1];
  return {
    id: `${folder}:${sha}`,
    at: t * 1000,
    kind: reverts !== undefined || subject.startsWith('Revert "') ? 'revert' : 'commit',
    actor: 'history',
    folder,
    paths: files.map((file) => absolute(file.path)),
    text: subject,
    data: {
      ...{ sha, author, subject, body: rest.join('\n').trim() },
      files: files.map(({ path, was, status, add = 0, del = 0 }) => ({
        ...{ path: absolute(path), status, added: add, deleted: del },
        ...(was !== undefined && { was: absolute(was) }),
      })),
      hunks: files.flatMap((file) => hunksOf(file, absolute(file.path))).slice(0, hunksMax),
      ...(reverts !== undefined && { reverts }),
    },
  };
}

export function hunksOf({ patch }: ReplayFile, path: string): Hunk[] {
  return (patch ?? '')
    .split(/^(?=@@ )/m)
    .filter((part) => part.startsWith('@@ '))
    .map((part) => {
      const lines = part.split('\n').slice(1);
      const signed = (sign: string) =>
        lines
          .filter((line) => line.startsWith(sign))
          .map((line) => line.slice(1))
          .slice(0, hunkLinesMax);
      const startLine = Math.max(1, Number(/^@@ -\d+(?:,\d+)? \+(\d+)/.exec(part)?.[1] ?? 1));
      return { path, startLine, before: signed('-'), after: signed('+') };
    });
}
