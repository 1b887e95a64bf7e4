// An event in, what it says in passages out: stretches that belong together, so that words which only happen to stand
// in the same commit are not taken for an answer.
import type { Hunk, MemoryEvent } from '../model/event.ts';

export interface Passage {
  /** Sentences of prose; lines of code. */
  readonly lines: readonly string[];
  /** What stood there before; quoted only where the lines hold nothing. */
  readonly former?: readonly string[];
  /** Where it stands; its words count as the passage's own. */
  readonly path?: string;
  /** Written by a person to be read, rather than code. */
  readonly isProse: boolean;
}

export interface EventText {
  /** Read together with every passage. */
  readonly title: string;
  readonly passages: readonly Passage[];
  readonly sha?: string;
}

const pathsMax = 200;
/** Git writes it; it says no more than the title. */
const revertNotice = /^This reverts commit [0-9a-f]{7,64}\.?$/gm;

/** Who had a hand in a commit: a line of its message that says nothing of it. */
const trailer = /^\s*(?:[A-Z][a-z]+(?:-[a-z]+)*-by|Change-Id|Cc):.*$/gm;

/** What can be quoted of an event. */
export function readEventText(event: MemoryEvent): EventText {
  switch (event.kind) {
    case 'commit':
    case 'revert': {
      const { subject, body, hunks, sha, files } = event.data;
      const places = files.slice(0, pathsMax).map((file) => ({ lines: [], path: file.path, isProse: false }));
      const prose = passageOfProse(body.replace(revertNotice, '').replace(trailer, ''));
      return { title: subject, passages: [prose, ...hunks.map(passageOfHunk), ...places], sha };
    }
    case 'diagnostic': {
      const { message, lineText } = event.data;
      const hunks = event.data.change === 'resolved' ? event.data.hunks.map(passageOfHunk) : [];
      const place: Passage = { lines: [lineText], path: event.refs[0] ?? '', isProse: false };
      return { title: message, passages: [place, ...hunks] };
    }
    case 'edit':
      return { title: '', passages: event.data.hunks.map(passageOfHunk) };
    default: {
      const [title = '', ...rest] = event.text.split('\n');
      return { title: title.trim(), passages: [passageOfProse(rest.join('\n'))] };
    }
  }
}

function passageOfHunk({ path, before, after }: Hunk): Passage {
  return after.length === 0
    ? { lines: before, path, isProse: false }
    : { lines: after, former: before, path, isProse: false };
}

/** Messages are wrapped by hand, so a line is seldom a thought; a sentence is. */
function passageOfProse(text: string): Passage {
  const paragraphs = text.split(/\n\s*\n|\n(?=\s*[-*•>#]\s|\s*\d+[.)]\s)/);
  const lines = paragraphs
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .flatMap((paragraph) => paragraph.split(/(?<=[.!?][)"'”]?)\s+(?=[\p{Lu}"'“(`])/u))
    .filter((sentence) => sentence !== '');
  return { lines, isProse: true };
}
