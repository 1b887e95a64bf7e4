// The gate as a whole: what it admits, in which form, and why it turns away.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createGate } from '../../../src/engine/gate/gate.ts';
import type { Observation } from '../../../src/engine/model/event.ts';
import type { Site } from '../../../src/engine/model/project.ts';

const gate = createGate({ excludeGlobs: ['generated/**'] });
const site: Site = { project: 'p', root: '/repo', facts: { name: 'repo', commonDir: '/repo/.git' } };
const head = { id: 'e1', at: 1_000, actor: 'developer', folder: '/repo', text: '' } as const;

const save = (...paths: string[]): Observation => ({ ...head, kind: 'save', paths, data: { manual: true } });
const hunk = (file: string, after: string[]) => ({ path: file, startLine: 1, before: [], after });

async function draftOf(observation: Observation, at: Site = site) {
  const admission = await gate.admit(observation, at);
  if (!admission.admitted) throw new Error(`refused: ${admission.reason}`);
  return { ...admission.draft, redactions: admission.redactions };
}

test.each([
  [save('/repo/src/a.ts'), 'admitted'],
  [save('/repo/src/secret-rule.ts'), 'admitted'],
  [save('/repo/.env'), 'excluded'],
  [save('/repo/generated/a.ts'), 'excluded'],
  [save('/elsewhere/a.ts'), 'outside'],
  [save('/repo/../elsewhere/a.ts'), 'outside'],
  [save('/repo'), 'outside'],
  [{ ...head, kind: 'note', paths: [], text: 'x'.repeat(200_001), data: {} } as Observation, 'too-large'],
])('%# is %s', async (observation, expected) => {
  const admission = await gate.admit(observation, site);
  expect(admission.admitted ? 'admitted' : admission.reason).toBe(expected);
});

test('an edit becomes a draft with relative paths, without foreign and excluded hunks', async () => {
  const hunks = [hunk('/repo/src/a.ts', ['const a = 1;']), hunk('/repo/.env', ['A=1']), hunk('/etc/hosts', ['b'])];
  const paths = ['/repo/src/a.ts', '/repo/.env', '/repo/src/a.ts', '/repo/src/b.ts'];
  expect(await draftOf({ ...head, kind: 'edit', paths, data: { hunks, cause: 'typed' } })).toEqual({
    id: 'e1',
    at: 1_000,
    kind: 'edit',
    actor: 'developer',
    project: 'p',
    refs: ['src/a.ts', 'src/b.ts'],
    text: '',
    data: { hunks: [hunk('src/a.ts', ['const a = 1;'])], cause: 'typed' },
    redactions: 0,
  });
});

test('a commit keeps what is not excluded, even where its first file is', async () => {
  const file = (name: string, was?: string) => ({
    path: name,
    status: 'M' as const,
    added: 1,
    deleted: 0,
    ...(was && { was }),
  });
  const { refs, data, text, redactions } = await draftOf({
    ...head,
    actor: 'history',
    kind: 'commit',
    text: 'Set password = "hunter2"',
    paths: ['/repo/.env', '/repo/src/b.ts'],
    data: {
      sha: '3f786850e387550fdab836ed7e6dc881de23001b',
      author: 'Ada',
      subject: 'Set password = "hunter2"',
      body: 'The old one was password = "swordfish".',
      files: [file('.env'), file('src/b.ts', 'src/a.ts'), file('/repo/src/c.ts', '/repo/.env.old')],
      hunks: [hunk('/repo/.env', ['DB=1']), hunk('/repo/config.yml', ['token: a1b2c3d4e5'])],
    },
  });
  expect({ refs, data, text, redactions }).toEqual({
    refs: ['src/b.ts'],
    text: 'Set password = "[redacted:password]"',
    redactions: 4,
    data: {
      sha: '3f786850e387550fdab836ed7e6dc881de23001b',
      author: 'Ada',
      subject: 'Set password = "[redacted:password]"',
      body: 'The old one was password = "[redacted:password]".',
      files: [file('src/b.ts', 'src/a.ts'), file('src/c.ts')],
      hunks: [hunk('config.yml', ['token: [redacted:token]'])],
    },
  });
});

test('secrets go from messages and line texts of errors', async () => {
  const { data } = await draftOf({
    ...head,
    kind: 'diagnostic',
    paths: ['/repo/a.ts'],
    data: {
      change: 'appeared',
      instance: 'i',
      tool: 'ts',
      code: '2322',
      message: 'Cannot connect to postgres://me:hunter2@db',
      line: 3,
      lineText: 'const password = "hunter2" + 1;',
    },
  });
  expect(JSON.stringify(data)).not.toContain('hunter2');
  expect(data).toMatchObject({ instance: 'i', code: '2322', line: 3 });
});

test('large hunks are cut, not refused', async () => {
  const lines = Array.from({ length: 1_000 }, (_, index) => `line ${index}`);
  const long = hunk('/repo/a.ts', ['y'.repeat(10_000), 'short']);
  const hunks = [long, ...Array.from({ length: 100 }, () => hunk('/repo/a.ts', lines))];
  const { data } = await draftOf({ ...head, kind: 'edit', paths: ['/repo/a.ts'], data: { hunks, cause: 'typed' } });
  const kept = (data as { hunks: { after: string[] }[] }).hunks;
  expect(kept.length).toBeLessThanOrEqual(50);
  expect(kept[0]!.after).toEqual([`${'y'.repeat(2_000)}…`, 'short']);
  expect(kept[1]!.after).toHaveLength(400);
  expect(JSON.stringify(data).length).toBeLessThan(200_000);
});

