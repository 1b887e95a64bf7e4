import { afterEach, beforeEach, expect, test } from 'vitest';
import { investigatePlace } from '../../../src/engine/import/place-investigation.ts';
import { type MadeRepository, makeRepository } from './made-repository.ts';

let repository: MadeRepository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

const look = (place: string) => investigatePlace(repository.root, place, new AbortController().signal);
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
  expect(await investigatePlace(repository.root, 'a.ts', aborted)).toBeUndefined();
});
