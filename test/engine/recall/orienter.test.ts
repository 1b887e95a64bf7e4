// Facts are held against git itself: each names a command, and the command must give the number that the fact states.
import { execSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readHistory } from '../../../src/engine/import/git-history.ts';
import type { Draft, Observation } from '../../../src/engine/model/event.ts';
import { orient } from '../../../src/engine/recall/orienter.ts';
import { type MadeRepository, makeRepository } from '../import/made-repository.ts';
import { project, type Remembered, remember } from './remembered.ts';

let repository: MadeRepository;
let remembered: Remembered;
beforeEach(() => {
  repository = makeRepository();
  remembered = remember();
});
afterEach(() => {
  repository.remove();
  remembered.close();
});

async function orientInRepository() {
  const options = { isKnown: () => false, signal: new AbortController().signal, onProblem: () => {} };
  for await (const batch of readHistory({ root: repository.root, idPrefix: 'git:p:', ...options })) {
    remembered.add(...batch.observations.map(toDraft));
  }
  return orient(project, 'shop', remembered.memory);
}

function toDraft({ folder, paths, ...observation }: Observation): Draft {
  const relative = (path: string) => path.slice(folder.length + 1);
  const moved = JSON.parse(JSON.stringify(observation), (key, value) =>
    key === 'path' || key === 'was' ? relative(value) : value,
  );
  return { ...moved, project, refs: paths.map(relative) };
}

/** Lines that a fact's command prints, as a person would read them. */
function run(check: string): string[] {
  const output = execSync(check, { cwd: repository.root, encoding: 'utf8', shell: '/bin/sh' });
  return output.split('\n').filter((line) => line !== '');
}

/** Commits of `git log --name-only --format=%h` as lists of paths. */
function groupByCommit(lines: string[]): string[][] {
  const commits: string[][] = [];
  for (const line of lines) {
    if (/^[0-9a-f]{7,}$/.test(line)) commits.push([]);
    else commits.at(-1)!.push(line);
  }
  return commits;
}

test('a short history: three facts all the same', async () => {
  const first = repository.commit('Begin', { 'a.ts': '1' });
  const second = repository.commit('Go on', { 'b.ts': '1' });
  const { summary, facts, fragile } = await orientInRepository();
  expect(summary).toEqual([
    'I remember 2 stretches of work on shop, from 2023-11-14 to 2023-11-15, in 2 files.',
    'Of the latest 2 commits most went into the top folder (2).',
  ]);
  expect(facts.map((fact) => fact.sentence)).toEqual([
    'The history holds 2 commits beside merges.',
    `It begins with ${first.slice(0, 8)} “Begin”.`,
    `The latest commit is ${second.slice(0, 8)} “Go on”.`,
  ]);
  expect(run(facts[0]!.check)).toEqual(['2']);
  expect(run(facts[1]!.check).join('\n')).toContain('Begin');
  expect(fragile).toEqual([]);
});

test('nothing is known of a project that was never met', () => {
  const { summary, facts } = orient('nowhere', 'shop', remembered.memory);
  expect(summary).toEqual(['Nothing is known of shop yet: import its history, or work in it.']);
  expect(facts).toEqual([]);
});

test('facts of a history with merges, renames, reverts and odd names state what git counts', async () => {
  makeHistory();
  const { facts, fragile } = await orientInRepository();
  expect(facts.map((fact) => fact.sentence)).toMatchInlineSnapshot(`
    [
      "Test file \`test/a.test.ts\` changes with \`src/b [x].ts\` in 5 of its 5 commits.",
      "Test file \`test/c.test.ts\` changes with \`src/c.ts\` in 3 of its 3 commits.",
      "\`src/a.ts\` needs fixing often: 6 of its 7 commits speak of a fix, a bug or a regression.",
      "1 commit takes an earlier one back, the latest being 61688821 “Revert "Work alone"”.",
      "\`src/b [x].ts\` is among the files that change most: 10 commits, the first being 07300a58 “Begin”.",
    ]
  `);
  const [pair, otherPair, fixed, reverts, changed] = facts;
  for (const fact of [pair!, otherPair!]) {
    const [together, all] = numbersOf(fact.sentence);
    const commits = groupByCommit(run(fact.check)).filter((paths) => paths.includes(fact.paths[0]!));
    expect([commits.filter((paths) => paths.includes(fact.paths[1]!)).length, commits.length]).toEqual([together, all]);
  }
  expect(run(fixed!.check).length).toBe(numbersOf(fixed!.sentence)[0]);
  expect(run(reverts!.check).length).toBe(numbersOf(reverts!.sentence)[0]);
  expect(run(changed!.check).length).toBe(numbersOf(changed!.sentence)[0]);
  for (const { path, reason } of fragile) {
    // With the name that it had before: what hurt a file stays with it.
    const names = path === 'src/a.ts' ? [path, 'src/old name.ts'] : [path];
    const named = names.map((name) => `'${name}'`).join(' ');
    const commits = run(`git log --full-history --no-merges --oneline -- ${named}`).length;
    expect(numbersOf(reason).at(-1)).toBe(commits);
  }
  expect(fragile.map(({ path, reason }) => `${path}: ${reason}`)).toMatchInlineSnapshot(`
    [
      "src/a.ts: 6 fixes in 12 commits",
      "src/b [x].ts: 5 fixes in 10 commits",
      "src/c.ts: 1 revert and 1 fix in 5 commits",
    ]
  `);
});

function makeHistory(): void {
  const edit = (n: number) => `${'line\n'.repeat(20)}${n}\n`;
  repository.commit('Begin', { 'src/old name.ts': edit(0), 'src/b [x].ts': edit(0), 'README.md': edit(0) });
  for (let i = 1; i <= 4; i += 1)
    repository.commit(`Work ${i}`, { 'src/old name.ts': edit(i), 'src/b [x].ts': edit(i) });
  repository.git('mv', 'src/old name.ts', 'src/a.ts');
  repository.commit('Rename it', { 'src/a.ts': edit(5) });
  for (let i = 6; i <= 10; i += 1) {
    repository.commit(`Fix bug ${i}`, { 'src/a.ts': edit(i), 'src/b [x].ts': edit(i), 'test/a.test.ts': edit(i) });
  }
  repository.git('checkout', '--quiet', '-b', 'side', 'HEAD~2');
  repository.commit('Prefix nothing', { 'src/c.ts': edit(1), 'test/c.test.ts': edit(1) });
  repository.commit('Fix on the side', { 'src/c.ts': edit(2), 'test/c.test.ts': edit(2), 'src/a.ts': edit(10) });
  repository.commit('Once more', { 'src/c.ts': edit(3), 'test/c.test.ts': edit(3) });
  repository.git('checkout', '--quiet', 'main');
  repository.git('merge', '--quiet', '--no-edit', '-X', 'ours', 'side');
  repository.commit('Work alone', { 'src/c.ts': edit(4) });
  repository.git('revert', '--no-edit', 'HEAD');
  repository.commit('A note\n\nThis is a fix for the notes.', { 'README.md': edit(9) });
}

function numbersOf(sentence: string): number[] {
  const withoutNames = sentence.replace(/`[^`]*`/g, '').replace(/“.*”/, '');
  return [...withoutNames.matchAll(/\b\d{1,5}\b/g)].map(([number]) => Number(number));
}
