// A git history as a file, one commit a line, oldest first; in, the path; out, the commits. Benchmarks replay it:
// they predict each commit before they let the memory see it.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const replayFileSchema = z.object({
  path: z.string().min(1),
  was: z.string().min(1).optional(),
  status: z.enum(['A', 'M', 'D', 'R']),
  add: z.number().optional(),
  del: z.number().optional(),
  patch: z.string().nullish(),
});

const replayCommitSchema = z.object({
  sha: z.string(),
  /** Author time, Unix seconds. */
  t: z.number(),
  author: z.string(),
  message: z.string(),
  files: z.array(replayFileSchema),
});

export type ReplayFile = z.infer<typeof replayFileSchema>;
export type ReplayCommit = z.infer<typeof replayCommitSchema>;

export interface ReplayStream {
  /** The file's name without its endings. */
  readonly name: string;
  readonly commits: readonly ReplayCommit[];
}

/** What the caller gave cannot be measured: a missing file, a malformed line, an unknown name. The message is for people. */
export class EvaluationInputError extends Error {}

/**
 * The stream files that the given paths stand for: a file for itself, a folder for its `.jsonl` and `.jsonl.gz` files
 * in the order of their names.
 *
 * @throws EvaluationInputError for a path that is not there or a folder without streams
 */
export function findStreams(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) throw new EvaluationInputError(`There is no file or folder ${path}.`);
    if (!stat.isDirectory()) return [path];
    const files = readdirSync(path).filter((name) => /\.jsonl(\.gz)?$/.test(name));
    if (files.length === 0) throw new EvaluationInputError(`The folder ${path} holds no .jsonl or .jsonl.gz file.`);
    return files.sort().map((name) => join(path, name));
  });
}

/**
 * Reads a whole stream into memory.
 *
 * @throws EvaluationInputError naming the line that is not a commit
 */
export function readStream(path: string): ReplayStream {
  const lines = readText(path).split('\n');
  const commits: ReplayCommit[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() !== '') commits.push(parseCommit(line, `${path}, line ${index + 1}`));
  }
  if (commits.length < 2) throw new EvaluationInputError(`${path} holds ${commits.length} commits; 2 are the least.`);
  return { name: basename(path).replace(/\.jsonl(\.gz)?$/, ''), commits };
}

function readText(path: string): string {
  const bytes = readFileSync(path);
  if (!path.endsWith('.gz')) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch (error) {
    throw new EvaluationInputError(`${path} cannot be unpacked: ${(error as Error).message}.`);
  }
}

function parseCommit(line: string, where: string): ReplayCommit {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new EvaluationInputError(`${where}: not JSON.`);
  }
  const parsed = replayCommitSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new EvaluationInputError(`${where}: ${issue.path.join('.') || 'the commit'}: ${issue.message}.`);
}
