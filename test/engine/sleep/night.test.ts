import fc from 'fast-check';
import { expect, it } from 'vitest';
import { selectEvents } from '../../../src/engine/forget/event-selection.ts';
import type { EventDataByKind } from '../../../src/engine/model/event.ts';
import type { MemoryStore } from '../../../src/engine/model/ports.ts';
import { createPlanner } from '../../../src/engine/plan-event.ts';
import { listBeliefs } from '../../../src/engine/recall/belief-list.ts';
import { believeMemory } from '../../../src/engine/recall/believed-memory.ts';
import { readDiary } from '../../../src/engine/recall/diary.ts';
import { heedWords } from '../../../src/engine/recall/prime-word.ts';
import type { SqliteStore } from '../../../src/engine/store/sqlite-store.ts';
import { makeStore } from '../store/small-memory.ts';
import { project, tell } from '../story.ts';
import { at, live, sleepOn } from './slept-memory.ts';

/** A story of commits: each word is a commit, its letters the files that it changes. */
function commits(words: string, first = 0): string {
  return words
    .trim()
    .split(/\s+/)
    .map((word, i) => {
      const n = first + i;
      const time = `${String(9 + Math.trunc(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`;
      return `${time} commit c${n} Change ${word}: ${[...word].map((letter) => `src/${letter}.ts`).join(' ')}`;
    })
    .join('\n');
}

const past = 'x y ab z ab xw ab zy ab x ab y ab ab z w y x w z x z y w x y z w x z y x w y z x w z y x';

const statements = (store: MemoryStore) =>
  store
    .gists(project, 100)
    .filter(({ level }) => level === 'situation')
    .map((gist) => `${gist.heldTo === undefined ? '' : 'given up: '}${gist.statement}`);

it('learns what changes together, once what is new has been slept on', async () => {
  const store = makeStore();
  live(store, tell(commits(past)));
  expect(statements(store)).toEqual([]);
  await sleepOn(store);
  expect(statements(store)).toEqual(['`src/a.ts` changes with `src/b.ts` in 7 of 7 commits.']);
  expect(await sleepOn(store, 2)).toBe(0);
});

it('counts a word and its plural as one, by the name that is met more often', async () => {
  const store = makeStore();
  const others = Array.from({ length: 90 }, (_, n) => `Tidy: src/${'xyzw'[n % 4]}.ts`);
  const spoken = ['invoices', 'invoice', 'invoices', 'invoice', 'invoices', 'invoices', 'invoices'];
  const told = spoken.map((word, n) => `Round ${word}: src/${n === 5 ? 'x' : 'paper'}.ts`);
  const lines = [...others.slice(0, 50), ...told, ...others.slice(50)].map(
    (line, n) =>
      `${String(9 + Math.trunc(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')} commit c${n} ${line}`,
  );
  live(store, tell(lines.join('\n')));
  await sleepOn(store);
  expect(statements(store)).toContain('Commits that speak of `invoices` change `src/paper.ts` (6 of 7 commits).');
});

it('gives a belief up when the evidence against it has gathered, and keeps what it rested on', async () => {
  const store = makeStore();
  live(store, tell(commits(past)));
  await sleepOn(store);
  live(store, tell(commits('a b ab b', 40)));
  await sleepOn(store, 2);
  expect(statements(store)).toContain('`src/a.ts` changes with `src/b.ts` in 8 of 9 commits.');
  live(store, tell(commits('a b a b a b a x a', 44)));
  await sleepOn(store, 3);
  const gist = store.gist(project, 'co-change src/a.ts src/b.ts')!;
  expect(gist.heldTo).toBeGreaterThan(gist.heldFrom);
  expect(gist.unlearnedAt).toBe(at + 3);
  expect(gist.learnedAt).toBe(at + 1);
  expect(gist.support).toBe(7);
});

const gistKey = 'co-change src/a.ts src/b.ts';

function say(store: MemoryStore, id: string, data: EventDataByKind['feedback']): void {
  const head = { id, at: at + 5, kind: 'feedback', actor: 'developer', refs: [], text: '', project } as const;
  live(store, [{ ...head, data }]);
}

it('heeds what the user says of a gist, in what is believed and in what is primed', async () => {
  const store = makeStore();
  live(store, tell(commits(past)));
  await sleepOn(store);
  const believed = believeMemory(store);
  const primed = { kind: 'gist', key: gistKey, label: '', probability: 0.1, reasons: [] } as const;
  const chance = () => heedWords([primed], project, believed).map(({ probability }) => probability.toFixed(2));
  const held = () => listBeliefs(project, { limit: 9, withPast: false }, believed).beliefs.map(({ key }) => key);
  const unpinned = held();
  expect([unpinned[0] === gistKey, chance()]).toEqual([false, ['0.10']]);
  const subject = `gist:${gistKey}`;
  say(store, 'w1', { verdict: 'pinned', subject });
  expect([held()[0], chance()]).toEqual([gistKey, ['0.25']]);
  say(store, 'w2', { verdict: 'unpinned', subject });
  expect([held(), chance()]).toEqual([unpinned, ['0.10']]);
  say(store, 'w3', { verdict: 'corrected', subject, until: at - 1 });
  expect([held().includes(gistKey), chance()]).toEqual([false, []]);
  const ended = listBeliefs(project, { limit: 9, withPast: true }, believed).beliefs.find(({ key }) => key === gistKey);
  expect(ended).toMatchObject({ heldTo: at - 1 });
  // The next night does not bring it back, whatever it counts.
  live(store, tell(commits('ab ab ab', 40)));
  await sleepOn(store, 2);
  expect(held().includes(gistKey)).toBe(false);
  say(store, 'w4', { verdict: 'restored', subject });
  expect(held().includes(gistKey)).toBe(true);
});

