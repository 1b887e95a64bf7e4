import { afterEach, beforeEach, expect, test } from 'vitest';
import { investigatePlace } from '../../../src/engine/import/place-investigation.ts';
import type { Hearing } from '../../../src/engine/model/curiosity.ts';
import { type MadeRepository, makeRepository } from './made-repository.ts';

let repository: MadeRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

const everything: Hearing = { isForgotten: () => false, isMet: () => true };
const look = (place: string, hearing: Partial<Hearing> = {}) =>
  investigatePlace(repository.root, place, { ...everything, ...hearing }, new AbortController().signal);
const dateless = (text: string) => text.replace(/\d{4}-\d\d-\d\d/g, 'DAY').replace(/[0-9a-f]{8} /g, 'SHA ');

test('a file tells how long it was worked on and whose its lines are; a folder what changes along', async () => {
  repository.commit('Add a queue', { 'net/queue.ts': 'a\nb\nc\n', 'test/queue.ts': '1\n' });
  repository.commit('Fix a leak', { 'net/queue.ts': 'a\nb\nd\n', 'test/queue.ts': '2\n' });
  repository.commit('Bound the queue', { 'net/queue.ts': 'a\nb\nd\ne\n', 'test/queue.ts': '3\n' });
  const file = await look('net/queue.ts');
  expect(dateless(file!.text)).toBe(
    '`net/queue.ts`: 3 commits by 1 person from DAY to DAY, 1 of them repairs. Of its 4 lines, 50 % from SHA (DAY), 25 % from SHA (DAY).',
  );
  expect(file!.command).toBe('git log --follow -- net/queue.ts; git blame -w -- net/queue.ts');
  expect(dateless((await look('net/'))!.text)).toBe(
    '`net/`: 3 commits by 1 person from DAY to DAY, 1 of them repairs. In 3 of them `test/` changed along.',
  );
});

test('where git knows nothing, or the look was broken off, nothing is found', async () => {
  repository.commit('One', { 'a.ts': 'a' });
  expect(await look('other.ts')).toBeUndefined();
  const aborted = AbortSignal.abort();
  expect(await investigatePlace(repository.root, 'a.ts', everything, aborted)).toBeUndefined();
});

test('commits that were forgotten are not counted, and folders that were never met are not named', async () => {
  const start = { 'net/queue.ts': 'a\nb\nc\n', 'keys/one.ts': '1\n', 'test/queue.ts': '1\n' };
  const first = repository.commit('Fix the thing\n\nWith a body.', start);
  repository.commit('Bound the queue', {
    'net/queue.ts': 'a\nb\nc\nd\n',
    'keys/one.ts': '2\n',
    'test/queue.ts': '2\n',
  });
  repository.commit('Name it', { 'net/queue.ts': 'a\nb\nc\nd\ne\n', 'keys/one.ts': '3\n', 'test/queue.ts': '3\n' });
  const asked: unknown[] = [];
  const isForgotten: Hearing['isForgotten'] = (commit) => {
    asked.push({ sha: commit.sha, author: commit.author, subject: commit.subject, body: commit.body });
    return commit.sha === first;
  };
  expect(dateless((await look('net/queue.ts', { isForgotten }))!.text)).toBe(
    '`net/queue.ts`: 2 commits by 1 person from DAY to DAY, 0 of them repairs. Of its 5 lines, 20 % from SHA (DAY), 20 % from SHA (DAY).',
  );
  expect(asked).toContainEqual({ sha: first, author: 'Ada', subject: 'Fix the thing', body: 'With a body.' });
  expect(await look('net/queue.ts', { isForgotten: () => true })).toBeUndefined();
  expect((await look('net/'))!.text).toContain('In 3 of them `keys/` changed along.');
  expect((await look('net/', { isMet: (folder) => folder === 'test/' }))!.text).toContain('`test/` changed along.');
  expect((await look('net/', { isMet: () => false }))!.text).not.toContain('changed along');
});
