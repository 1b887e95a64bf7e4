// An answer with what is to be known of its evidence before it is shown: who answers for it, whether it gives orders, and
// how the places that it names stand now.
import { z } from 'zod';
import { recallParams, recallResult } from './recall.ts';

export const citedAnswerMethod = 'memory/citedAnswer';
export const citedAnswerParams = recallParams.pick({ folder: true, question: true, limit: true });
export const citedAnswerResult = z.object({
  answer: recallResult,
  /** The summary reads as an order to a model. */
  isOrder: z.boolean(),
  /** One for each piece of the answer's evidence, in its order. */
  cited: z.array(
    z.object({
      trust: z.enum(['observed', 'reported', 'imported']),
      isOrder: z.boolean(),
      /** A commit that the repository does not hold any more. */
      isCommitGone: z.boolean(),
      /** Places that are not as the evidence has them; `name` is the path under which a renamed file stands now. */
      places: z.array(
        z.object({ path: z.string(), name: z.string().optional(), now: z.enum(['changed', 'gone']).optional() }),
      ),
    }),
  ),
  /** The same for a model, as the tool `recall` gives it. */
  text: z.string(),
});
export type CitedAnswer = z.infer<typeof citedAnswerResult>;