/** Every gist as a model might word it. */
function word(store: MemoryStore, id: string): void {
  const head = { at: at + 5, kind: 'wording', actor: 'tool:language-model', refs: [], project } as const;
  const drafts = store.gists(project, 100).map(({ key, statement: sentence, evidence }) => {
    const data = { key, sentence, model: 'made', evidence };
    return { ...head, id: `${id}:${key}`, text: `It is so: ${sentence}`, data };
  });
  live(store, drafts);
}

const wordingOf = (store: MemoryStore) => store.gist(project, gistKey)?.wording;

it('shows the words of a model for as long as the gist says just what was worded', async () => {
  const store = makeStore();
  live(store, tell(commits(past)));
  await sleepOn(store);
  word(store, 'v1');
  expect(wordingOf(store)).toBe('It is so: `src/a.ts` changes with `src/b.ts` in 7 of 7 commits.');
  expect(store.searchText(project, ['so'], 9)).toEqual([]); // It answers nothing.
  expect(await sleepOn(store, 2)).toBe(0); // It is no news to sleep on.
  live(store, tell(commits('a b ab b', 40)));
  await sleepOn(store, 3);
  expect(wordingOf(store)).toBeUndefined();
  word(store, 'v2');
  expect(wordingOf(store)).toContain('8 of 9');
});

it('shows no words that say something else, also where they stand in the log', async () => {
  const store = makeStore();
  live(store, tell(commits(past)));
  await sleepOn(store);
  const { statement: sentence, evidence } = store.gist(project, gistKey)!;
  const data = { key: gistKey, sentence, model: 'made', evidence };
  const head = { id: 'v', at, kind: 'wording', actor: 'tool:language-model', refs: [], project } as const;
  live(store, [{ ...head, text: sentence.replace('7 of 7', '9 of 9'), data }]);
  expect(wordingOf(store)).toBeUndefined();
});

function forget(store: SqliteStore, seqs: readonly number[], selector: string): void {
  const record = { id: 'forget:1', at, kind: 'forget', actor: 'developer', project, refs: [], text: '' } as const;
  const data = { selector, removed: seqs.length };
  store.erase({ seqs, identities: [], record: { ...record, data } }, createPlanner(store), () => undefined);
}

it.each(['place', 'text', 'memory'] as const)(
  'forgets the words of a gist with what it rests on, by %s',
  async (by) => {
    const store = makeStore();
    live(store, tell(commits(past)));
    await sleepOn(store);
    word(store, 'v1');
    const selector = {
      place: { by: 'place', project, path: 'src/a.ts' },
      text: { by: 'text', text: 'Change ab' },
      memory: { by: 'memory', project, id: `gist:${gistKey}` },
    } as const;
    const words = wordingOf(store)!;
    const { seqs } = selectEvents(selector[by], store);
    expect(seqs).toContain(store.event(`v1:${gistKey}`)!.seq);
    forget(store, seqs, by);
    expect(store.dump()).not.toContain(words);
  },
);

const story = fc
  .array(fc.constantFrom('ab', 'ab', 'abc', 'a', 'b', 'c', 'xy', 'x', 'yz', 'z', 'w'), { minLength: 20, maxLength: 60 })
  .map((words) => words.join(' '));

it('derives the same state again from a log with nights in it, broken off or not', async () => {
  await fc.assert(
    fc.asyncProperty(
      story,
      fc.nat(50),
      fc.integer({ min: 0, max: 4 }),
      fc.boolean(),
      async (words, cut, stepsMax, isWordedAnew) => {
        const drafts = tell(commits(words));
        const [store, undisturbed] = [makeStore(), makeStore()];
        for (const [of, brokenOff] of [
          [store, stepsMax],
          [undisturbed, 1_000],
        ] as const) {
          live(of, drafts.slice(0, cut));
          await sleepOn(of, 1, brokenOff);
          await sleepOn(of, 1);
          word(of, 'v1');
          live(of, drafts.slice(cut));
          await sleepOn(of, 2);
          if (isWordedAnew) word(of, 'v2');
        }
        expect(store.dump()).toBe(undisturbed.dump());
        const before = store.dump();
        store.rebuild(createPlanner(store));
        expect(store.dump()).toBe(before);
        expect(store.problems()).toEqual([]);
      },
    ),
    { numRuns: 6 },
  );
}, 60_000);

it('knows after a forgetting no more than the log that is left tells', async () => {
  const store = makeStore();
  live(store, tell(commits(past)));
  await sleepOn(store);
  const seqs = tell(commits(past))
    .filter(({ refs }) => refs.includes('src/a.ts'))
    .map(({ id }) => store.event(id)!.seq);
  forget(store, seqs, 'place');
  expect(statements(store)).toEqual([]);
  expect(store.dump()).not.toContain('src/a.ts');
});

it('says in one sentence what changes all together, and gives up no pair for it', async () => {
  const store = makeStore();
  live(
    store,
    tell(commits('x y abc z abc xw abc zy abc x abc y abc z w y x w z x z y w x y z w x z y x w y z x w z y x')),
  );
  await sleepOn(store);
  const set = '`a.ts`, `b.ts` and `c.ts` in `src/` change together: 6 of 6 commits that changed more than one of them';
  expect(statements(store)).toEqual([`${set} changed all.`]);
  live(store, tell(commits(`${'abcd x y z w '.repeat(8)}`, 40)));
  await sleepOn(store, 2);
  expect(statements(store)[0]).toContain('`a.ts`, `b.ts`, `c.ts` and `d.ts` in `src/` change together: 8 of 8');
  const [night] = readDiary(project, 1, store);
  expect(night!.givenUp).toEqual([]);
});
