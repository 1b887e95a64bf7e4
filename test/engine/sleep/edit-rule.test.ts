// Edits told as a story in, the rules that a night makes of them out.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  applyRewrites,
  findRewrites,
  fitTemplate,
  keyOfTemplate,
  templateOfKey,
} from '../../../src/engine/model/edit-template.ts';
import type { MemoryStore } from '../../../src/engine/model/ports.ts';
import { createPlanner } from '../../../src/engine/plan-event.ts';
import { generalise, readExample, wideShape } from '../../../src/engine/sleep/edit-generalisation.ts';
import { makeStore } from '../store/small-memory.ts';
import { project, tell } from '../story.ts';
import { at, live, sleepOn } from './slept-memory.ts';

/** One edit a minute, each in a file of its own: `before => after`, or with the file's name in front. */
function edits(lines: readonly string[], first = 0): string {
  return lines
    .map((line, i) => {
      const [, path = `src/${'abcdefghijklmnop'[first + i]}.ts`, change = line] = /^(\S+\.\w+): (.*)$/.exec(line) ?? [];
      const [before = '', after = ''] = change.split(' => ');
      const time = `09:${String(first + i).padStart(2, '0')}`;
      return `${time} edit ${path}:${i + 1} |${before === '' ? '' : ` -${before} |`} +${after}`;
    })
    .join('\n');
}

const told = (store: MemoryStore) =>
  store
    .gists(project, 100)
    .filter(({ form, heldTo }) => form === 'edit-rule' && heldTo === undefined)
    .map(({ statement }) => statement);

async function learned(lines: readonly string[]): Promise<string[]> {
  const store = makeStore();
  live(store, renumber(tell(edits(lines)), 0));
  await sleepOn(store);
  const before = store.dump();
  store.rebuild(createPlanner(store));
  expect(store.dump()).toBe(before);
  return told(store);
}

/** Ids are numbered within a story; a second story needs others. */
function renumber<Told extends { readonly id: string }>(drafts: readonly Told[], first: number): Told[] {
  return drafts.map((draft, i) => ({ ...draft, id: `edit${first + i}` }));
}

const nullChecks = [
  'if (user == null) return; => if (user === undefined) return;',
  'while (row.next == null) step(); => while (row.next === undefined) step();',
  'const isGone = item == null; => const isGone = item === undefined;',
];

it('learns a rule from three similar edits, in words that say what it does', async () => {
  expect(await learned(nullChecks.slice(0, 2))).toEqual([]);
  expect(await learned(nullChecks)).toEqual([
    '`== null` usually becomes `=== undefined` in `.ts` files (3 of 3 times).',
  ]);
});

it('carries over what moves along, and leaves open what comes from nowhere', async () => {
  expect(
    await learned([
      'assert.equal(a.size, 3); => expect(a.size).toBe(3);',
      'assert.equal(list.length, 12); => expect(list.length).toBe(12);',
      "assert.equal(user.name, 'Ada'); => expect(user.name).toBe('Ada');",
    ]),
  ).toEqual(['`assert.equal(①.②, ③)` usually becomes `expect(①.②).toBe(③)` in `.ts` files (3 of 3 times).']);
  expect(await learned(['f(a); => f(b);', 'f(c); => f(d);', 'f(e); => f(g);'])).toEqual([]);
});

it('learns nothing of addresses, hashes and numbers, which change with every release', async () => {
  expect(
    await learned([
      "get('https://made.example/v1'); => get('https://made.example/v2');",
      "put('https://made.example/v1'); => put('https://made.example/v2');",
      "ask('https://made.example/v1'); => ask('https://made.example/v2');",
    ]),
  ).toEqual([]);
  expect(
    await learned([
      'use(one, c56d35d); => use(one, b487c75);',
      'f(c56d35d); => f(b487c75);',
      'g(c56d35d); => g(b487c75);',
    ]),
  ).toEqual([]);
  expect(
    await learned([
      'wait(18.04, a); => wait(22.04, a);',
      'wait(18.04, b); => wait(22.04, b);',
      'wait(18.04, c); => wait(22.04, c);',
    ]),
  ).toEqual([]);
  expect(
    await learned([
      "need('1.2.0', a); => need('1.3.0', a);",
      "need('1.2.0', b); => need('1.3.0', b);",
      "need('1.2.0', c); => need('1.3.0', c);",
    ]),
  ).toEqual([]);
});

