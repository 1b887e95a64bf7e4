// What an event of the log teaches, as the engine does it, a rebuild and whoever else derives the memory from its log:
// the pipeline from encode to learn in one place, so that they cannot differ.
import { encodeEvent } from './encode/encode-event.ts';
import { tagDraft } from './gate/tag-rule.ts';
import { planLearning } from './learn/plan-learning.ts';
import type { ChangePlan } from './model/change.ts';
import type { MemoryEvent } from './model/event.ts';
import type { MemoryReader } from './model/ports.ts';
import { Segmenter } from './segmenter.ts';
import { planSleep } from './sleep/plan-sleep.ts';

export function createPlanner(memory: MemoryReader): (event: MemoryEvent) => ChangePlan {
  const segmenter = new Segmenter(memory);
  return (event) => {
    const open = memory.openEpisode(event.project);
    // It is told of every event, so that it notices when the log goes back.
    const boundary = segmenter.decide(event, open);
    if (event.kind === 'sleep') return planSleep(event, memory);
    const { project, changes } = planLearning(encodeEvent(event), boundary, open, memory);
    // What was forgotten must have left no trace, so the record of it has none either.
    if (event.kind === 'forget') return { project, changes };
    return { project, changes: [{ op: 'tag', seq: event.seq, tags: tagDraft(event, memory) }, ...changes] };
  };
}
