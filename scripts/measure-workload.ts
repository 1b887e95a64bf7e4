// What the engine is measured with: a day's observations as the extension sends them, and a repository with a long
// history. Everything follows from a seed; the words are those of the encoder's vocabulary, the common ones more often.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WireHunk, WireObservation } from '../src/protocol/observe.ts';
import { projectRoot } from './build.ts';
import { mustRun } from './run-program.ts';

/** Numbers in [0, 1) that follow from the seed. */
export type Random = () => number;

const words = readFileSync(join(projectRoot, 'media', 'encoder', 'vocabulary.txt'), 'utf8')
  .split('\n')
  .filter((word) => /^[a-z]{3,12}$/.test(word));
const filesInProject = 800;
const startMs = Date.UTC(2025, 0, 6, 9);

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)]!;
}

/** The rank of a word falls off as it does in texts. */
function pickWord(random: Random): string {
  return words[Math.floor(words.length * random() ** 4)]!;
}

function madeName(random: Random): string {
  const second = pickWord(random);
  return pickWord(random) + second.charAt(0).toUpperCase() + second.slice(1);
}

function madeLine(random: Random): string {
  const [a, b, c] = [madeName(random), madeName(random), madeName(random)];
  switch (Math.floor(random() * 5)) {
    case 0:
      return `  const ${a} = await ${b}.${c}(${pickWord(random)}, { ${pickWord(random)}: ${Math.floor(random() * 100)} });`;
    case 1:
      return `  if (${a}.${pickWord(random)} !== undefined) return ${b}(${c});`;
    case 2:
      return `  // The ${pickWord(random)} of the ${pickWord(random)} may ${pickWord(random)} before ${pickWord(random)} does.`;
    case 3:
      return `import { ${a}, ${b} } from './${pickWord(random)}-${pickWord(random)}.ts';`;
    default:
      return `  ${a}.${pickWord(random)}(${b}.map((${pickWord(random)}) => ${c}));`;
  }
}

function madeLines(count: number, random: Random): string[] {
  return Array.from({ length: count }, () => madeLine(random));
}

/** Relative paths of the project's files; the first are touched most. */
export function madeFiles(random: Random): string[] {
  const folders = Array.from({ length: 60 }, () => `src/${pickWord(random)}/${pickWord(random)}`);
  const names = Array.from({ length: filesInProject }, () => `${pickWord(random)}-${pickWord(random)}`);
  return [...new Set(names.map((name, i) => `${folders[i % folders.length]}/${name}.ts`))];
}

function pickFile(files: readonly string[], random: Random): string {
  return files[Math.floor(files.length * random() ** 2)]!;
}

/** One error to be asked for: what its appearance said. */
export interface MadeError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly lineText: string;
}

function madeError(path: string, random: Random): MadeError {
  const code = pick(['2345', '2322', '2339', '2304', '7006', '2554', '2741', '18048'], random);
  const forms = [
    `Argument of type '${madeName(random)}' is not assignable to parameter of type '${madeName(random)}'.`,
    `Property '${pickWord(random)}' does not exist on type '${madeName(random)}'.`,
    `Cannot find name '${madeName(random)}'.`,
    `Expected ${Math.floor(random() * 5)} arguments, but got ${Math.floor(random() * 5)}.`,
  ];
  return { path, code, message: pick(forms, random), lineText: madeLine(random) };
}

/**
 * Observations of a developer at work, in order: of 20, ten edits of one to eight lines, four saves, an opened file, and
 * errors that appear and go (five). Work pauses so that an episode has some 30 of them.
 *
 * @param folder absolute; need not hold the files
 */
