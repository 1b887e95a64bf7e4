// Names of several words in a whole engine: halves of a name in two places are no answer, and what is said of a thing later
// takes the place of what was said before only where it names that thing whole.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EvaluationEngine, openEvaluationEngine } from '../../evaluate/evaluation-engine.ts';
import { hourMs, type MadeWork, madeFolder, makeWork } from '../../evaluate/made-work.ts';

let memory: EvaluationEngine;
let work: MadeWork;
beforeEach(() => {
  memory = openEvaluationEngine({ startMs: Date.UTC(2024, 2, 12, 9), without: [] });
  work = makeWork(memory);
});
afterEach(() => memory.close());

const ask = async (question: string) => {
  await work.flush();
  return memory.engine.recall(madeFolder, { question, limit: 5, mode: 'auto' });
};

test('two notes that hold a half of the name each are not joined to an answer', async () => {
  work.note('The backup parser got throttling and that cured the leaks.');
  work.note('The parcel planner got sharding and that cured the flicker.');
  expect(await ask('What throttling does the backup planner have?')).toMatchObject({ state: 'unknown', evidence: [] });
  expect((await ask('What throttling does the backup parser have?')).summary).toContain('The backup parser');
});

test('a value that is said with an arrow replaces the one that was committed', async () => {
  const path = 'config/mail-renderer.yaml';
  work.commit('We settled on CBOR as the format of the mail renderer', [
    { path, startLine: 1, before: [], after: ['format: CBOR'] },
  ]);
  work.wait(40 * hourMs);
  work.say('helper', 'mail-renderer', 'mail renderer: format CBOR -> Protobuf');
  const { summary, evidence } = await ask('What format does the mail renderer use?');
  expect(summary).toContain('mail renderer: format CBOR -> Protobuf');
  expect(evidence.map(({ standing }) => standing)).toEqual([undefined, 'superseded']);
});

test('a class of another thing takes no place, though the keyword and the path hold the words between them', async () => {
  const rename = (from: string, to: string, path: string) =>
    work.commit(`Rename ${from} to ${to}`, [
      { path, startLine: 1, before: [`export class ${from} {`], after: [`export class ${to} {`] },
    ]);
  work.commit('Let OldHandler be the class that handles the export renderer', [
    { path: 'src/export-renderer.ts', startLine: 1, before: [], after: ['export class OldHandler {'] },
  ]);
  work.wait(40 * hourMs);
  rename('OldHandler', 'NewHandler', 'src/export-renderer.ts');
  work.wait(40 * hourMs);
  rename('OtherHandler', 'StrangeHandler', 'src/coupon-renderer.ts');
  const { evidence } = await ask('Which class handles the export renderer?');
  expect(evidence[0]!.title).toBe('Rename OldHandler to NewHandler');
});
