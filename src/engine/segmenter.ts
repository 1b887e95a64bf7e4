// Where one piece of work ends and the next begins, project by project. In goes each event of the log in its order, out
// comes whether it begins an episode. What is expected is learned from the latest events alone, so that the state after
// a restart, read from the log, is the state before it.
import { decideBoundary } from './gate/episode-boundary.ts';
import { glimpse, isWork, type WorkEvent, WorkModel, type WorkSign, workKinds } from './gate/work-model.ts';
import type { MemoryEvent } from './model/event.ts';
import type { Episode, EpisodeBoundary } from './model/node.ts';
import type { MemoryReader } from './model/ports.ts';

/** A model is given up after twice as many events, for one that began half way: old habits are forgotten. */
const generation = 256;

/** The elder judges; it began with a generation of which the younger saw nothing. */
interface Stream {
  seen: number;
  elder: WorkModel;
  younger: WorkModel;
}

export class Segmenter {
  readonly #memory: MemoryReader;
  readonly #streams = new Map<string, Stream>();
  #lastSeq = 0;

  constructor(memory: MemoryReader) {
    this.#memory = memory;
  }

  /** @param open the project's open episode, as it stood before the event */
  decide(event: MemoryEvent, open: Episode | undefined): EpisodeBoundary {
    // The log went back: a transaction was undone, or it is being replayed.
    if (event.seq <= this.#lastSeq) this.#streams.clear();
    this.#lastSeq = event.seq;
    return decideBoundary(event, open, isWork(event) ? push(this.#streamOf(event), event) : 'unclear');
  }

  #streamOf({ project, seq }: WorkEvent): Stream {
    const known = this.#streams.get(project);
    if (known !== undefined) return known;
    const total = this.#memory.countOfKinds(project, workKinds, seq);
    const seen = Math.max(0, Math.floor(total / generation) - 1) * generation;
    const stream = { seen, elder: new WorkModel(), younger: new WorkModel() };
    for (const event of this.#memory.latestOfKinds(project, workKinds, seq, total - seen).toReversed()) {
      if (isWork(event)) push(stream, event);
    }
    this.#streams.set(project, stream);
    return stream;
  }
}

function push(stream: Stream, event: WorkEvent): WorkSign {
  const seen = glimpse(event);
  const sign = seen === undefined ? 'unclear' : stream.elder.push(seen);
  if (seen !== undefined) stream.younger.push(seen);
  stream.seen += 1;
  if (stream.seen % generation === 0) {
    stream.elder = stream.younger;
    stream.younger = new WorkModel();
  }
  return sign;
}
