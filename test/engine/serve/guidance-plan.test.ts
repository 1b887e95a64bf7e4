// What is to be written, held against what is written.
import { expect, test } from 'vitest';
import type { Convention, GuidanceTier, Procedure } from '../../../src/engine/model/guidance.ts';
import { planInstructions, planSkills } from '../../../src/engine/serve/guidance-plan.ts';

const asked = new Set<GuidanceTier>(['proven', 'observed']);
const procedure = (given: Partial<Procedure> = {}): Procedure => ({
  trigger: { when: 'before-commit' },
  steps: ['npm run build', 'npm test'],
  held: 9,
  occasions: 10,
  tier: 'proven',
  evidence: ['git:0123456789ab:1a2b3c4d5e6f'],
  lastAt: Date.UTC(2026, 2, 12, 12),
  ...given,
});
const convention = (given: Partial<Convention> = {}): Convention => ({
  key: 'convention subject capital',
  statement: 'Commit subjects begin with a capital letter (28 of 30).',
  tier: 'observed',
  evidence: [],
  ...given,
});
const skillPath = '.github/skills/before-a-commit/SKILL.md';
const written = (p = procedure()) => planSkills([p], new Map(), asked).changes[0]!.after;
const shorten = (plan: ReturnType<typeof planSkills>) => [
  ...plan.changes.map(({ kind, path }) => `${kind} ${path}`),
  ...plan.leftAlone.map((path) => `left ${path}`),
];

test('a skill has a name like its folder, a description, its steps and its evidence', () => {
  const [change] = planSkills([procedure()], new Map(), asked).changes;
  expect(change!.path).toBe(skillPath);
  expect(change!.after.replace(/(basis|digest): \w+/g, '$1: …')).toMatchInlineSnapshot(`
    "---
    name: before-a-commit
    description: "What is run in this repository before a commit: npm run build, then npm test. Use before committing."
    metadata:
      generated-by: second-nature
      trust: proven
      basis: …
      digest: …
    ---

    # Before a commit

    1. Run \`npm run build\`
    2. Run \`npm test\`

    So it was done, and ended well, 9 of 10 times, last on 12 Mar 2026 (proven).
    Seen at commit 1a2b3c4d5e.
    "
  `);
});

test('it is kept up to date, withdrawn, and left alone where somebody changed it', () => {
  const plan = (procedures: Procedure[], text: string) =>
    shorten(planSkills(procedures, new Map([[skillPath, text]]), asked));
  expect(plan([procedure({ held: 10, occasions: 11 })], written())).toEqual([]);
  expect(plan([procedure({ steps: ['make check'] })], written())).toEqual([`update ${skillPath}`]);
  expect(plan([], written())).toEqual([`remove ${skillPath}`]);
  const byHand = written().replace('npm test', 'npm test -- --run');
  expect(plan([procedure({ steps: ['make check'] })], byHand)).toEqual([`left ${skillPath}`]);
  expect(plan([], byHand)).toEqual([`left ${skillPath}`]);
  expect(plan([], '---\nname: before-a-commit\ndescription: mine\n---\n\nMine.\n')).toEqual([]);
});

test('what only agents did is written only where it is asked for', () => {
  const reported = procedure({ tier: 'reported' });
  expect(shorten(planSkills([reported], new Map(), asked))).toEqual([]);
  expect(shorten(planSkills([reported], new Map(), new Set([...asked, 'reported'])))).toEqual([`create ${skillPath}`]);
});

test('a command cannot leave its span of code nor its line', () => {
  const text = written(procedure({ steps: ['echo `date`: "x"'] }));
  expect(text).toContain('1. Run `` echo `date`: "x" ``\n');
  expect(text).toContain('description: "What is run in this repository before a commit: echo `date`: \\"x\\". ');
});

test('instructions stand between marks; the rest of the file stays as it is', () => {
  const plan = (conventions: Convention[], before: string) => planInstructions(conventions, 'AGENTS.md', before, asked);
  const mine = '# Agents\n\nBe kind.\n';
  const [added] = plan([convention()], mine).changes;
  expect(added!.after.replace(/(basis|digest)=\w+/g, '$1=…')).toMatchInlineSnapshot(`
    "# Agents

    Be kind.

    <!-- second-nature:begin basis=… digest=… -->
    ## Conventions, as they were seen in this repository

    - Commit subjects begin with a capital letter (28 of 30). (observed)
    <!-- second-nature:end -->
    "
  `);
  const edited = `Above.\n\n${added!.after}\nBelow.\n`;
  expect(
    plan([convention({ statement: 'Commit subjects begin with a capital letter (29 of 31).' })], edited).changes,
  ).toEqual([]);
  expect(plan([], edited).changes[0]).toMatchObject({
    kind: 'update',
    after: 'Above.\n\n# Agents\n\nBe kind.\n\nBelow.\n',
  });
  const more = [convention(), convention({ key: 'test-with yes', statement: 'Tests come along.' })];
  const [updated] = plan(more, edited).changes;
  expect(updated!.after).toMatch(
    /^Above\.[\s\S]*- Tests come along\. \(observed\)\n<!-- second-nature:end -->\n\nBelow\.\n$/,
  );
  const byHand = edited.replace('a capital letter', 'CAPITALS');
  expect(plan([], byHand)).toEqual({ changes: [], leftAlone: ['AGENTS.md'] });
  expect(plan([], plan([convention()], '').changes[0]!.after).changes[0]).toMatchObject({ kind: 'remove', after: '' });
});
