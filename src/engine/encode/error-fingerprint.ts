// What stays the same when an error is met elsewhere. In goes an error as a tool reports it, out comes a text that is
// equal for the same mistake made with other names, numbers and files, and differs where the types at fault differ.
import type { ReportedError } from '../model/syntax-error.ts';
import { telltaleNames } from '../model/telltale-name.ts';

const lineCharsMax = 2_000;
const skeletonCharsMax = 300;

/** The same compiler under its several names: in a terminal, of its language server, of an editor's problem matcher. */
const toolNames: Readonly<Record<string, readonly string[]>> = {
  ts: ['typescript', 'tsc', 'javascript', 'js'],
  go: ['compiler', 'gopls', 'go build', 'go vet', 'syntax'],
  c: ['clang', 'clangd', 'gcc', 'g++', 'cpp', 'c++', 'c/c++', 'cpptools'],
  java: ['javac', 'maven', 'gradle'],
  pyright: ['pylance', 'basedpyright'],
  msvc: ['mscompile', 'cl'],
  rustc: ['rust', 'cargo', 'rust-analyzer'],
  ruff: ['flake8', 'pyflakes', 'pycodestyle'],
};
const toolAliases: ReadonlyMap<string, string> = new Map(
  Object.entries(toolNames).flatMap(([tool, names]) => names.map((name) => [name, tool] as const)),
);
/** Their codes are their language server's own: whoever compiles in a terminal is told none. */
const codelessTools: ReadonlySet<string> = new Set(['go', 'c', 'java']);

/**
 * `tool|code|skeleton of the message`. The first line of the message counts. Further lines of TypeScript explain it by
 * the types of the place; the last of them, the cause, is added where the first line's types are all the place's own.
 */
export function fingerprintError({ tool, code, message }: ReportedError): string {
  const plainTool = tool.trim().toLowerCase();
  const commonTool = toolAliases.get(plainTool) ?? plainTool;
  return `${commonTool}|${commonCode(commonTool, code)}|${messageSkeleton(commonMessage(commonTool, message), commonTool === 'ts')}`;
}

function commonCode(tool: string, code: string): string {
  if (tool === 'ts') return code.replace(/^TS(?=\d)/i, '');
  // In the editor its name stands behind it.
  if (tool === 'pylint') return code.replace(/:.*/, '');
  // The name of a warning is told everywhere.
  return codelessTools.has(tool) && !code.startsWith('-W') ? '' : code.replace(/^-Werror=/, '-W');
}

/**
 * clangd begins with a capital and says that it knows a remedy; clang does neither. Linkers quote as of old. In a terminal,
 * ESLint leaves the stop out.
 */
function commonMessage(tool: string, message: string): string {
  if (tool === 'eslint') return message.trim().replace(/([^ ])\.$/, '$1');
  if (tool !== 'c') return message;
  const plain = message
    .replace(/ \((?:fix|fixes) available\)/, '')
    .replace(/ \[-W[\w=-]+\]/, '')
    .replace(/`([^`'\n]*)'/g, "'$1'");
  return /^[A-Z][a-z]/.test(plain) ? plain.charAt(0).toLowerCase() + plain.slice(1) : plain;
}

/** One token of a message: something quoted, a URL, a path, a number, or a bare word of the kind that code is made of. */
const variablePart = new RegExp(
  [
    "(?<![\\w])(?<quote>['\"`‘“])(?<quoted>(?:(?!\\k<quote>|[’”])[^\\n]|(?<=\\w)'(?=\\w))*)(?:\\k<quote>|[’”])(?!\\w)",
    '(?<url>\\b[a-z][a-z0-9+.-]{1,20}:\\/\\/[^\\s\'"`)]+)',
    '(?<path>(?:[A-Za-z]:[\\\\/]|\\.{1,2}\\/|~\\/|\\/(?=\\w))[\\w@./\\\\+-]+(?::\\d+){0,2}|\\b[\\w@-]+(?:[\\\\/][\\w@.-]+)+\\.[a-z]{1,5}\\b(?::\\d+){0,2}|\\b[\\w-]+\\.(?:[cm]?[jt]sx?|py|go|rs|java|rb|php|cs|cpp|hpp?|vue|json|ya?ml|css|html|md)\\b(?::\\d+){0,2})',
    '(?<number>\\b0x[0-9a-f]+\\b|(?<![\\w.])[-+]?\\d[\\d_]*(?:\\.\\d+)*\\b)',
    '(?<code>\\b[a-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)+(?:\\(\\))?|\\b[A-Za-z$]*[a-z$][\\w$]*(?:[A-Z_$]|\\d)[\\w$]*\\b|\\b_\\w+|\\b[A-Za-z_]\\w*\\(\\))',
  ].join('|'),
  'g',
);

/** Of messages that were read lately: an error is told when it appears and again when it goes. */
const skeletons = new Map<string, string>();
const skeletonsMax = 500;

function messageSkeleton(message: string, isChained: boolean): string {
  const key = `${isChained} ${message}`;
  let skeleton = skeletons.get(key);
  if (skeleton === undefined) {
    skeleton = readSkeleton(message, isChained);
    if (skeletons.size >= skeletonsMax) skeletons.clear();
    skeletons.set(key, skeleton);
  }
  return skeleton;
}

