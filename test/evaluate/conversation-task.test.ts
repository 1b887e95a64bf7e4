// Recall over a conversation small enough to know by heart.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runAbstain } from './abstain-task.ts';
import { readConversations } from './conversation-data.ts';
import { listen } from './conversation-memory.ts';
import { runLocomo } from './locomo-task.ts';
import { fitBinary, fitChoice } from './logistic-fit.ts';
import { areaUnderCurve } from './ranking-measure.ts';
import { plainWords, rankByWords, stemmedWords } from './word-ranking.ts';

const folder = mkdtempSync(join(tmpdir(), 'conversation-'));
afterAll(() => rmSync(folder, { recursive: true }));

const turn = (id: string, speaker: string, text: string) => ({ id, speaker, text });
const talk = (id: string, [one, other]: [string, string], hobby: string) => ({
  id,
  speakers: [one, other],
  sessions: [
    {
      n: 1,
      at: '7:48 pm on 21 May, 2023',
      turns: [
        turn(`${id}1`, one, 'Hello! How have you been?'),
        turn(`${id}2`, other, `Well! I began ${hobby} last week and love it.`),
        turn(`${id}3`, one, 'What do you need for it?'),
        turn(`${id}4`, other, 'Patience, mostly, and a shed.'),
      ],
    },
    {
      n: 2,
      at: '9:05 am on 2 July, 2023',
      turns: [
        turn(`${id}5`, one, 'We moved to a house by the river.'),
        turn(`${id}6`, other, 'A river! Do you row?'),
        turn(`${id}7`, one, 'Every morning, with my sister.'),
      ],
    },
  ],
  qa: [
    { question: `When did ${other} begin ${hobby}?`, evidence: [`${id}2`], category: 2 },
    { question: `What does ${other} need for ${hobby}?`, evidence: [`${id}4; ${id}2`, 'gone'], category: 1 },
    { question: `Who rows with ${one}?`, evidence: [`${id}7`], category: 4 },
    { question: `Who taught ${one} the trumpet?`, evidence: [`${id}3`], category: 5 },
  ],
});
const path = join(folder, 'talks.json');
writeFileSync(path, JSON.stringify([talk('a', ['Ada', 'Bo'], 'beekeeping'), talk('b', ['Cy', 'Di'], 'welding')]));
const options = { seed: 1, without: [], onlyOurs: false };

test('conversations are read with their times and with the evidence that exists', () => {
  const [talk] = readConversations(path);
  expect(new Date(talk!.turns[4]!.at).toISOString()).toBe('2023-07-02T09:05:00.000Z');
  expect(talk!.questions[1]!.evidence).toEqual(['a4', 'a2']);
  writeFileSync(join(folder, 'bad.json'), '[{"id":"x"}]');
  expect(() => readConversations(join(folder, 'bad.json'))).toThrow(/0\.speakers/);
  expect(() => readConversations(join(folder, 'none.json'))).toThrow(/There is no file/);
});

test('the reply after the line that holds the words is found, by its speaker', async () => {
  const memory = await listen(readConversations(path)[0]!, { without: [] });
  const answer = await memory.ask('What does Bo need for beekeeping?', 3);
  const shown = [...answer.evidence, ...(answer.nearest ?? [])].map((evidence) => evidence.event);
  expect(shown.slice(0, 2).sort()).toEqual(['a2', 'a4']);
  expect((await memory.ask('Who is Zoe married to?', 3)).state).toBe('unknown');
  await memory.close();
});

test('asked for a conversation, it names the one that most of what was said speaks for', async () => {
  const memory = await listen(readConversations(path)[0]!, { without: [] });
  const answer = await memory.ask('In which conversation did Bo talk about beekeeping?', 3);
  expect(answer.talks!.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual(['2023-05-21', '2023-07-02']);
  expect(answer.talks![0]!.event).toBe(answer.evidence[0]!.event);
  expect(answer.talks!.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  expect(answer.summary).toMatch(/It was talked about on 2023-05-21\.$/);
  expect((await memory.ask('What does Bo need for beekeeping?', 3)).summary).not.toContain('talked about');
  await memory.close();
});

test('turns and sessions are measured for every method, and questions without an answer are turned away', async () => {
  const results = await runLocomo(readConversations(path), options);
  const own = results.find(({ method, category }) => method === 'second-nature' && category === 'turns, all')!;
  expect([own.n, own.metrics['recall@10']]).toEqual([6, 1]);
  expect(new Set(results.map((result) => result.method))).toEqual(new Set(['bm25', 'bm25-stemmed', 'second-nature']));
  const [all, other] = await runAbstain(readConversations(path), options);
  expect([all!.n, other!.metrics.assertedUnanswerable]).toEqual([14, 0]);
});

test('words are ranked by BM25, with and without stems', () => {
  const texts = ['a red river', 'rivers and boats', 'nothing'];
  expect(rankByWords(texts, plainWords)('boat or river')).toEqual([0, 1, 2]);
  expect(rankByWords(texts, stemmedWords)('boat or river')).toEqual([1, 0, 2]);
});

test('weights are found that made the choices', () => {
  const rows = Array.from({ length: 60 }, (_, i) => [1, Math.sin(i), Math.cos(3 * i)]);
  const right = rows.map((row, i) => row[1]! + 0.3 * Math.sin(7 * i) > 0);
  const [, one, other] = fitBinary(rows, right, 0.1);
  expect(one!).toBeGreaterThan(3 * Math.abs(other!));
  const choices = rows.map((row, i) => {
    const isRight = [right[i]!, !right[i]!];
    return { rows: [row, [1, 0, 0]], right: isRight, inRight: isRight };
  });
  for (const wholeShare of [0, 0.5, 1]) expect(fitChoice(choices, 0.1, wholeShare)[1]!).toBeGreaterThan(1);
});

test('what stands beside what is right counts as much as it is told to', () => {
  const choices = Array.from({ length: 40 }, (_, i) => ({
    rows: [
      [1, 0],
      [i % 3 === 0 ? 1 : 0, 1],
      [0, 0],
    ],
    right: [true, false, false],
    inRight: [true, true, false],
  }));
  const ofBeside = (wholeShare: number) => fitChoice(choices, 0.1, wholeShare)[1]!;
  expect(ofBeside(0)).toBeLessThan(0);
  expect(ofBeside(1)).toBeGreaterThan(1);
});

test('the area under the curve is the chance of the right order', () => {
  const said = (probability: number, came: boolean) => ({ probability, came });
  expect(areaUnderCurve([said(0.9, true), said(0.1, false)])).toBe(1);
  expect(areaUnderCurve([said(0.5, true), said(0.5, false)])).toBe(0.5);
  expect(areaUnderCurve([said(0.2, true), said(0.4, false), said(0.6, true), said(0.1, false)])).toBe(0.75);
});
