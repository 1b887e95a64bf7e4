// The one word in the status bar: what keeps the memory from working comes first.
import { expect, it } from 'vitest';
import { describeState, type MemoryState } from '../../../src/extension/surface/status-wording.ts';
import { createLocalisedText } from '../../../src/language/localised-text.ts';

const english = createLocalisedText({ language: 'en', words: undefined });
const ready: MemoryState = { engine: { kind: 'ready' }, isPaused: false, mode: 'quiet' };
const show = (part: Partial<MemoryState>) => {
  const { text, lines } = describeState({ ...ready, ...part }, english);
  return `${text} | ${lines.join(' | ')}`;
};

it('tells the state in a word and the rest in sentences', () => {
  expect([
    show({ counts: { events: 1_234, episodes: 1 } }),
    show({ senseless: ['edits', 'dwell', 'testReports'] }),
    show({ engine: { kind: 'starting' } }),
    show({ importing: { done: 42, total: 99 } }),
    show({ sleeping: 0.429 }),
    show({ sleeping: 1 }),
    show({ isPaused: true, importing: { done: 1, total: 2 } }),
    show({ isKeptOut: true, senseless: ['edits'] }),
    show({ engine: { kind: 'away', reason: 'The disk is full.' }, isPaused: true }),
    show({ mode: 'off', engine: { kind: 'away' } }),
    show({ notices: ['The encoder is missing:\nreinstall the extension.'] }),
  ]).toMatchInlineSnapshot(`
    [
      "$(book) learning | Second Nature is learning. Nothing leaves this machine. | 1,234 events in 1 episode remembered.",
      "$(book) learning | Second Nature is learning, but not from edits, dwell, or testReports. Nothing leaves this machine.",
      "$(book) starting | The memory engine is starting.",
      "$(sync~spin) importing 42% | Importing the git history: 42 of 99 commits.",
      "$(sync~spin) sleeping 42% | The memory sleeps: it goes over what happened and learns from it. The menu wakes it.",
      "$(sync~spin) sleeping 99% | The memory sleeps: it goes over what happened and learns from it. The menu wakes it.",
      "$(debug-pause) paused | Paused: nothing is being recorded.",
      "$(circle-slash) kept out | This folder is kept out: nothing of it is recorded.",
      "$(debug-disconnect) away | The disk is full.",
      "$(circle-slash) off | Second Nature is switched off.",
      "$(book) learning | Second Nature is learning. Nothing leaves this machine. | The encoder is missing: reinstall the extension.",
    ]
  `);
});
