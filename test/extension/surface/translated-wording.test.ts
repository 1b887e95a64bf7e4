// That wording which knows no editor says nothing in English once all of it is translated.
import { expect, test } from 'vitest';
import { collectStrings } from '../../../scripts/collect-strings.ts';
import { describePreview, describeReceipt } from '../../../src/extension/surface/forget-wording.ts';
import { renderHunks } from '../../../src/extension/surface/hunk-document.ts';
import { wordPrimed } from '../../../src/extension/surface/primed-wording.ts';
import { answerRows } from '../../../src/extension/surface/recall-row.ts';
import { reportLedger, reportStatus } from '../../../src/extension/surface/status-report.ts';
import { describeState, type MemoryState } from '../../../src/extension/surface/status-wording.ts';
import { reviewWeek } from '../../../src/extension/surface/weekly-review.ts';
import { outcomeWording, type stateWording } from '../../../src/extension/surface/wording.ts';
import { createLocalisedText } from '../../../src/language/localised-text.ts';
import type { WireEpisode } from '../../../src/protocol/explore.ts';

/** Every Latin letter of a text becomes a Cyrillic one; places keep their numbers, icons of the editor their names. */
const veil = (text: string) => text.replace(/[a-z]/gi, 'ж');
const said = createLocalisedText({
  language: 'ru',
  words: Object.fromEntries(collectStrings().map((text) => [text, veil(text)])),
});
const nowMs = Date.UTC(2026, 5, 20, 12);
const dayMs = 86_400_000;

/** What is left of the English, of texts whose data has no Latin letter. */
const english = (lines: readonly string[]) =>
  lines.flatMap((line) => line.replace(/\$\([\w~-]+\)/g, '').match(/[a-z]+/gi) ?? []);

test('what is veiled is found, and the veil hides a text', () => {
  expect(english([said.t('Unknown'), 'Unknown $(pass) 7', said.tCount(1, '{0} event', '{0} events')])).toEqual([
    'Unknown',
  ]);
});

test('the status item', () => {
  const states: readonly Partial<MemoryState>[] = [
    { counts: { events: 1_234, episodes: 1 }, notices: ['Ё'] },
    { senseless: ['ё', 'я'] },
    { engine: { kind: 'starting' } },
    { engine: { kind: 'away' } },
    { importing: { done: 1, total: 2 } },
    { sleeping: 0.5 },
    { isPaused: true },
    { isPaused: true, pausedUntil: '14:30' },
    { isKeptOut: true },
    { mode: 'off' },
  ];
  const shown = states.flatMap((state) => {
    const { text, lines } = describeState(
      { engine: { kind: 'ready' }, isPaused: false, mode: 'quiet', ...state },
      said,
    );
    return [text, ...lines];
  });
  expect(shown.join('')).toContain('1 234'.replace(' ', '\u00a0'));
  expect(english(shown)).toEqual([]);
});

test('the status page, but for the name of the extension', () => {
  const window = {
    ...{ version: '1.2.3', activateMs: 0.4, loadMs: 31, keystroke: { count: 200, p99Ms: 0.09 } },
    queued: { waiting: 3, dropped: 0 },
  };
  const status = {
    ...{
      version: '1.2.3',
      pid: 42_000,
      memoryDirectory: '/ё',
      startedAt: 0,
      clients: [],
      encoder: 'ё',
      database: '/ё',
    },
    counts: { events: 7, episodes: 2, nodes: 5, links: 4, errorCases: 1, vectors: 6 },
    ...{ refused: {}, redactions: 1, vectorIndex: 'none' as const, notices: ['ё'] },
  };
  const lines = [
    ...reportStatus(window, undefined, 'ё', said),
    ...reportStatus(window, status, '', said),
    ...reportLedger([{ reason: 'ё', kind: '', count: 1_234 }], said),
  ];
  expect(english(lines).filter((word) => !['Second', 'Nature', 'none'].includes(word))).toEqual([]);
});

