import { afterEach, expect, test } from 'vitest';
import type { CompareWords } from '../../../src/engine/model/ports.ts';
import { weighWord } from '../../../src/engine/recall/coverage.ts';
import { parseQuestion } from '../../../src/engine/recall/question-words.ts';
import { toldWords } from '../../../src/engine/recall/told-words.ts';
import { rankUtterances } from '../../../src/engine/recall/utterance-ranker.ts';
import { readConversations } from '../../../src/engine/recall/utterance-text.ts';
import { readNearness } from '../../../src/engine/recall/word-nearness.ts';
import { project, type Remembered, remember } from './remembered.ts';

const opened: Remembered[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

/** Each line is `Speaker: text`; the question's words are given without names. */
function listen(lines: readonly string[], asked: string) {
  const remembered = remember(
    ...lines.map((line, i) => {
      const [speaker = '', text = ''] = line.split(': ');
      const at = Date.parse('2024-05-01T09:00Z') + i * 1_000;
      const said = { kind: 'agent-turn', actor: `agent:${speaker}`, text, data: { session: 's' } } as const;
      return { id: line, at, project, refs: [], ...said };
    }),
  );
  opened.push(remembered);
  const { memory } = remembered;
  const events = lines.map((id) => memory.event(id)!);
  const words = parseQuestion(asked).words.map((word) => weighWord(word, 1, 2));
  return { words, conversations: readConversations(events, memory) };
}

/** Shares of the question that the lines tell of Ada, and of others. */
function tellOf(lines: readonly string[], asked: string, named: readonly string[], compare?: CompareWords) {
  const { words, conversations } = listen(lines, asked);
  const nearestOf = readNearness(words, conversations, compare);
  const mass = words.reduce((sum, { rarity }) => sum + rarity, 0);
  return conversations[0]!.utterances.map((line) => {
    const { ofNamed, ofOthers } = toldWords(words, new Set(named), line, nearestOf);
    return [ofNamed / mass, ofOthers / mass];
  });
}

test('a sentence tells of its speaker, one that says you perhaps of another, and one that asks of nobody', () => {
  const lines = [
    'Ada: The kite is green.',
    'Ada: Your kite is green.',
    'Ada: I like your green kite.',
    'Ada: Is the kite green?',
    'Bo: The kite is green.',
    'Bo: Your kite is green.',
    'Bo: My kite is green, and yours?\nIt was green.',
  ];
  expect(tellOf(lines, 'green kite', ['ada'])).toEqual([
    [1, 0],
    [0.5, 0.5],
    [1, 0],
    [0, 0],
    [0, 1],
    [0.5, 0.5],
    [0, 0.5],
  ]);
});

test('whoever is meant where nobody or several are named, a sentence may tell of them', () => {
  expect(tellOf(['Ada: The kite is green.'], 'green kite', [])).toEqual([[0.5, 0.5]]);
  expect(tellOf(['Ada: The kite is green.'], 'green kite', ['ada', 'bo'])).toEqual([[0.5, 0.5]]);
});

test('a word that is near counts as much as it is, and sentences of one line together', () => {
  const near: CompareWords = (asked, said) =>
    Float32Array.from(said.flatMap((other) => asked.map((stem) => (`${stem} ${other}` === 'kit dragon' ? 0.4 : -0.1))));
  const lines = ['Ada: It is green. The dragon flew!', 'Ada: Green soup.'];
  expect(tellOf(lines, 'green kite', ['ada'], near).map(([told]) => told!.toFixed(2))).toEqual(['0.70', '0.50']);
  expect(tellOf(lines, 'green kite', ['ada']).map(([told]) => told)).toEqual([0.5, 0.5]);
});

test('what one told weighs more where they are asked about, and less where others are', () => {
  const { words, conversations } = listen(
    ['Ada: My kite is green.', 'Bo: Is it?', 'Bo: My soup is hot.'],
    'green kite',
  );
  const [ofAda, ofBo] = ['ada', 'bo'].map((name) =>
    rankUtterances({ question: 'green kite', words, named: new Set([name]), nearness: new Map() }, conversations).find(
      ({ utterance }) => utterance.speaker === 'ada',
    ),
  );
  expect(ofAda!.score).toBeGreaterThan(ofBo!.score + 2);
  expect(ofAda!.scoreOfOthers).toBeCloseTo(ofBo!.score, 6);
  expect(ofBo!.scoreOfOthers).toBeCloseTo(ofAda!.score, 6);
});
