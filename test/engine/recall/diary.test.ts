import { expect, it } from 'vitest';
import type { Draft, EventDataByKind } from '../../../src/engine/model/event.ts';
import { believeMemory } from '../../../src/engine/recall/believed-memory.ts';
import { readDiary } from '../../../src/engine/recall/diary.ts';
import { at, live, sleepOn } from '../sleep/slept-memory.ts';
import { makeStore } from '../store/small-memory.ts';
import { project, tell } from '../story.ts';

const asked = { state: 'unknown', answered: 0, terms: [], evidence: [], steps: 0, events: 0 } as const;

function recall(id: string, text: string, data: Partial<EventDataByKind['recall']> = {}): Draft {
  const head = { id, at, kind: 'recall', actor: 'tool:recall', project, refs: [] } as const;
  return { ...head, text, data: { ...asked, ...data } };
}

function finding(id: string, text: string): Draft {
  const head = { id, at, kind: 'investigation', actor: 'tool:second-nature', project } as const;
  return { ...head, refs: ['src/a.ts'], text, data: { command: 'git log', subject: 'curious:file:src/a.ts' } };
}

function livedNights() {
  const store = makeStore();
  const story = tell('09:00 commit c1 Drop the retry queue: src/a.ts\n09:30 note Ivo saw duplicates');
  live(store, [...story, recall('q1', 'Why no retry queue?'), recall('q2', 'Who saw duplicates?')]);
  return { store, commit: story[0]!.id };
}

it('tells after which night a question was dreamt of, and which memory answers it since', async () => {
  const { store, commit } = livedNights();
  await sleepOn(store, 1);
  live(store, [
    recall('d1', '', { again: 'q1', state: 'known', evidence: [commit] }),
    recall('d2', '', { again: 'q2' }),
    finding('i1', '`src/a.ts`: 1 commit.'),
    recall('q3', 'Asked by day.'),
    ...tell('10:00 commit c2 Another day: src/b.ts').map((draft) => ({ ...draft, id: 'git:c2' })),
  ]);
  await sleepOn(store, 2);
  live(store, [recall('d3', '', { again: 'q2', state: 'known', evidence: [commit] }), finding('i2', 'Two commits.')]);

  const nights = readDiary(project, 9, store);
  const episode = store.episodeOfEvent(store.event(commit)!.seq)!;
  const found = { episode: episode.id, title: 'Drop the retry queue' };
  expect(nights.map(({ dreams }) => dreams)).toEqual([
    [{ question: 'Who saw duplicates?', found }],
    [{ question: 'Who saw duplicates?' }, { question: 'Why no retry queue?', found }],
  ]);
  const paths = ['src/a.ts'];
  expect(nights.map(({ lookedInto }) => lookedInto)).toEqual([
    [{ text: 'Two commits.', paths }],
    [{ text: '`src/a.ts`: 1 commit.', paths }],
  ]);
});

it('says nothing of a question or an answer that the user calls wrong', async () => {
  const { store, commit } = livedNights();
  await sleepOn(store, 1);
  const dreamt = { again: 'q1', state: 'known', evidence: [commit] } as const;
  live(store, [recall('d1', '', dreamt), recall('d2', '', { ...dreamt, again: 'q2' })]);
  const deny = (id: string, subject: string): Draft => {
    const head = { id, at, kind: 'feedback', actor: 'developer', project, refs: [], text: '' } as const;
    return { ...head, data: { verdict: 'corrected', subject } };
  };
  live(store, [deny('w1', 'q1'), deny('w2', commit)]);
  const [night] = readDiary(project, 1, believeMemory(store));
  expect(night!.dreams).toEqual([{ question: 'Who saw duplicates?' }]);
});
