// Answers of the memory come in, lines for a terminal go out. What was remembered may hold anything, so control
// characters are taken out before it reaches a terminal.
import { stripVTControlCharacters } from 'node:util';
import type { WireEvent } from '../../protocol/explore.ts';
import type { EngineStatus, ImportResult } from '../../protocol/lifecycle.ts';
import type { WireAnswer, WireEvidence, WireOrientation } from '../../protocol/recall.ts';

/** How headings and asides are set off; plain where the output is no terminal. */
export interface Ink {
  bold(text: string): string;
  faint(text: string): string;
}

export const plainInk: Ink = { bold: (text) => text, faint: (text) => text };
export const terminalInk: Ink = {
  bold: (text) => `\u001b[1m${text}\u001b[22m`,
  faint: (text) => `\u001b[2m${text}\u001b[22m`,
};

const widthMax = 96;
const stateWords: Record<WireAnswer['state'], string> = {
  known: 'Known',
  familiar: 'Familiar, not certain',
  'tip-of-the-tongue': 'On the tip of the tongue',
  contested: 'Contested',
  stale: 'Known, but the place has changed since',
  unknown: 'Unknown',
};

export function describeAnswer(answer: WireAnswer, ink: Ink): string[] {
  const sure = isAnswered(answer) ? ` (${surenessOf(answer)} %)` : '';
  const lines = [ink.bold(`${stateWords[answer.state]}${sure}`), ...wrap(answer.summary, '  ')];
  if (answer.missing.length > 0) {
    lines.push(...wrap(`No evidence holds: ${answer.missing.join(', ')}`, '  ').map(ink.faint));
  }
  const work = describeWork(answer);
  if (work !== undefined) lines.push(ink.faint(`  ${work}`));
  for (const evidence of answer.evidence) lines.push('', ...describeEvidence(evidence, ink));
  return lines;
}

/** Of what does not come to mind there is nothing to be sure of. */
function isAnswered({ state }: WireAnswer): boolean {
  return state !== 'unknown' && state !== 'tip-of-the-tongue';
}

function surenessOf({ probability, bounds }: WireAnswer): string {
  const percent = (share: number) => String(Math.round(share * 100));
  return bounds === undefined ? percent(probability) : `${percent(bounds.necessity)} to ${percent(bounds.possibility)}`;
}

/** Undefined where one look was enough, which needs no word. */
function describeWork({ system, compiled, cost }: WireAnswer): string | undefined {
  if (compiled) return 'Worked out before, and given again.';
  if (system === 'system1') return undefined;
  return `Worked out in ${cost.steps} steps over ${count(cost.events, 'event')}, in ${Math.round(cost.durationMs)} ms.`;
}

function describeEvidence(evidence: WireEvidence, ink: Ink): string[] {
  const head = [...(evidence.sha ? [evidence.sha.slice(0, 8)] : []), formatDay(evidence.at), printable(evidence.title)];
  const excerpt = evidence.excerpt.split('\n').flatMap((line) => wrapLong(line, '      '));
  const places = evidence.paths.slice(0, 4).map(printable).join(', ');
  return [
    `  ${ink.bold(head.join('  '))}`,
    ...(evidence.standing === undefined ? [] : wrap(`${evidence.standing}: ${evidence.change ?? ''}`, '    ')),
    ...(evidence.excerpt === '' ? [] : excerpt.slice(0, 12)),
    ...(places === '' ? [] : [ink.faint(`    in ${places}`)]),
    ink.faint(`    because of ${evidence.reasons.map(printable).join('; ')}`),
  ];
}