function readSkeleton(message: string, isChained: boolean): string {
  const lines = message.trim().split('\n');
  const first = lineSkeleton(lines[0]!);
  const isOpen = isChained && lines.length > 1 && ownTypes.test(first);
  const skeleton = isOpen ? `${first} ${lineSkeleton(lines.at(-1)!)}` : first;
  return skeleton.slice(0, skeletonCharsMax);
}

/** An assignment in which neither type says anything. */
const ownTypes =
  /^(?:Argument of )?[Tt]ype (?:_|\{…\})(?:\[\])* is not assignable to (?:parameter of )?type (?:_|\{…\})(?:\[\])*\.$/;

function lineSkeleton(line: string): string {
  const plain = line.slice(0, lineCharsMax).trim();
  // A message that names the remedy is about a name; of which type's member it is, does not matter.
  const isSpelling = /\bDid you mean\b/.test(plain);
  const abstracted = shareTypes(orderCounts(plain)).replace(variablePart, (...match) => {
    const groups = match.at(-1) as Record<'quoted' | 'url' | 'path' | 'number' | 'code', string | undefined>;
    if (groups.quoted !== undefined) return isSpelling ? '_' : quotedSkeleton(groups.quoted);
    if (groups.url !== undefined) return '<url>';
    if (groups.path !== undefined) return '<path>';
    return groups.number === undefined ? nameOr(groups.code!) : '#';
  });
  return abstracted.replace(bareSubject, '_').replace(bareList, ': …').replace(/\s+/g, ' ');
}

/** Too few is another mistake than too many. */
function orderCounts(line: string): string {
  return line.replace(/\b[Ee]xpected (?:at least )?(\d+) ([\w ]{1,30}), but got (\d+)/, (_, due, what, given) => {
    return `Expected ${Number(given) < Number(due) ? 'more' : 'fewer'} ${what}, but got #`;
  });
}

/**
 * `string | undefined` given for `string` is the same mistake as `number | undefined` for `number`: a type that stands
 * on both sides of an assignment stands for any.
 */
function shareTypes(line: string): string {
  return line.replace(
    /'([^'\n]{1,300})' is not assignable to ((?:parameter of )?type) '([^'\n]{1,300})'/,
    (all, from, of, to) => {
      const [inner, outer] = from.length < to.length ? [from, to] : [to, from];
      if (!/^\w+$/.test(inner.replace(/(?:\[\])+$/, '')) || inner === outer) return all;
      const bare = inner.replace(/(?:\[\])+$/, '');
      if (!new RegExp(`\\b${bare}\\b`).test(outer)) return all;
      const share = (type: string) => type.replace(new RegExp(`\\b${bare}\\b`, 'g'), '_');
      return `'${share(from)}' is not assignable to ${of} '${share(to)}'`;
    },
  );
}

/** Names that some tools leave without quotes: `undefined: total`, `total is not a function`. */
const bareSubject =
  /(?<=^(?:\w+: )?)[A-Za-z_$][\w$.]*(?= is not (?:a function|a constructor|defined|iterable|used|exported)\b| declared and not used| redeclared\b)|(?<=\bcannot use )[\w$.]+(?= \()|(?<=\b(?:undefined|undeclared name|declared and not used|unused variable|missing return|redeclared): )[A-Za-z_$][\w$.]*/g;

/** The members that a message ends with, one or many: `from type _: id, total, and # more`. */
const bareList = /: [\w$]+(?:, (?:and )?[\w$#]+)+(?: more)?(?=\.?$)/;

function nameOr(word: string): string {
  return telltaleNames.has(word) || /(?:Error|Exception|Warning)$/.test(word) ? word : '_';
}

/** Such as `error.cause`: a variable of the place, also where it is called like a type of some language. */
const memberOfVariable = /^(?!(?:this|super|self)\.)[a-z_$][\w$]*(?:\.[a-z_$][\w$]*)+$/;

/** A quoted name, type, path or sentence with the project's own names taken out: `Promise<User>[]` gives `Promise<_>[]`. */
function quotedSkeleton(quoted: string): string {
  if (/^(?:\.{0,2}\/|~\/|[A-Za-z]:[\\/])[\w.@-]/.test(quoted)) return '<path>';
  if (/^(?:[./~@]|[A-Za-z]:\\)?[^\s<>(){}|]*[\\/][^\s<>(){}|]*$/.test(quoted)) {
    return /\.\w{1,5}$/.test(quoted) ? '<path>' : '_';
  }
  if (memberOfVariable.test(quoted)) return '_';
  return collapseTypes(
    quoted
      .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '_')
      .replace(/[A-Za-z_$][\w$]*/g, nameOr)
      .replace(/\d+(?:\.\d+)*/g, '#'),
  );
}

/** Object types become `{…}` and unions lose their repeats, since how many members a type has is the place's matter. */
function collapseTypes(type: string): string {
  let inner = type;
  for (let before = ''; before !== inner; ) {
    before = inner;
    inner = inner.replace(/\{[^{}]*\}/g, '…');
  }
  return inner
    .replaceAll('…', '{…}')
    .replace(/\b_(?:\._)+\b/g, '_')
    .replace(/(?<![\w>])(_|#)(?:\s*\|\s*\1(?![\w<[]))+/g, '$1')
    .trim();
}
