// What the user says of an answer: in, the answer as it was given and whether it was one; out, the observation by which the
// memory learns how sure it may be.
import type { WireObservation } from '../../protocol/observe.ts';
import type { WireAnswer } from '../../protocol/recall.ts';
import { draftWorkObservation } from '../sense/observation-draft.ts';

/** An answer that can be judged: how sure it was, and the evidence that led. */
export interface AnswerClaim {
  readonly folder: string;
  readonly question: string;
  /** Id of an event. */
  readonly subject: string;
  readonly claimed: number;
  readonly estimated?: number;
}

const reasonCharsMax = 2_000;

/** @returns undefined where nothing was claimed */
export function claimOf(folder: string, answer: WireAnswer): AnswerClaim | undefined {
  const { question, state, evidence, probability, estimated } = answer;
  const [best] = evidence;
  if (state === 'unknown' || best === undefined) return undefined;
  return { folder, question, subject: best.event, claimed: probability, ...(estimated !== undefined && { estimated }) };
}

/** Its worth is said of the evidence that leads. That it is no answer to this does not make it untrue. */
export function judgeAnswer({ folder, question, ...claim }: AnswerClaim, isRight: boolean): WireObservation {
  const verdict = isRight ? 'accepted' : 'dismissed';
  const reason = `${isRight ? 'useful' : 'wrong'}: ${question}`.slice(0, reasonCharsMax);
  return draftWorkObservation('feedback', { folder }, { verdict, reason, ...claim }, '');
}