test('what surrounds a change is kept, three lines above and below, and dropped where the change is cut', async () => {
  const around = { lead: ['1', '2', '3', '4'], trail: ['6', '7', '8', '9'] };
  const whole = { ...hunk('/repo/a.ts', ['five']), ...around };
  const cut = {
    ...hunk(
      '/repo/a.ts',
      Array.from({ length: 500 }, () => 'x'),
    ),
    ...around,
  };
  const data = { hunks: [whole, cut], cause: 'typed' as const };
  const draft = await draftOf({ ...head, kind: 'edit', paths: ['/repo/a.ts'], data });
  const [first, second] = (draft.data as { hunks: object[] }).hunks;
  expect(first).toEqual({ ...hunk('a.ts', ['five']), lead: ['2', '3', '4'], trail: ['6', '7', '8'] });
  expect(Object.keys(second!)).toEqual(['path', 'startLine', 'before', 'after']);
});

test('a secret that a cut would halve is taken out first', async () => {
  const line = `${'y'.repeat(1_990)} password = "hunter2-and-more"`;
  const data = { hunks: [hunk('/repo/a.ts', [line])], cause: 'typed' as const };
  const draft = await draftOf({ ...head, kind: 'edit', paths: ['/repo/a.ts'], data });
  expect(JSON.stringify(draft)).not.toContain('hunt');
});

test('a folder opened through a symbolic link is the folder it leads to', async () => {
  const base = realpathSync(mkdtempSync(path.join(tmpdir(), 'gate-')));
  try {
    mkdirSync(path.join(base, 'real', 'sub'), { recursive: true });
    symlinkSync(path.join(base, 'real', 'sub'), path.join(base, 'link'));
    const real: Site = { ...site, root: path.join(base, 'real') };
    const folder = path.join(base, 'link');
    const { refs } = await draftOf({ ...save(path.join(folder, 'a.ts')), folder }, real);
    expect(refs).toEqual(['sub/a.ts']);
    const outside = await gate.admit({ ...save(path.join(base, 'other', 'a.ts')), folder }, real);
    expect(outside).toEqual({ admitted: false, id: 'e1', reason: 'outside' });
  } finally {
    rmSync(base, { recursive: true });
  }
});

test('secrets go from command lines, from what commands wrote, and from exceptions', async () => {
  const output = 'API_TOKEN=hunter2hunter2\nlogged in to postgres://me:hunter2@db';
  const command = await draftOf({
    ...head,
    kind: 'command',
    paths: [],
    text: 'curl -H "Authorization: Bearer hunter2hunter2" localhost',
    data: { exitCode: 0, durationMs: 5, output },
  });
  expect(JSON.stringify(command)).not.toContain('hunter2');
  expect(command.data).toMatchObject({ output: expect.stringMatching(/^API_TOKEN=\[redacted:.*\]\nlogged in to/) });
  const message = 'no route to postgres://me:hunter2@db';
  const data = { type: 'ConnectError', message, frame: { function: 'connect', line: 3 } };
  const exception = await draftOf({ ...head, kind: 'exception', paths: ['/repo/db.ts'], text: message, data });
  expect(JSON.stringify(exception)).not.toContain('hunter2');
});

test('what the repository ignores, or the user keeps out of this project, is turned away', async () => {
  const asked: string[] = [];
  const own = createGate({
    excludeGlobs: [],
    isExcludedIn: (root, relative) => root === '/repo' && relative.startsWith('drafts/'),
    findIgnored: async (_, paths) => {
      asked.push(...paths);
      return new Set(paths.filter((path) => path.startsWith('dist/')));
    },
  });
  const verdict = async (observation: Observation, at: Site = site) => {
    const admission = await own.admit(observation, at);
    return admission.admitted ? 'admitted' : admission.reason;
  };
  expect(await verdict(save('/repo/dist/a.js'))).toBe('ignored');
  expect(await verdict(save('/repo/drafts/a.md'))).toBe('excluded');
  expect(await verdict(save('/repo/src/a.ts'))).toBe('admitted');
  expect(
    await verdict(save('/plain/dist/a.js'), {
      project: 'q',
      root: '/plain',
      facts: { name: 'plain', commonDir: '/plain' },
    }),
  ).toBe('admitted');
  const hunks = [hunk('/repo/src/a.ts', ['a']), hunk('/repo/dist/a.js', ['b']), hunk('/repo/drafts/a.md', ['c'])];
  const edit = await own.admit(
    { ...head, kind: 'edit', paths: ['/repo/src/a.ts'], data: { hunks, cause: 'typed' } },
    site,
  );
  expect(edit).toMatchObject({ admitted: true, draft: { data: { hunks: [hunk('src/a.ts', ['a'])] } } });
  expect(asked).not.toContain('drafts/a.md');
});

test('of a folder that is kept out whole, not even its commands are remembered', async () => {
  const inNotes = createGate({ excludeGlobs: [], isExcludedIn: (_, relative) => relative.startsWith('notes/') });
  const command = (folder: string): Observation => ({
    ...head,
    kind: 'command',
    folder,
    paths: [],
    text: 'ls',
    data: { durationMs: 1, output: '' },
  });
  expect(await inNotes.admit(command('/repo/notes'), site)).toMatchObject({ admitted: false, reason: 'excluded' });
  expect(await inNotes.admit(command('/repo'), site)).toMatchObject({ admitted: true });
});
