// Which answers rested on which evidence of late. A word on a piece of evidence comes in; what was estimated of the answer
// that it bears on goes out, by which the memory learns how sure it may be.
import type { AgentToolInput } from '../../protocol/agent-tool.ts';
import type { EventDataByKind } from '../model/event.ts';
import type { Reply } from '../model/recollection.ts';

export type AnswerClaim = Pick<EventDataByKind['feedback'], 'claimed' | 'estimated'>;
type AgentVerdict = AgentToolInput<'feedback'>['verdict'];

interface GivenAnswer {
  readonly claim: AnswerClaim;
  /** Id of the event that led. */
  readonly lead: string;
  isJudged: boolean;
}

const evidenceKeptMax = 500;

export class AnswerRegister {
  /** By folder and event, what was cited last at the end. */
  readonly #given = new Map<string, GivenAnswer>();

  /** @param evidence ids of the events that were shown, the leading one first */
  note(folder: string, { state, probability, estimated }: Reply, evidence: readonly string[]): void {
    const [lead] = evidence;
    if (state === 'unknown' || lead === undefined) return;
    const given: GivenAnswer = { claim: { claimed: probability, estimated }, lead, isJudged: false };
    for (const event of evidence) {
      const key = keyOf(folder, event);
      this.#given.delete(key);
      this.#given.set(key, given);
      if (this.#given.size > evidenceKeptMax) this.#given.delete(this.#given.keys().next().value!);
    }
  }

  /**
   * An answer is judged once. That any piece of its evidence helped says that it was right; only of the one that leads
   * does it say anything that it was wrong, and that it was known already says neither.
   */
  judge(folder: string, event: string, verdict: AgentVerdict): AnswerClaim {
    const given = this.#given.get(keyOf(folder, event));
    const tells = verdict === 'helped' || (verdict !== 'known-already' && given?.lead === event);
    if (given === undefined || given.isJudged || !tells) return {};
    given.isJudged = true;
    return given.claim;
  }
}

function keyOf(folder: string, event: string): string {
  return `${folder}\0${event}`;
}
