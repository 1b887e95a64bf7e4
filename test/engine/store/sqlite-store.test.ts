import { describe, expect, it } from 'vitest';
import type { MemoryNode } from '../../../src/engine/model/node.ts';
import { betterSqliteDriver, nodeSqliteDriver } from '../../../src/engine/store/sql-database.ts';
import type { SqliteStore } from '../../../src/engine/store/sqlite-store.ts';
import { draftOf, makeStore, planCommands, startMs, tell } from './small-memory.ts';

const project = 'folder:/orders';

function nodeOf(store: SqliteStore, key: string): MemoryNode | undefined {
  return store.node(project, 'file', key);
}

/** Links of a file as `a.ts edited-with b.ts 0.2 ×2`, whichever way they point. */
function linksOf(store: SqliteStore, key: string): string[] {
  const name = (id: number) => store.nodeById(id)!.key;
  return store
    .links(nodeOf(store, key)!.id, { limit: 99 })
    .map((link) => `${name(link.from)} ${link.kind} ${name(link.to)} ${link.fast.toFixed(1)} ×${link.uses}`);
}

describe.each([betterSqliteDriver, nodeSqliteDriver])('the store on $name', (driver) => {
  it('uses the library it was given', () => {
    expect(makeStore(driver).driver).toBe(driver.name);
  });

  describe('the log', () => {
    it('gives an event back as it went in', () => {
      const store = makeStore(driver);
      const draft = draftOf(1, 'edit a.ts b.ts');
      expect(store.append([draft], planCommands(store))).toEqual(['e1']);
      expect(store.event('e1')).toEqual({ ...draft, seq: 1 });
      expect(store.eventAt(1)).toEqual({ ...draft, seq: 1 });
    });

    it('takes an id once, in one batch and over two', () => {
      const store = makeStore(driver);
      const plan = planCommands(store);
      const twice = { ...draftOf(2, 'meet b.ts'), id: 'e1' };
      expect(store.append([draftOf(1, 'meet a.ts'), twice], plan)).toEqual(['e1']);
      expect(store.append([twice, draftOf(3, 'meet c.ts')], plan)).toEqual(['e3']);
      expect(store.counts(project)).toEqual({ events: 2, episodes: 0, nodes: 2, links: 0, errorCases: 0 });
    });

    it('shows the plan the event as a replay will read it', () => {
      const store = makeStore(driver);
      const seen: unknown[] = [];
      const draft = { ...draftOf(1, 'a lone \ud800 surrogate'), data: { gone: undefined } as never };
      store.append([draft], (event) => {
        seen.push(event);
        return { project, changes: [] };
      });
      store.rebuild((event) => {
        seen.push(event);
        return { project, changes: [] };
      });
      expect(seen[0]).toEqual(seen[1]);
      expect(Object.keys((seen[0] as { data: object }).data)).toEqual([]);
    });

    it('takes back the whole batch when a plan throws', () => {
      const store = makeStore(driver);
      tell(store, ['meet a.ts']);
      const before = store.dump();
      const plan = planCommands(store);
      const failing = () =>
        store.append([draftOf(2, 'meet b.ts'), draftOf(3, 'boom')], (event) => {
          if (event.id === 'e3') throw new Error('boom');
          return plan(event);
        });
      expect(failing).toThrow('boom');
      expect(store.hasEvent('e2')).toBe(false);
      expect(store.dump()).toBe(before);
      expect(tell(store, ['meet b.ts'], 2)).toEqual(['e2']);
    });

    it('reads by kind, by path and between two places, latest first, of one project only', () => {
      const store = makeStore(driver);
      tell(store, ['edit a.ts', 'edit b.ts', 'note a.ts', 'edit a.ts b.ts']);
      tell(store, ['edit a.ts'], 5, 'folder:/other');
      const ids = (events: readonly { id: string }[]) => events.map(({ id }) => id);
      expect(ids(store.eventsOfKind(project, 'edit', 2))).toEqual(['e4', 'e2']);
      expect(ids(store.eventsAtPath(project, 'a.ts', 9))).toEqual(['e4', 'e3', 'e1']);
      expect(ids(store.eventsAtPath(project, 'a.ts', 1))).toEqual(['e4']);
      expect(store.seqsAtPath(project, 'a.ts', 2)).toEqual([4, 3]);
      expect(ids(store.editsBetween(project, 1, 4, 9))).toEqual(['e2']);
      expect(store.eventsOfKind('folder:/unknown', 'edit', 9)).toEqual([]);
    });
  });

  describe('episodes', () => {
    it('opens one at a time; one that stands alone leaves the open one', () => {
      const store = makeStore(driver);
      tell(store, ['begin a.ts', 'alone b.ts', 'join c.ts', 'begin d.ts', 'judge']);
      const { episodes, total } = store.episodes(project, { limit: 9, offset: 0 });
      expect(total).toBe(3);
      expect(episodes.map((e) => `${e.id} ${e.title} ${e.eventCount} ${e.outcome} ${e.isOpen}`)).toEqual([
        'e4 Worked on d.ts 1 failed true',
        'e2 Worked on b.ts 1 open false',
        'e1 Went on with c.ts 2 open false',
      ]);
      expect(store.openEpisode(project)?.id).toBe('e4');
      expect(store.episodeOfEvent(3)?.id).toBe('e1');
      expect(store.episode('e1')).toMatchObject({
        startedAt: startMs + 60_000,
        endedAt: startMs + 180_000,
        actors: ['developer', 'agent:helper'],
      });
      expect(store.eventsOfEpisode('e1', 9).map(({ id }) => id)).toEqual(['e1', 'e3']);
      expect(store.seqsOfEpisode('e1', 9)).toEqual([1, 3]);
    });

    it('finds them by title and by words of their events, the last of which may be half typed', () => {
      const store = makeStore(driver);
      tell(store, ['alone 50%.ts', 'alone b.ts | index Dropped retryQueue.ts', 'alone c.ts | index queue']);
      const find = (text: string) =>
        store.episodes(project, { limit: 9, offset: 0, text }).episodes.map(({ id }) => id);
      expect(find('50%')).toEqual(['e1']);
      expect(find('%')).toEqual(['e1']);
      expect(find('dropped que')).toEqual(['e2']);
      expect(find('que')).toEqual(['e3', 'e2']);
      expect(find('"*" OR (')).toEqual([]);
      expect(store.episodes(project, { limit: 1, offset: 1, text: 'queue' })).toMatchObject({
        total: 2,
        episodes: [{ id: 'e2' }],
      });
    });
  });

  describe('nodes and links', () => {
    it('counts uses and combines valence', () => {
      const store = makeStore(driver);
      tell(store, ['meet a.ts', 'meet b.ts', 'meet a.ts']);
      expect(nodeOf(store, 'a.ts')).toMatchObject({
        uses: 2,
        firstAt: startMs + 60_000,
        lastAt: startMs + 180_000,
        valence: { outcome: 0.3, novelty: 1, precision: 3 },
      });
      expect(store.nodes(project, 'file', 1).map(({ key }) => key)).toEqual(['a.ts']);
    });

    it('reads links from both ends, strongest first', () => {
      const store = makeStore(driver);
      tell(store, ['link a.ts b.ts', 'link b.ts c.ts', 'link b.ts a.ts', 'link b.ts c.ts#next']);
      expect(linksOf(store, 'b.ts')).toEqual([
        'a.ts edited-with b.ts 0.2 ×2',
        'b.ts next c.ts 0.1 ×1',
        'b.ts edited-with c.ts 0.1 ×1',
      ]);
      const b = nodeOf(store, 'b.ts')!.id;
      expect(store.links(b, { kinds: ['next'], limit: 9 })).toHaveLength(1);
      expect(store.links(b, { limit: 1 })).toHaveLength(1);
      expect(store.strongestLinks(project, 'edited-with', 9).map(({ uses }) => uses)).toEqual([2, 1]);
    });

    it('throws at a link to what was never met', () => {
      const store = makeStore(driver);
      const ends = { from: { kind: 'file', key: 'a.ts' }, to: { kind: 'file', key: 'b.ts' } } as const;
      const plan = () => ({
        project,
        changes: [{ op: 'strengthen', ...ends, kind: 'next', delta: 1, at: 0 } as const],
      });
      expect(() => store.append([draftOf(1, '')], plan)).toThrow('file a.ts, which has not been met');
    });

    it('renames: a known node goes by its new name, an unknown one is no matter', () => {
      const store = makeStore(driver);
      tell(store, ['link b.ts c.ts', 'link b.ts c.ts#mentions', 'rename b.ts z.ts', 'rename x.ts y.ts']);
      expect(nodeOf(store, 'b.ts')).toBeUndefined();
      expect(nodeOf(store, 'y.ts')).toBeUndefined();
      // An undirected link turns with the order of its keys, so that it is not begun a second time.
      tell(store, ['link c.ts z.ts'], 5);
      expect(linksOf(store, 'z.ts')).toEqual(['c.ts edited-with z.ts 0.2 ×2', 'z.ts mentions c.ts 0.1 ×1']);
    });

    it('renames onto a node that is known already: the two become one', () => {
      const store = makeStore(driver);
      tell(store, ['link a.ts c.ts', 'link b.ts c.ts', 'link c.ts b.ts#next', 'link a.ts b.ts', 'rename a.ts b.ts']);
      expect(nodeOf(store, 'a.ts')).toBeUndefined();
      expect(nodeOf(store, 'b.ts')).toMatchObject({ uses: 5, firstAt: startMs + 60_000, valence: { precision: 7.5 } });
      expect(linksOf(store, 'b.ts')).toEqual(['b.ts edited-with c.ts 0.2 ×2', 'c.ts next b.ts 0.1 ×1']);
    });
  });

  it('keeps what was learned of a project', () => {
    const store = makeStore(driver);
    tell(store, ['know orders /orders/.git']);
    expect(store.projects()).toEqual([{ id: project, name: 'orders', commonDirs: ['/orders/.git'] }]);
  });

  it('opens a case once while it stands, and again after it was cleared', () => {
    const store = makeStore(driver);
    tell(store, ['error i1', 'error i1', 'clear i1', 'error i1', 'error i2']);
    expect(store.openCase(project, 'i1')?.appearedSeq).toBe(4);
    const cases = store.cases(project, 'ts 2345 i', 9).map((c) => `${c.instance} ${c.appearedSeq} ${c.cleared?.seq}`);
    expect(cases).toEqual(['i2 5 undefined', 'i1 4 undefined', 'i1 1 3']);
    const plan = () => ({
      project,
      changes: [{ op: 'clear-case', instance: 'i9', seq: 6, at: 0, how: 'edit', hunks: [] } as const],
    });
    expect(() => store.append([draftOf(6, '')], plan)).toThrow('No error case stands open under i9');
  });

  describe('words', () => {
    it('ranks a title before a place before a body, and stems', () => {
      const store = makeStore(driver);
      tell(store, ['index one other', 'index retries', 'index one src/retry.ts', 'index two three | retrying']);
      const hits = store.searchText(project, ['retry'], 9);
      expect(hits.map(({ seq }) => seq)).toEqual([2, 3, 4]);
      expect(hits.every(({ score }, i) => score > 0 && (i === 0 || score <= hits[i - 1]!.score))).toBe(true);
    });

    it('finds parts of identifiers and whole ones, any word, of one project', () => {
      const store = makeStore(driver);
      tell(store, ['index parseHttpHeader', 'index other']);
      tell(store, ['index parseHttpHeader'], 3, 'folder:/b');
      const find = (...words: string[]) => store.searchText(project, words, 9).map(({ seq }) => seq);
      expect(find('parsehttpheader')).toEqual([1]);
      expect(find('header', 'nothing')).toEqual([1]);
      expect(find('http', 'other')).toHaveLength(2);
      expect(store.searchText('folder:/b', ['http'], 9).map(({ seq }) => seq)).toEqual([3]);
      expect(store.searchText('folder:/unknown', ['http'], 9)).toEqual([]);
    });

    it.each(['"', '*', 'AND', 'NEAR(a b)', 'title:', '-', '', '\u0000', "'; DROP TABLE event;--"])(
      'takes %j for a word and not for an operator',
      (word) => {
        const store = makeStore(driver);
        tell(store, ['index something']);
        expect(store.searchText(project, [word], 9)).toEqual([]);
        expect(store.documentFrequency(project, word)).toBe(0);
      },
    );

    it('counts documents by stem, within the project', () => {
      const store = makeStore(driver);
      tell(store, ['index queues', 'index queue | queue queue', 'index other']);
      tell(store, ['index queue'], 4, 'folder:/b');
      expect(store.documentFrequency(project, 'queues')).toBe(2);
      expect(store.documentCount(project)).toBe(3);
    });
  });

  describe('vectors', () => {
    const vector = (...numbers: number[]) => Float32Array.from(numbers);

    it('asks none for edits, which words find', () => {
      const store = makeStore(driver);
      tell(store, ['index a', 'edit b.ts | index b']);
      expect(store.documentCount(project)).toBe(2);
      expect(store.unencoded('w1', 9)).toEqual([1]);
      store.writeVectors('w1', [{ seq: 1, vector: vector(1, 0) }]);
      expect(store.unencoded('w1', 9)).toEqual([]);
      tell(store, ['edit b.ts | index c', 'index d'], 3);
      expect(store.unencoded('w1', 9)).toEqual([4]);
    });

    it('tells which traces lack one, oldest first, by encoder', () => {
      const store = makeStore(driver);
      tell(store, ['index a', 'meet b.ts', 'index c', 'index d']);
      expect(store.unencoded('w1', 2)).toEqual([1, 3]);
      store.writeVectors('w1', [
        { seq: 1, vector: vector(1, 0) },
        { seq: 3, vector: vector(0, 1) },
      ]);
      expect(store.unencoded('w1', 9)).toEqual([4]);
      expect(store.unencoded('w2', 9)).toEqual([1, 3, 4]);
      expect(store.vectorCount('w1')).toBe(2);
      expect([...store.vectorsOf('w1')]).toEqual([
        { seq: 1, project, vector: vector(1, 0) },
        { seq: 3, project, vector: vector(0, 1) },
      ]);
      tell(store, ['index e'], 5);
      expect(store.unencoded('w1', 9)).toEqual([4, 5]);
    });

    it('keeps them over a rebuild as long as the text is the same', () => {
      const store = makeStore(driver);
      tell(store, ['index a', 'index b', 'index c']);
      store.writeVectors(
        'w1',
        [1, 2, 3].map((seq) => ({ seq, vector: vector(seq, 1) })),
      );
      expect(store.unencoded('w1', 9)).toEqual([]);
      const plan = planCommands(store);
      store.rebuild((event) => {
        const { changes } = plan(event);
        if (event.seq === 1) return { project, changes: [] };
        const title = event.seq === 2 ? 'another text' : undefined;
        return {
          project,
          changes: changes.map((c) => (c.op === 'index' && title ? { ...c, trace: { ...c.trace, title } } : c)),
        };
      });
      expect([...store.vectorsOf('w1')].map(({ seq }) => seq)).toEqual([3]);
      expect(store.unencoded('w1', 9)).toEqual([2]);
    });

    it('passes over a vector whose trace has gone', () => {
      const store = makeStore(driver);
      tell(store, ['index a']);
      store.writeVectors('w1', [{ seq: 7, vector: vector(1, 0) }]);
      expect(store.vectorCount('w1')).toBe(0);
    });
  });

  it('is sound', () => {
    const store = makeStore(driver);
    tell(store, ['begin a.ts | index a', 'link a.ts b.ts']);
    expect(store.problems()).toEqual([]);
  });
});
