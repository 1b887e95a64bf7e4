import { afterEach, expect, test } from 'vitest';
import type { CompareWords } from '../../../src/engine/model/ports.ts';
import { type WeighedWord, weighWord } from '../../../src/engine/recall/coverage.ts';
import { parseQuestion } from '../../../src/engine/recall/question-words.ts';
import { type RankedUtterance, rankUtterances } from '../../../src/engine/recall/utterance-ranker.ts';
import { readConversations } from '../../../src/engine/recall/utterance-text.ts';
import { project, type Remembered, remember } from './remembered.ts';

const opened: Remembered[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

/** Each text is a line of one conversation; those in `near` are near to the question in meaning. */
function rank(
  question: string,
  lines: readonly string[],
  near: Readonly<Record<string, number>> = {},
  compareWords?: CompareWords,
) {
  const say = (text: string, i: number) => {
    const at = Date.parse('2024-05-01T09:00Z') + i * 1_000;
    return {
      id: text,
      at,
      kind: 'agent-turn',
      actor: 'agent:Ada',
      project,
      refs: [],
      text,
      data: { session: 's' },
    } as const;
  };
  const remembered = remember(...lines.map(say));
  opened.push(remembered);
  const { memory } = remembered;
  const words: WeighedWord[] = parseQuestion(question).words.map((word) => weighWord(word, 1, lines.length));
  const nearness = new Map(Object.entries(near).map(([id, value]) => [memory.event(id)!.seq, value]));
  const events = lines.map((id) => memory.event(id)!);
  const asked = { question, words, named: new Set<string>(), nearness, compareWords };
  return rankUtterances(asked, readConversations(events, memory));
}

const find = (ranked: readonly RankedUtterance[], text: string) =>
  ranked.find(({ utterance }) => utterance.event.text === text)!;

test('words that follow each other in the question are worth more where they stand together', () => {
  const lines = ['The green kite flew', 'Green fields and one old kite', 'Kite kite', 'We had soup'];
  const ranked = rank('where is the green kite?', lines);
  expect(lines.map((line) => find(ranked, line).features.closeness.toFixed(2))).toEqual([
    '1.00',
    '0.20',
    '0.00',
    '0.00',
  ]);
  expect(ranked[0]!.utterance.event.text).toBe(lines[0]);
});

test('where an amount is asked for, a line that tells a number is worth more', () => {
  const lines = ['I own a kite', 'I own three kite', 'We had soup'];
  expect(rank('how many kites has she?', lines)[0]!.utterance.event.text).toBe(lines[1]);
  expect(find(rank('what kites has she?', lines), lines[1]!).features.tellsAmount).toBe(0);
});

test('a line counts for more beside one that is near in meaning', () => {
  const lines = ['So it was', 'The sky toy', 'It was so', 'We had soup', 'Rain fell'];
  const { features } = find(rank('which kite?', lines, { 'The sky toy': 0.4, 'Rain fell': 0.1 }), 'It was so');
  expect(features.nearAround).toBe(0.4);
  expect(find(rank('which kite?', lines), 'It was so').features.nearAround).toBe(0);
});

test('where a name is asked for, a line that tells one is worth more', () => {
  const lines = ['We flew the kite in a field', 'We flew the kite in Oslo', 'We had soup'];
  expect(rank('where was the kite flown?', lines)[0]!.utterance.event.text).toBe(lines[1]);
  expect(find(rank('how was the kite flown?', lines), lines[1]!).features.tellsName).toBe(0);
});

test('a line counts for more in a stretch of lines that holds the question together', () => {
  const lines = ['The kite', 'So it was', 'It was green', 'Rain', 'Soup', 'Bread', 'Salt', 'So it is', 'It was a kite'];
  const ranked = rank('which kite is green?', lines);
  const [within, without] = ['So it was', 'So it is'].map((line) => find(ranked, line).features);
  expect([within!.match, without!.match]).toEqual([0, 0]);
  expect(within!.stretch).toBe(1);
  expect(without!.stretch).toBeLessThan(0.7);
  expect(within!.passage).toBeGreaterThan(without!.passage);
});

/** Stems that are near to each other; any other two are not. */
const compare =
  (pairs: Readonly<Record<string, number>>): CompareWords =>
  (asked, said) =>
    Float32Array.from(said.flatMap((other) => asked.map((stem) => pairs[`${stem} ${other}`] ?? -0.1)));

test('a line counts for more where it says in another word what no line says in the same', () => {
  const lines = ['She drove to the lake', 'She walked to the lake', 'Rain at the lake'];
  const near = compare({ 'car drov': 0.5, 'car walk': 0.25 });
  expect(rank('where is the car?', lines, {}, near)[0]!.utterance.event.text).toBe(lines[0]);
  const akin = (given?: CompareWords) =>
    lines.map((line) => find(rank('where is the car?', lines, {}, given), line).features.akin);
  expect(akin(near)).toEqual([0.5, 0.25, 0]);
  expect(akin()).toEqual([0, 0, 0]);
});

test('where a line holds all that is asked about, a line that is merely near it gains nothing', () => {
  const lines = ['The blue car broke', 'A navy car stopped'];
  const near = compare({ 'blue navy': 0.8, 'broke stop': 0.8 });
  expect(rank('which blue car broke?', lines, {}, near).map(({ features }) => features.akin)).toEqual([0, 0]);
  // Of what the first line lacks, the second holds nothing but a word that is near.
  const asked = rank('which blue car broke yesterday?', [...lines, 'Rain'], {}, compare({ 'yesterday stop': 0.4 }));
  const [, second, third] = [...lines, 'Rain'].map((line) => find(asked, line).features.akin);
  expect(second).toBeGreaterThan(0);
  expect(second).toBeLessThan(0.4);
  expect(third).toBe(0);
});
