// An answer whose evidence was looked up and checked comes in, the wire's form of it goes out, with a word on each piece.
import { type CitedAnswer, citedAnswerMethod, citedAnswerParams } from '../../protocol/cited-answer.ts';
import { readsAsInstruction } from '../model/trust.ts';
import type { CitedEvidence } from './agent-answer.ts';
import type { AgentDesk } from './agent-desk.ts';
import { type MemoryMethod, on } from './memory-method.ts';
import { fromAnswer } from './wire-conversion.ts';

export function listCitedAnswerMethods(desk: AgentDesk): [string, MemoryMethod][] {
  return [
    on(citedAnswerMethod, citedAnswerParams, async ({ folder, question, limit }): Promise<CitedAnswer> => {
      const { reply, cited, text } = await desk.citedAnswer(folder, question, limit);
      return {
        answer: fromAnswer({ ...reply, evidence: cited }),
        isOrder: readsAsInstruction(reply.summary),
        cited: cited.map(describeCited),
        text,
      };
    }),
  ];
}

function describeCited({ trust, title, excerpt, change, paths, check }: CitedEvidence): CitedAnswer['cited'][number] {
  const { places, moved, isCommitGone } = check;
  const touched = paths.filter((path) => places.has(path) || moved.has(path));
  return {
    trust,
    isOrder: readsAsInstruction([title, excerpt, change ?? ''].join('\n')),
    isCommitGone,
    places: touched.map((path) => {
      const [name, now] = [moved.get(path), places.get(path)];
      return { path, ...(name !== undefined && { name }), ...(now !== undefined && { now }) };
    }),
  };
}
