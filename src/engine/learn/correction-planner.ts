// What an agent did and the developer did not want: told so in the next turn, or taken back by hand. In, the developer's
// turn or edit; out, the places that were changed in vain are met as such, and the work there is a dead end.
import type { MemoryChange, NodeRef } from '../model/change.ts';
import type { Engram } from '../model/engram.ts';
import type { MemoryEvent } from '../model/event.ts';
import { type Episode, symbolKey } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import { takesBack } from '../model/taken-back.ts';
import { neutralValence, type Valence } from '../model/valence.ts';
import { planFolders } from './folder-planner.ts';

type Edit = Extract<MemoryEvent, { kind: 'edit' }>;

const turnsReadMax = 40;
const editsReadMax = 50;
const eventsReadMax = 10;
/** What was turned down all over the project says nothing of any one place. */
const placesMax = 12;
/** What stood longer was accepted first. */
const ageMsMax = 60 * 60 * 1000;

const corrected: Valence = { ...neutralValence, outcome: -0.3, friction: 0.3, risk: 0.3, precision: 0.5 };

/**
 * Costs nothing for most events: a turn must say no, and an edit must belong to an episode in which an agent worked.
 *
 * @param open the episode that the event joins
 */
export function planCorrection({ event }: Engram, open: Episode | undefined, memory: MemoryReader): MemoryChange[] {
  const edits = findTurnedDown(event, open, memory);
  if (edits.length === 0) return [];
  const felt = { at: event.at, valence: corrected, because: { reason: 'corrected', seq: event.seq } } as const;
  const paths = [...new Set(edits.flatMap(({ refs }) => refs))].slice(0, placesMax);
  const symbols = edits.flatMap(({ data }) =>
    data.hunks.flatMap(({ path, symbol }) => symbol && symbolKey(path, symbol)),
  );
  const places: NodeRef[] = [
    ...paths.map((key): NodeRef => ({ kind: 'file', key })),
    ...[...new Set(symbols)].slice(0, placesMax).flatMap((key): NodeRef[] => (key ? [{ kind: 'symbol', key }] : [])),
  ];
  const episodes = new Set(edits.flatMap(({ seq }) => memory.episodeOfEvent(seq)?.id ?? []));
  return [
    ...places.map((node): MemoryChange => ({ op: 'meet', node, ...felt })),
    ...planFolders(paths, felt),
    ...[...episodes].flatMap((key): MemoryChange[] => {
      const to = { kind: 'episode', key } as const;
      const tried = places.map((from): MemoryChange => {
        return { op: 'strengthen', from, to, kind: 'tried', delta: 1, at: event.at };
      });
      return [{ op: 'meet', node: to, ...felt }, ...tried];
    }),
  ];
}

function findTurnedDown(event: MemoryEvent, open: Episode | undefined, memory: MemoryReader): Edit[] {
  if (event.kind === 'agent-turn') return event.data.corrects === true ? editsOfLastTurn(event, memory) : [];
  if (event.kind !== 'edit' || event.actor !== 'developer' || event.data.cause === 'redo') return [];
  if (!open?.actors.some((actor) => actor.startsWith('agent:'))) return [];
  return editsTakenBack(event, memory);
}

/** What the agent changed in the session since the developer last spoke. Ids of one session begin alike. */
function editsOfLastTurn(turn: Extract<MemoryEvent, { kind: 'agent-turn' }>, memory: MemoryReader): Edit[] {
  const { id, seq, project, data } = turn;
  const session = id.slice(0, id.lastIndexOf('turn:'));
  if (session === '') return [];
  const spoken = memory
    .latestOfKinds(project, ['agent-turn'], seq, turnsReadMax)
    .find((past) => past.kind === 'agent-turn' && past.actor === 'developer' && past.data.session === data.session);
  const edits = memory.editsBetween(project, spoken?.seq ?? 0, seq, editsReadMax);
  return edits.filter((edit): edit is Edit => edit.kind === 'edit' && edit.id.startsWith(session));
}

function editsTakenBack(event: Edit, memory: MemoryReader): Edit[] {
  const [path] = event.refs;
  if (path === undefined || event.data.hunks.every(({ before }) => before.length === 0)) return [];
  const past = memory.eventsAtPath(event.project, path, eventsReadMax);
  return past.filter((edit): edit is Edit => {
    if (edit.kind !== 'edit' || edit.seq >= event.seq || !edit.actor.startsWith('agent:')) return false;
    if (event.at - edit.at > ageMsMax) return false;
    return edit.data.hunks.some((hunk) => event.data.hunks.some((later) => takesBack(later, hunk)));
  });
}
