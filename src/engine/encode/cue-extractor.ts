// What a moment can be recognised by, exactly: the files it concerns, the error it shows, the command that was run, the
// tests that failed, the packages it brings in.
import type { Hunk, MemoryEvent } from '../model/event.ts';
import { type Cue, symbolKey } from '../model/node.ts';
import { type TestRun, testCue } from '../model/test-run.ts';

const packagesMax = 20;
const commandCharsMax = 200;

/**
 * Cues without repeats: files in the order of the event's refs, then the error, the command, failed tests, the symbols
 * that were changed, packages.
 *
 * @param fingerprints of an error event, or of what a command told of
 * @param testRun of a command that ran tests
 */
export function extractCues(
  event: MemoryEvent,
  fingerprints: readonly (string | undefined)[],
  testRun: TestRun | undefined,
): Cue[] {
  // To look into a place is not to use it.
  if (event.kind === 'investigation') return [];
  const cues: Cue[] = [...new Set(event.refs)].map((key) => ({ kind: 'file', key }));
  for (const key of new Set(fingerprints)) if (key !== undefined) cues.push({ kind: 'error', key });
  if (event.kind === 'command') cues.push({ kind: 'command', key: firstLine(event.text).slice(0, commandCharsMax) });
  cues.push(...(testRun?.failed ?? []).map(testCue));
  const hunks = hunksOf(event);
  cues.push(...symbolsOf(hunks ?? []).map((key): Cue => ({ kind: 'symbol', key })));
  if (hunks !== undefined) for (const key of importedPackages(hunks)) cues.push({ kind: 'package', key });
  return cues;
}

const symbolsMax = 20;

function symbolsOf(hunks: readonly Hunk[]): string[] {
  const keys = hunks.flatMap(({ path, symbol }) => (symbol === undefined ? [] : [symbolKey(path, symbol)]));
  return [...new Set(keys)].slice(0, symbolsMax);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!;
}

/** The changes that an event holds, if it is of a kind that holds any. */
export function hunksOf(event: MemoryEvent): readonly Hunk[] | undefined {
  switch (event.kind) {
    case 'edit':
    case 'commit':
    case 'revert':
      return event.data.hunks;
    case 'diagnostic':
      return event.data.change === 'resolved' ? event.data.hunks : undefined;
    default:
      return undefined;
  }
}

/** `from 'x'`, `import 'x'`, `import('x')`, `require('x')`. */
const scriptImport = /\b(?:from|import|require)\s*\(?\s*(['"])(?<name>(?![./#~]|node:|@\/)[\w@./-]+)\1/g;
/** `import x`, `from x import y`, `import x as z`. */
const pythonImport = /^\s*(?:import|from)\s+(?<name>[A-Za-z_]\w*)(?:[\w.]*)\s*(?:$|,|#|as\b|import\b)/;
const scriptPath = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|mdx)$/;

/** Packages that added lines import, in order, without repeats; a moved line imports nothing new. */
function importedPackages(hunks: readonly Hunk[]): Set<string> {
  const packages = new Set<string>();
  for (const { path, before, after } of hunks) {
    for (const line of after) {
      if (packages.size >= packagesMax) return packages;
      // Most lines import nothing, and the cheapest test says so.
      if (!/\b(?:import|from|require)\b/.test(line) || before.includes(line)) continue;
      if (path.endsWith('.py')) {
        const name = pythonImport.exec(line)?.groups?.name;
        if (name !== undefined) packages.add(name);
      } else if (scriptPath.test(path)) {
        for (const match of line.matchAll(scriptImport)) packages.add(packageName(match.groups!.name!));
      }
    }
  }
  return packages;
}

/** Whether it is by its added lines that a package is known to be used. */
export function importsPackage(hunk: Hunk): boolean {
  return importedPackages([hunk]).size > 0;
}

/** `@scope/name/deep` gives `@scope/name`, `name/deep` gives `name`. */
function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}