it('guards a rule by what stands around it where the past speaks against it elsewhere', async () => {
  expect(
    await learned([
      'const a = load(x); => const a = await load(x);',
      'const b = load(y); => const b = await load(y);',
      'const c = load(z); => const c = await load(z);',
      'run(load); => later(load);',
    ]),
  ).toEqual(['`= load` usually becomes `= await load` in `.ts` files (3 of 3 times).']);
});

it('takes three edits in one definition for one stroke', async () => {
  expect(await learned(nullChecks.map((line) => `src/a.ts: ${line}`))).toEqual([]);
});

it('is tested on the past before it is shown, and withdrawn on what speaks against it', async () => {
  const kept = ['=> if (a == null) return;', '=> if (b == null) return;', '=> if (c == null) return;'];
  expect(await learned([...nullChecks, ...kept.map((line) => ` ${line}`)])).toEqual([]);

  const store = makeStore();
  live(store, renumber(tell(edits(nullChecks)), 0));
  await sleepOn(store);
  expect(told(store)).toHaveLength(1);
  const key = store.gists(project, 9).find(({ form }) => form === 'edit-rule')!.key;
  const head = { kind: 'feedback', actor: 'developer', refs: [], text: '', project, at } as const;
  const dismissed = { verdict: 'dismissed', subject: `rule:${key}` } as const;
  // That it was not wanted does not say that it is wrong.
  live(store, [{ ...head, id: 'known', data: { ...dismissed, reason: 'known-already' } }]);
  await sleepOn(store, 2);
  expect(told(store)).toHaveLength(1);
  live(store, [{ ...head, id: 'no', data: { ...dismissed, reason: 'irrelevant' } }]);
  await sleepOn(store, 3);
  expect(told(store)).toEqual([]);
});

it('knows nothing of a rule whose edits were forgotten', async () => {
  const store = makeStore();
  live(store, renumber(tell(edits(nullChecks)), 0));
  await sleepOn(store);
  const seq = store.event('edit1')!.seq;
  const record = { id: 'forget:1', at, kind: 'forget', actor: 'developer', project, refs: [], text: '' } as const;
  const data = { selector: 'memory', removed: 1 };
  store.erase({ seqs: [seq], identities: [], record: { ...record, data } }, createPlanner(store), () => undefined);
  expect(told(store)).toEqual([]);
});

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const argument = fc.oneof(
  word,
  fc.nat(999).map(String),
  word.map((text) => `'${text}'`),
);
const call = fc.record({ object: word, method: word, argument });

it('generalises each of its examples, and gives it back where it is fitted to it', () => {
  fc.assert(
    fc.property(fc.array(call, { minLength: 3, maxLength: 6 }), fc.nat(4), (calls, reach) => {
      const pairs = calls.map(({ object, method, argument }, seq) => ({
        ...{ seq, id: `e${seq}`, at: seq, path: `${seq}.ts`, extension: '.ts', place: `${seq}`, isDeed: true },
        before: `  check(${object}.${method}, ${argument});`,
        after: `  expect(${object}.${method}).toBe(${argument});`,
      }));
      const examples = pairs.flatMap((pair) => readExample(pair) ?? []);
      if (new Set(examples.map(wideShape)).size > 1) return; // Names that meet by chance make another kind of edit.
      const template = generalise(examples, reach);
      if (template === undefined) return;
      expect(templateOfKey(keyOfTemplate(template))).toEqual(template);
      const fitting = fitTemplate(template);
      for (const { before, after } of pairs) expect(applyRewrites(before, findRewrites(fitting, before))).toBe(after);
    }),
  );
});

it('changes no line that it does not fit', () => {
  const fitting = fitTemplate({ extension: '.ts', before: '== null', after: '=== undefined' });
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('==', 'null', '!=', ' ', 'x', '(', "'== null'", '=== '), { maxLength: 8 }),
      (parts) => {
        const line = parts.join('');
        const rewrites = findRewrites(fitting, line);
        const changed = applyRewrites(line, rewrites);
        expect(changed === line).toBe(rewrites.length === 0);
        for (const { start, end } of rewrites) expect(line.slice(start, end)).toMatch(/^== *null$/);
      },
    ),
  );
});
