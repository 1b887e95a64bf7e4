// The state of the memory comes in, what the status bar says about it goes out. Pure.
import { plainLine } from './wording.ts';

export interface MemoryState {
  readonly engine: { readonly kind: 'starting' | 'ready' | 'away'; readonly reason?: string };
  readonly isPaused: boolean;
  /** When a pause ends by itself, such as 14:30. */
  readonly pausedUntil?: string;
  readonly mode: 'off' | 'observe' | 'quiet' | 'assist';
  /** Every folder of the window is kept out by its settings. */
  readonly isKeptOut?: boolean;
  /** Senses that are switched off, by the names of their settings. */
  readonly senseless?: readonly string[];
  readonly importing?: { readonly done: number; readonly total: number };
  /** How far the night that is on has come, in [0, 1]. */
  readonly sleeping?: number;
  readonly counts?: { readonly events: number; readonly episodes: number };
  /** Degradations in force, as sentences. */
  readonly notices?: readonly string[];
}

export interface StatusWording {
  readonly text: string;
  /** Sentences for the tooltip, the first one for screen readers too. */
  readonly lines: readonly string[];
}

/** One short word beside the icon, and the sentences behind it. What keeps the memory from working comes first. */
export function describeState(state: MemoryState): StatusWording {
  const { icon, word, sentence } = headline(state);
  const { counts, notices = [] } = state;
  const known =
    counts === undefined
      ? []
      : [`${count(counts.events, 'event')} in ${count(counts.episodes, 'episode')} remembered.`];
  return {
    text: `$(${icon}) ${word}`,
    lines: [sentence, ...known, ...notices.map((notice) => plainLine(notice, 300))],
  };
}

function headline(state: MemoryState): { icon: string; word: string; sentence: string } {
  const { engine, importing, sleeping } = state;
  if (state.mode === 'off') return { icon: 'circle-slash', word: 'off', sentence: 'Second Nature is switched off.' };
  if (engine.kind === 'away') {
    return {
      icon: 'debug-disconnect',
      word: 'away',
      sentence: plainLine(engine.reason ?? 'The memory engine is away.', 300),
    };
  }
  if (state.isPaused) return { icon: 'debug-pause', ...pauseWords(state.pausedUntil) };
  if (state.isKeptOut === true) {
    return { icon: 'circle-slash', word: 'kept out', sentence: 'This folder is kept out: nothing of it is recorded.' };
  }
  if (importing !== undefined) {
    const percent = importing.total === 0 ? 0 : Math.floor((100 * importing.done) / importing.total);
    const sentence = `Importing the git history: ${importing.done} of ${count(importing.total, 'commit')}.`;
    return { icon: 'sync~spin', word: `importing ${percent}%`, sentence };
  }
  if (sleeping !== undefined) {
    const sentence = 'The memory sleeps: it goes over what happened and learns from it. The menu wakes it.';
    return { icon: 'sync~spin', word: `sleeping ${Math.floor(100 * sleeping)}%`, sentence };
  }
  if (engine.kind === 'starting') return { icon: 'book', word: 'starting', sentence: 'The memory engine is starting.' };
  const from = exceptFor(state.senseless ?? []);
  return { icon: 'book', word: 'learning', sentence: `Second Nature is learning${from}. Nothing leaves this machine.` };
}

function exceptFor(senses: readonly string[]): string {
  return senses.length === 0
    ? ''
    : `, but not from ${new Intl.ListFormat('en', { type: 'disjunction' }).format(senses)}`;
}

function pauseWords(until: string | undefined): { word: string; sentence: string } {
  if (until === undefined) return { word: 'paused', sentence: 'Paused: nothing is being recorded.' };
  return { word: `paused until ${until}`, sentence: `Paused until ${until}: nothing is being recorded.` };
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