test('the dialog that asks before it forgets, and its receipt', () => {
  const preview = {
    ...{ events: 3, episodes: 1, fromMs: nowMs - dayMs, toMs: nowMs },
    projects: [
      { name: 'ё', events: 2, isWhole: true },
      { name: 'я', events: 1, isWhole: false },
    ],
    formerNames: ['ю'],
    examples: [{ id: 'e1', kind: 'agent-turn', at: nowMs, text: 'ё', paths: [] }],
  };
  const receipt = {
    removed: { events: 3, episodes: 1 },
    derived: { events: 1, episodes: 1, nodes: 5, links: 1 },
    tombstones: 3,
    durationMs: 1_234,
    scan: { probes: 2, files: 3, bytes: 4_000_000, found: [], alsoElsewhere: 1, unread: ['ё'] },
  };
  const unclean = { ...receipt, scan: { ...receipt.scan, found: ['я'] } };
  const shown = [
    ...describePreview(preview as unknown as Parameters<typeof describePreview>[0], said),
    ...[receipt, unclean].flatMap((each) => describeReceipt(each as Parameters<typeof describeReceipt>[0], said)),
  ];
  expect(shown.length).toBeGreaterThan(14);
  expect(english(shown)).toEqual([]);
});

test('the weekly review', () => {
  const episode = (outcome: WireEpisode['outcome']) =>
    ({ title: '', outcome, startedAt: nowMs - dayMs, endedAt: nowMs - dayMs, places: ['ё'] }) as unknown as WireEpisode;
  const answer = { dayMs: nowMs, system: 'system2', answers: 3, compiled: 0, steps: 4, durationMs: 30, tokens: 100 };
  const insights = {
    forgettings: ['text', 'place', 'time', 'memory', 'project'].map((by) => ({ atMs: nowMs, by, removed: 4 })),
    answers: [answer],
    ...{ calibration: [], fading: [] },
  };
  const turnedAway = [
    { reason: 'ё', count: 3 },
    { reason: 'redacted', count: 2 },
  ];
  const episodes = Array.from({ length: 14 }, () => episode('failed'));
  const week = { project: 'ё', episodes: [...episodes, episode('open')], nights: [], turnedAway };
  const page = reviewWeek({ ...week, insights: insights as Parameters<typeof reviewWeek>[0]['insights'] }, nowMs, said);
  expect(english([page])).toEqual([]);
});

test('an answer, what is primed, a diff and how it ended', () => {
  const evidence = {
    ...{ event: 'e1', episode: 'p1', at: nowMs - 900 * dayMs, title: 'Ё', excerpt: 'я', paths: ['ю', 'ё', 'я', 'э'] },
    ...{ weight: 1, reasons: [] },
  };
  const answer = (state: Parameters<typeof stateWording>[0]) =>
    ({
      ...{ question: 'ё?', state, probability: 0.9, summary: 'я', evidence: [evidence], missing: ['ё'] },
      ...{ system: 'system1', compiled: false, cost: { steps: 1, events: 0, tokens: 20, durationMs: 2 } },
    }) as Parameters<typeof answerRows>[1];
  const states = ['known', 'familiar', 'tip-of-the-tongue', 'contested', 'stale', 'unknown'] as const;
  const rows = states.flatMap((state) => answerRows('/ё', answer(state), nowMs, said));
  const reasons = [{ phrase: 'ё', cue: 'я', weight: 1, isTie: false }];
  const primed = wordPrimed({ kind: 'file', key: 'ё', label: 'ё', probability: 0.81, reasons }, said);
  const hunk = { path: 'ё', startLine: 1_234, before: ['ё'], after: [] };
  const [diff] = renderHunks([hunk], said);
  expect(diff!.before).toContain('1234');
  const outcomes = ['resolved', 'failed', 'abandoned', 'open'] as const;
  expect(
    english([
      ...rows.flatMap(({ label, description, detail = '' }) => [label, description, detail]),
      ...[primed.label, primed.description, ...primed.reasons, diff!.before, diff!.after],
      ...outcomes.map((outcome) => outcomeWording(outcome, said)),
    ]),
  ).toEqual([]);
});
