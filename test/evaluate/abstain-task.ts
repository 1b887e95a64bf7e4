// Whether the memory knows what it does not know: in, conversations; out, how often it asserts something where there is
// no answer, how often it answers where there is one, and how good its probabilities are.
import type { Answer } from '../../src/engine/model/recollection.ts';
import type { Conversation } from './conversation-data.ts';
import { listen } from './conversation-memory.ts';
import type { TaskResult } from './evaluation-report.ts';
import type { LocomoOptions } from './locomo-task.ts';
import { areaUnderCurve, calibrationError } from './ranking-measure.ts';

const evidenceShown = 8;

interface Asked {
  /** Where no answer is held: `another memory` or `not said`. */
  readonly kind: 'answerable' | 'another memory' | 'not said';
  readonly isAsserted: boolean;
  readonly probability: number;
  /** The evidence shown holds a piece of the answer. */
  readonly isRight: boolean;
}

/** Every question is put to its own conversation, and those that can be answered to the next one too. */
export async function runAbstain(
  conversations: readonly Conversation[],
  options: LocomoOptions,
): Promise<TaskResult[]> {
  const asked: Asked[] = [];
  for (const [i, conversation] of conversations.entries()) {
    const memory = await listen(conversation, options);
    for (const { question, evidence, category } of conversation.questions) {
      const isAnswerable = category !== 5;
      if (isAnswerable && evidence.length === 0) continue;
      const answer = await memory.ask(question, evidenceShown);
      asked.push(judge(answer, isAnswerable ? 'answerable' : 'not said', new Set(evidence)));
    }
    const other = conversations[(i + 1) % conversations.length]!;
    for (const { question, category } of other === conversation ? [] : other.questions) {
      if (category === 5) continue;
      asked.push(judge(await memory.ask(question, evidenceShown), 'another memory', new Set()));
    }
    await memory.close();
  }
  const parts = [undefined, 'another memory', 'not said'] as const;
  return parts.map((part) => {
    const chosen = asked.filter(({ kind }) => part === undefined || kind === 'answerable' || kind === part);
    return {
      task: 'abstain',
      method: 'second-nature',
      stream: 'questions without an answer',
      category: part ?? 'all',
      n: chosen.length,
      seed: options.seed,
      ...(options.without.length > 0 && { ablate: options.without.join(',') }),
      metrics: measure(chosen),
    };
  });
}

function judge({ state, probability, evidence }: Answer, kind: Asked['kind'], held: ReadonlySet<string>): Asked {
  const isAsserted = state !== 'unknown';
  return { kind, isAsserted, probability, isRight: isAsserted && evidence.some((each) => held.has(each.event)) };
}

function measure(asked: readonly Asked[]): Record<string, number> {
  const answerable = asked.filter((each) => each.kind === 'answerable');
  const unanswerable = asked.filter((each) => each.kind !== 'answerable');
  const forecasts = asked.map(({ probability, kind }) => ({ probability, came: kind === 'answerable' }));
  const share = (list: readonly Asked[], holds: (each: Asked) => boolean) => list.filter(holds).length / list.length;
  const covered = [0.7, 0.8, 0.9, 0.95].map((coverage) => [
    `risk@${coverage}`,
    riskAt(asked, answerable.length, coverage),
  ]);
  return {
    auroc: areaUnderCurve(forecasts),
    ece: calibrationError(forecasts),
    assertedUnanswerable: share(unanswerable, (each) => each.isAsserted),
    answeredAnswerable: share(answerable, (each) => each.isAsserted),
    answeredRightly: share(answerable, (each) => each.isRight),
    ...Object.fromEntries(covered),
  };
}

/** The share without an answer among those asserted, were the bar set so that this share of the answerable passes. */
function riskAt(asked: readonly Asked[], answerableCount: number, coverage: number): number {
  const sorted = asked.toSorted((a, b) => b.probability - a.probability);
  let answered = 0;
  for (const [i, each] of sorted.entries()) {
    if (each.kind === 'answerable') answered += 1;
    if (answered >= coverage * answerableCount) return (i + 1 - answered) / (i + 1);
  }
  return 1;
}
