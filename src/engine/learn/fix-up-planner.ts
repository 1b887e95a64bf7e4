// A commit that repairs something says of the commit that wrote the repaired lines that it was a risk.
import type { MemoryChange } from '../model/change.ts';
import type { Engram } from '../model/engram.ts';
import type { CommitData, MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import { neutralValence, type Valence } from '../model/valence.ts';
import { planFolders } from './folder-planner.ts';

/** What is repaired later was not broken by haste. */
const ageMsMax = 30 * 24 * 60 * 60 * 1000;
const filesMax = 8;
const commitsReadMax = 8;
/** Shorter lines (`}`, `return;`) stand everywhere. */
const lineCharsMin = 12;

const fixedUp: Valence = { ...neutralValence, outcome: -0.2, friction: 0.2, risk: 0.6, precision: 0.5 };

interface Culprit {
  readonly event: MemoryEvent;
  readonly path: string;
}

/**
 * The former commit's episode and the places that both changed are met with risk, and the former is told to have caused
 * the repair. Costs the reading of some ten commits a repaired file.
 *
 * @source finding the change that induced a fix by the lines the fix replaces: Śliwerski, Zimmermann, Zeller 2005
 */
export function planFixUp({ event, reason }: Engram, memory: MemoryReader): MemoryChange[] {
  if (event.kind !== 'commit' || reason !== 'repair') return [];
  const culprits = event.refs.slice(0, filesMax).flatMap((path) => findCulprit(event, event.data, path, memory));
  if (culprits.length === 0) return [];
  const felt = { at: event.at, valence: fixedUp, because: { reason: 'fixed-up', seq: event.seq } } as const;
  const paths = culprits.map(({ path }) => path);
  const episodes = new Set(culprits.flatMap((culprit) => memory.episodeOfEvent(culprit.event.seq)?.id ?? []));
  return [
    ...paths.map((key): MemoryChange => ({ op: 'meet', node: { kind: 'file', key }, ...felt })),
    ...planFolders(paths, felt),
    ...[...episodes].flatMap((key): MemoryChange[] => {
      const from = { kind: 'episode', key } as const;
      const to = { kind: 'episode', key: event.id } as const;
      return [
        { op: 'meet', node: from, ...felt },
        { op: 'strengthen', from, to, kind: 'caused', delta: 1, at: event.at },
      ];
    }),
  ];
}

/** The latest commit that wrote a line of the file which this one takes out. */
function findCulprit(event: MemoryEvent, fix: CommitData, path: string, memory: MemoryReader): Culprit[] {
  const taken = new Set(telltaleLines(fix, path, 'before'));
  if (taken.size === 0) return [];
  for (const past of memory.eventsAtPath(event.project, path, commitsReadMax)) {
    if (past.kind !== 'commit' || past.seq >= event.seq || event.at - past.at > ageMsMax) continue;
    if (telltaleLines(past.data, path, 'after').some((line) => taken.has(line))) return [{ event: past, path }];
  }
  return [];
}

function telltaleLines({ hunks }: CommitData, path: string, side: 'before' | 'after'): string[] {
  const lines = hunks.filter((hunk) => hunk.path === path).flatMap((hunk) => hunk[side].map((line) => line.trim()));
  return lines.filter((line) => line.length >= lineCharsMin);
}