/** @param eventsById of the facts' evidence; what is missing is shown as its id */
export function describeOrientation(
  orientation: WireOrientation,
  factsMax: number,
  eventsById: ReadonlyMap<string, WireEvent>,
  ink: Ink,
): string[] {
  const lines = [ink.bold(printable(orientation.name)), ...orientation.summary.flatMap((text) => wrap(text, '  '))];
  const facts = orientation.facts.slice(0, factsMax);
  if (facts.length > 0) lines.push('', ink.bold(`${facts.length === 1 ? 'A fact' : 'Facts'} you can check`));
  for (const [i, fact] of facts.entries()) {
    const [first, ...rest] = wrap(fact.sentence, '     ');
    lines.push('', `  ${i + 1}. ${first!.trimStart()}`, ...rest);
    lines.push(`     ${ink.faint('check')}     ${printable(fact.check)}`);
    lines.push(...describeSources(fact.evidence, eventsById, ink));
  }
  if (orientation.fragile.length > 0) lines.push('', ink.bold('Places that have hurt before'));
  for (const { path, reason } of orientation.fragile) {
    lines.push(`  ${printable(path)}`, ...wrap(reason, '    ').map(ink.faint));
  }
  return lines;
}

function describeSources(ids: readonly string[], eventsById: ReadonlyMap<string, WireEvent>, ink: Ink): string[] {
  return ids.slice(0, 3).map((id, i) => {
    const label = i === 0 ? ink.faint('evidence') : '        ';
    const event = eventsById.get(id);
    if (event === undefined) return `     ${label}  ${printable(id)}`;
    const title = printable(event.text.split('\n')[0]!);
    return `     ${label}  ${[event.sha?.slice(0, 8) ?? event.kind, formatDay(event.at), shorten(title, 60)].join('  ')}`;
  });
}

export function describeImport({ imported, alreadyKnown, cancelled, durationMs }: ImportResult): string {
  const learned = `Learned ${count(imported, 'commit')} in ${(durationMs / 1_000).toFixed(1)} s`;
  const known = alreadyKnown > 0 ? `; ${count(alreadyKnown, 'commit')} known already` : '';
  return `${learned}${known}.${cancelled ? ' It was stopped; the rest can follow at any time.' : ''}`;
}

export function describeStatus(status: EngineStatus, nowMs: number, ink: Ink): string[] {
  const { counts } = status;
  const refused = Object.entries(status.refused).map(([reason, times]) => `${times} ${reason}`);
  const clients = status.clients.map(({ client, activateMs }) =>
    activateMs === undefined ? client : `${client} (activated in ${Math.round(activateMs)} ms)`,
  );
  const rows: [string, string][] = [
    ['engine', `${status.version}, process ${status.pid}, up ${formatSpan(nowMs - status.startedAt)}`],
    ['clients', clients.join(', ')],
    ['memory', status.memoryDirectory],
    ['holds', `${count(counts.events, 'event')} in ${count(counts.episodes, 'episode')}`],
    ['', `${count(counts.nodes, 'node')}, ${count(counts.links, 'link')}, ${count(counts.errorCases, 'error case')}`],
    ['meaning', `${status.encoder}, ${count(counts.vectors, 'vector')}, index ${status.vectorIndex}`],
    ['turned away', refused.length === 0 ? 'nothing' : refused.join(', ')],
    ['secrets', `${status.redactions} taken out before writing`],
  ];
  const lines = rows.map(([label, text]) => `  ${ink.faint(label.padEnd(12))} ${text}`);
  return [ink.bold('Second Nature'), ...lines, ...status.notices.flatMap((notice) => ['', ...wrap(notice, '  ')])];
}

/** Remembered text made fit for one line of a terminal. */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\t/g, '  ')
    .replace(/\p{Cc}/gu, ' ')
    .trimEnd();
}

export function shorten(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax - 1)}…`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** Such as `12 Mar 2026`, in the local time zone. */
export function formatDay(atMs: number): string {
  return dayFormat.format(atMs);
}

function formatSpan(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.round(ms / 1_000)} s`;
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`;
}

/** Short lines keep their spaces, since they may be code. */
function wrapLong(line: string, indent: string): string[] {
  return indent.length + line.length > widthMax ? wrap(line, indent) : [`${indent}${printable(line)}`];
}

function wrap(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of printable(text).split(/\s+/)) {
    if (line.length > indent.length && line.length + word.length + 1 > widthMax) {
      lines.push(line);
      line = indent;
    }
    line += line.length > indent.length ? ` ${word}` : word;
  }
  return [...lines, line.trimEnd()];
}
