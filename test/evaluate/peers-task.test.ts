// Memories side by side, on texts made from a seed: our own server as agents reach it, one that keeps the words, one that
// cannot run.
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownPeer } from '../../scripts/peer-list.ts';
import { testedProgram } from '../tested-program.ts';
import { madeTalks } from './made-notes.ts';
import { type Peer, peerOver, recencyPeer, wordPeer } from './peer-memory.ts';
import { runPeers } from './peers-task.ts';
import { plainWords } from './word-ranking.ts';

const talks = madeTalks(3);
const tiny = talks.map((talk) => ({
  ...talk,
  questions: [...talk.questions.slice(0, 3), ...talk.questions.slice(-3)],
}));

test('what is made from a seed is the same, and holds questions with and without an answer', () => {
  expect(madeTalks(3)).toEqual(talks);
  expect(madeTalks(4)).not.toEqual(talks);
  const [talk] = talks;
  const ids = new Set(talk!.turns.map(({ id }) => id));
  expect(talk!.questions.filter(({ category }) => category === 4).every(({ evidence }) => ids.has(evidence[0]!))).toBe(
    true,
  );
  expect(talk!.questions.filter(({ category }) => category === 5)).toHaveLength(30);
});

test('each memory is asked the same, and one that does not run is named with its reason', async () => {
  const broken = peerOver('broken', { script: join(tmpdir(), 'is-not-there.js') }, () => {
    throw new Error('was reached');
  });
  const silent: Peer = {
    name: 'silent',
    open: async () => ({
      store: async () => 0,
      ask: async () => [],
      rssMb: () => undefined,
      close: async () => undefined,
    }),
  };
  const results = await runPeers(tiny, [wordPeer('bm25', plainWords), recencyPeer, silent, broken], 3, 0);
  const [words, recency, none, absent] = results;
  // Six with an answer, six without, and the six answerable ones of the other talk.
  expect(results.map(({ method, n }) => [method, n])).toEqual([
    ['bm25', 18],
    ['recency', 18],
    ['silent', 18],
    ['broken', 0],
  ]);
  expect(words!.metrics).toMatchObject({ 'hit@1': 1, answeredAnswerable: 1, assertedUnanswerable: 1, kept: 1 });
  expect(recency!.metrics['hit@1']).toBeLessThan(0.5);
  expect(none!.metrics).toMatchObject({ mrr: 0, answeredAnswerable: 0, assertedUnanswerable: 0, kept: 0 });
  expect(absent!.problem).toMatch(/Cannot find module/);
}, 60_000);

test('our own server is told and asked over MCP, and leaves no folder behind', async () => {
  const foldersLeft = () => readdirSync(tmpdir()).filter((name) => name.startsWith('second-nature-peer-'));
  const before = foldersLeft();
  const script = testedProgram('cli');
  const told = new Set(tiny[0]!.questions.flatMap(({ evidence }) => evidence));
  const talk = { ...tiny[0]!, turns: tiny[0]!.turns.filter(({ id }) => told.has(id)) };
  const asked = talk.turns.map(({ id, text }) => ({ question: text, evidence: [id], category: 4 }));
  const [own] = await runPeers([{ ...talk, questions: asked }], [ownPeer(script)], 3, 100);
  expect(own!.problem).toBeUndefined();
  expect(own!.metrics).toMatchObject({ kept: 1, answeredAnswerable: 1 });
  expect(own!.metrics['recall@5']).toBeGreaterThan(0.5);
  expect(foldersLeft().filter((name) => !before.includes(name))).toEqual([]);
}, 60_000);
