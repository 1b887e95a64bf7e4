// A tool call in, what it did out: changed files, ran a command, or something else. Agents name their tools and fields
// differently; the shape of the input tells more than the tool's name, and unknown tools are kept as actions.
import { listOf, objectOf, type ToolCall, textOf } from './agent-step.ts';
import { changedLines, type FileEdit } from './file-edit.ts';
import { readPatchText } from './patch-text.ts';

export type ToolDeed =
  | { readonly type: 'edits'; readonly edits: readonly FileEdit[] }
  | { readonly type: 'command'; readonly commandLine: string }
  | { readonly type: 'other'; readonly paths: readonly string[]; readonly summary: string };

const summaryCharsMax = 300;
const editsMax = 50;

export function readDeed({ tool, input }: ToolCall): ToolDeed {
  const given = objectOf(input);
  const commandLine = readCommand(tool, given, input);
  if (commandLine !== undefined) return { type: 'command', commandLine };
  const edits = readEdits(tool, given, input).slice(0, editsMax);
  if (edits.length > 0) return { type: 'edits', edits };
  return { type: 'other', paths: pathsIn(given), summary: summarise(given, input) };
}

/** `Bash`, `run_in_terminal`, `shell`, `run_shell_command`, `execute_command`: a command line, whole or in words. */
function readCommand(tool: string, given: Readonly<Record<string, unknown>>, input: unknown): string | undefined {
  if (!/bash|shell|terminal|exec|command/i.test(tool)) return undefined;
  const command = given.command ?? given.cmd ?? given.commandLine ?? (typeof input === 'string' ? input : undefined);
  if (typeof command === 'string') return command.trim() === '' ? undefined : command;
  const words = listOf(command).filter((word) => typeof word === 'string');
  if (words.length === 0) return undefined;
  // `bash -lc "npm test"` was typed as `npm test`.
  const isWrapped = words.length === 3 && /(?:^|\/)(?:ba|z|da)?sh$/.test(words[0]!) && /^-l?c$/.test(words[1]!);
  return isWrapped ? words[2]! : words.join(' ');
}

function readEdits(tool: string, given: Readonly<Record<string, unknown>>, input: unknown): FileEdit[] {
  const path = textOf(given.file_path ?? given.filePath ?? given.path ?? given.absolute_path ?? given.notebook_path);
  const patch = textOf(given.patch ?? given.diff ?? given.input ?? input);
  if (patch !== undefined && /patch|diff|edit|replace/i.test(tool)) {
    const edits = readPatchText(patch, path);
    if (edits.length > 0) return edits;
  }
  const many = [...listOf(given.edits), ...listOf(given.replacements)].map(objectOf);
  const edits = [given, ...many].flatMap((edit) => readReplacement(edit, path));
  if (edits.length > 0 || path === undefined) return edits;
  const content = textOf(given.content ?? given.file_text ?? given.contents);
  return content !== undefined && /write|create|new/i.test(tool) ? [{ path, before: [], after: lines(content) }] : [];
}

function readReplacement(edit: Readonly<Record<string, unknown>>, pathAbove: string | undefined): FileEdit[] {
  const path = textOf(edit.filePath ?? edit.file_path) ?? pathAbove;
  const before = textOf(edit.old_string ?? edit.oldString ?? edit.old_str ?? edit.search);
  const after = textOf(edit.new_string ?? edit.newString ?? edit.new_str ?? edit.replace);
  if (path === undefined || before === undefined || after === undefined || before === after) return [];
  return [{ path, ...changedLines(lines(before), lines(after)) }];
}

function lines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split(/\r?\n/);
}

function pathsIn(given: Readonly<Record<string, unknown>>): string[] {
  const one = [given.file_path, given.filePath, given.path, given.absolute_path, given.notebook_path];
  return [...one, ...listOf(given.paths), ...listOf(given.filePaths)].filter((path) => typeof path === 'string');
}

/** The most telling field, as a person would write it on a to-do list. */
function summarise(given: Readonly<Record<string, unknown>>, input: unknown): string {
  const told = [given.query, given.pattern, given.description, given.prompt, given.url, given.command, input];
  const first = told.find((value) => typeof value === 'string' && value.trim() !== '') as string | undefined;
  const said = first ?? (Object.keys(given).length === 0 ? '' : JSON.stringify(sketch(given, sketchDepth)));
  return said.split('\n', 1)[0]!.slice(0, summaryCharsMax);
}

const sketchDepth = 4;
const sketchFieldsMax = 20;

/** The value without what lies deeper, or what is too much, for a line that is cut anyway. */
function sketch(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.slice(0, summaryCharsMax);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.slice(0, sketchFieldsMax).map((item) => sketch(item, depth - 1));
  const fields = Object.entries(value).slice(0, sketchFieldsMax);
  return Object.fromEntries(fields.map(([key, field]) => [key, sketch(field, depth - 1)]));
}
