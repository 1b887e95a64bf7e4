// The state of the memory comes in, what the status bar says about it goes out. Pure.
import type { LocalisedText } from '../../language/localised-text.ts';
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
export function describeState(state: MemoryState, said: LocalisedText): StatusWording {
  const { icon, word, sentence } = headline(state, said);
  const { counts, notices = [] } = state;
  return {
    text: `$(${icon}) ${word}`,
    lines: [
      sentence,
      ...(counts === undefined ? [] : [countsText(counts, said)]),
      ...notices.map((notice) => plainLine(notice, 300)),
    ],
  };
}

function headline(state: MemoryState, said: LocalisedText): { icon: string; word: string; sentence: string } {
  const { t, tCount } = said;
  const { engine, importing, sleeping } = state;
  if (state.mode === 'off') {
    return { icon: 'circle-slash', word: t('off'), sentence: t('Second Nature is switched off.') };
  }
  if (engine.kind === 'away') {
    const sentence = plainLine(engine.reason ?? t('The memory engine is away.'), 300);
    return { icon: 'debug-disconnect', word: t('away'), sentence };
  }
  if (state.isPaused) return { icon: 'debug-pause', ...pauseWords(state.pausedUntil, said) };
  if (state.isKeptOut === true) {
    const sentence = t('This folder is kept out: nothing of it is recorded.');
    return { icon: 'circle-slash', word: t('kept out'), sentence };
  }
  if (importing !== undefined) {
    const { done, total } = importing;
    const sentence = tCount(
      total,
      'Importing the git history: {1} of {0} commit.',
      'Importing the git history: {1} of {0} commits.',
      done,
    );
    const word = t('importing {0}', percentDone(total === 0 ? 0 : done / total, said));
    return { icon: 'sync~spin', word, sentence };
  }
  if (sleeping !== undefined) {
    const sentence = t('The memory sleeps: it goes over what happened and learns from it. The menu wakes it.');
    return { icon: 'sync~spin', word: t('sleeping {0}', percentDone(sleeping, said)), sentence };
  }
  if (engine.kind === 'starting') {
    return { icon: 'book', word: t('starting'), sentence: t('The memory engine is starting.') };
  }
  return { icon: 'book', word: t('learning'), sentence: learningText(state.senseless ?? [], said) };
}

/** Senses go by the names of their settings. */
function learningText(senseless: readonly string[], { t, eitherText }: LocalisedText): string {
  if (senseless.length === 0) return t('Second Nature is learning. Nothing leaves this machine.');
  return t('Second Nature is learning, but not from {0}. Nothing leaves this machine.', eitherText(senseless));
}

function pauseWords(until: string | undefined, { t }: LocalisedText): { word: string; sentence: string } {
  if (until === undefined) return { word: t('paused'), sentence: t('Paused: nothing is being recorded.') };
  return { word: t('paused until {0}', until), sentence: t('Paused until {0}: nothing is being recorded.', until) };
}

/** Never all of it before it is done. */
function percentDone(share: number, { percentText }: LocalisedText): string {
  return percentText(Math.min(99, Math.floor(100 * share)) / 100);
}

function countsText({ events, episodes }: NonNullable<MemoryState['counts']>, { tCount }: LocalisedText): string {
  const inEpisodes = tCount(episodes, '{0} episode', '{0} episodes');
  return tCount(events, '{0} event in {1} remembered.', '{0} events in {1} remembered.', inEpisodes);
}
