// What the memory is curious about: a history in, its wonders with their reasons out.
import { expect, it } from 'vitest';
import type { Draft } from '../../../src/engine/model/event.ts';
import type { MemoryStore } from '../../../src/engine/model/ports.ts';
import { listWonders } from '../../../src/engine/sleep/curiosity.ts';
import { makeStore } from '../store/small-memory.ts';
import { project, tell } from '../story.ts';
import { live } from './slept-memory.ts';

const clock = (i: number) => `${String(9 + Math.trunc(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`;

function wonders(store: MemoryStore): string[] {
  return listWonders(project, store).map(
    ({ title, reason, finding }) => `${title}: ${reason}${finding === undefined ? '' : ` Found: ${finding.text}`}`,
  );
}

/** In `src/net` the pairs that change along stay the same, then they are all new. */
function shifting(): string {
  const pairs = ['a b', 'c d', 'e f', 'g h'];
  const steady = Array.from({ length: 24 }, (_, i) => pairs[i % pairs.length]!);
  const shifted = ['a d', 'c f', 'e h', 'g b', 'a f', 'c h', 'e b', 'g d', 'a h', 'c b', 'e d', 'g f'];
  const words = [...steady, ...shifted].map((pair, i) => {
    const paths = pair.split(' ').map((name) => `src/net/${name}.ts`);
    return `${clock(i)} commit c${i} Change ${i}: ${paths.join(' ')}`;
  });
  return words.join('\n');
}

const repaired = `
  18:00 commit r1 Add a parser: lib/parser.ts
  18:10 commit r2 Fix the parser's crash: lib/parser.ts
  18:20 commit r3 Fix a leak in the parser: lib/parser.ts`;

const feedback = (subject: string): Draft =>
  ({
    ...{ id: `f-${subject}`, at: Date.UTC(2024, 2, 13), kind: 'feedback', actor: 'developer', project, refs: [] },
    ...{ text: '', data: { verdict: 'dismissed', subject } },
  }) as Draft;

const investigation = (subject: string, text: string): Draft =>
  ({
    ...{ id: `i-${subject}`, at: Date.UTC(2024, 2, 13), kind: 'investigation', actor: 'tool:second-nature', project },
    ...{ refs: ['lib/parser.ts'], text, data: { command: 'git log', subject } },
  }) as Draft;

it('wonders where what changes along is no longer foreseen, and where little is known but repairs', () => {
  const store = makeStore();
  live(store, tell(`${shifting()}\n${repaired}`));
  expect(wonders(store)).toMatchInlineSnapshot(`
    [
      "src/net/: What changes along here has become harder to foresee: 0 % of it was missed before, 75 % of late.",
      "lib/parser.ts: Little is known of it: 3 commits, 2 of them repairs.",
    ]
  `);
});

it('leaves what was dismissed, and says what was found until the place has moved on', () => {
  const store = makeStore();
  live(store, tell(repaired));
  expect(wonders(store)).toHaveLength(1);
  const uses = () => store.node(project, 'file', 'lib/parser.ts')!.uses;
  const before = uses();
  live(store, [investigation('curious:file:lib/parser.ts', 'Of its 9 lines, 100 % from “Add a parser”.')]);
  expect(wonders(store)).toEqual([
    'lib/parser.ts: Little is known of it: 3 commits, 2 of them repairs. Found: Of its 9 lines, 100 % from “Add a parser”.',
  ]);
  expect(uses()).toBe(before); // A look is no use of the file.
  expect(store.searchText(project, ['parser'], 10).length).toBeGreaterThan(0);
  live(store, [feedback('curious:file:lib/parser.ts')]);
  expect(wonders(store)).toEqual([]);
});