export function* madeWork(folder: string, count: number, random: Random): Generator<WireObservation> {
  const files = madeFiles(random);
  const standing: { error: MadeError; instance: string; line: number }[] = [];
  let path = `${folder}/${pickFile(files, random)}`;
  let at = startMs;
  for (let n = 0; n < count; n += 1) {
    at += random() < 1 / 30 ? 25 * 60_000 : Math.floor(2_000 + random() * 30_000);
    const head = { id: `made-${n}`, at, actor: 'developer', folder, paths: [path], text: '' };
    const hunk = (): WireHunk => ({
      path,
      startLine: 1 + Math.floor(random() * 200),
      before: madeLines(Math.floor(random() * 3), random),
      after: madeLines(1 + Math.floor(random() * 8), random),
    });
    const turn = n % 20;
    if (turn === 0) {
      path = `${folder}/${pickFile(files, random)}`;
      yield { ...head, paths: [path], kind: 'open', data: {} };
    } else if (turn % 2 === 1) {
      yield { ...head, kind: 'edit', data: { hunks: [hunk()], cause: random() < 0.05 ? 'undo' : 'typed' } };
    } else if (turn % 4 === 2 && (turn < 14 || standing.length === 0)) {
      const error = madeError(path, random);
      const line = 1 + Math.floor(random() * 200);
      standing.push({ error, instance: `stay-${n}`, line });
      const { path: _, ...told } = error;
      yield {
        ...head,
        actor: 'tool:ts',
        kind: 'diagnostic',
        data: { change: 'appeared', instance: `stay-${n}`, tool: 'ts', line, ...told },
      };
    } else if (turn % 4 === 2) {
      const { error, instance, line } = standing.shift()!;
      const { path: place, ...told } = error;
      const hunks = [{ ...hunk(), path: place }];
      yield {
        ...head,
        actor: 'tool:ts',
        paths: [place],
        kind: 'diagnostic',
        data: { change: 'resolved', instance, tool: 'ts', line, ...told, clearing: 'edit', hunks },
      };
    } else yield { ...head, kind: 'save', data: { manual: true } };
  }
}

/** A subject and, for a third of the commits, a reason. */
function madeMessage(random: Random): string {
  const verb = pick(['Add', 'Fix', 'Remove', 'Rename', 'Simplify', 'Handle', 'Test', 'Move'], random);
  const subject = `${verb} ${pickWord(random)} ${pickWord(random)} of the ${pickWord(random)} ${pickWord(random)}`;
  if (random() > 1 / 3) return subject;
  return `${subject}\n\nIt would ${pickWord(random)} the ${pickWord(random)} because ${madeName(random)} ${pickWord(random)}.`;
}

/**
 * Makes a repository of so many commits, each of one to seven files (four on average) that gain or lose some lines.
 *
 * @param root is made; must not exist
 */
export async function makeHistory(root: string, commits: number, random: Random): Promise<void> {
  mkdirSync(root, { recursive: true });
  await mustRun('git', ['init', '--quiet', '--initial-branch=main', root]);
  const git = spawn('git', ['fast-import', '--quiet', '--done'], { cwd: root, stdio: ['pipe', 'inherit', 'inherit'] });
  const ended = once(git, 'close');
  const files = madeFiles(random);
  const contents = new Map<string, string[]>();
  for (let n = 0; n < commits; n += 1) {
    const atSeconds = Math.floor(startMs / 1000) + n * 2_000;
    const message = madeMessage(random);
    let text = `commit refs/heads/main\ncommitter Ada <ada@example.com> ${atSeconds} +0000\n`;
    text += `data ${Buffer.byteLength(message)}\n${message}\n`;
    const touched = new Set(Array.from({ length: 1 + Math.floor(random() * 7) }, () => pickFile(files, random)));
    for (const path of touched) {
      const lines = contents.get(path) ?? madeLines(40, random);
      lines.splice(
        Math.floor(random() * lines.length),
        Math.floor(random() * 6),
        ...madeLines(1 + random() * 5, random),
      );
      contents.set(path, lines);
      const body = `${lines.join('\n')}\n`;
      text += `M 100644 inline ${path}\ndata ${Buffer.byteLength(body)}\n${body}\n`;
    }
    if (!git.stdin.write(text)) await once(git.stdin, 'drain');
  }
  git.stdin.end('done\n');
  const [code] = await ended;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}.`);
}

/** A question of four words, as a developer would ask it. */
export function madeQuestion(random: Random): string {
  return `Why did we ${pickWord(random)} the ${pickWord(random)} ${pickWord(random)} of ${madeName(random)}?`;
}
