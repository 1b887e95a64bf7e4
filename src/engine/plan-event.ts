// What an event of the log teaches, as the engine does it, a rebuild and whoever else derives the memory from its log:
// the pipeline from encode to learn in one place, so that they cannot differ.
import { encodeEvent } from './encode/encode-event.ts';
import { planLearning } from './learn/plan-learning.ts';
import type { ChangePlan } from './model/change.ts';
import type { MemoryEvent } from './model/event.ts';
import type { MemoryReader } from './model/ports.ts';
import { Segmenter } from './segmenter.ts';
import { planSleep } from './sleep/plan-sleep.ts';

export function createPlanner(memory: MemoryReader): (event: MemoryEvent) => ChangePlan {
  const segmenter = new Segmenter(memory);
  return (event) => {
    // It is told of every event, so that it notices when the log goes back.
    const boundary = segmenter.decide(event);
    return event.kind === 'sleep' ? planSleep(event, memory) : planLearning(encodeEvent(event), boundary, memory);
  };
}
