// An answer in, the same answer with what the user has said of its evidence out: what was true until some day is marked
// as such and is not told as current, what is pinned says so, and what was called wrong is named as corrected.

import { dayOf } from '../model/plain-word.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { Answer, Evidence } from '../model/recollection.ts';
import { isDenied, type Standing } from '../model/standing.ts';
import { splitWords } from '../model/token.ts';

const standingsMax = 10_000;
const deniedHitsLookedAt = 30;

/**
 * @param memory with what was called wrong in it, unlike the one that answered
 * @returns the very same answer where the user has said nothing
 */
export function remarkStandings<Found extends Answer>(answer: Found, project: string, memory: MemoryReader): Found {
  const standings = memory.standings(project, standingsMax);
  if (standings.size === 0) return answer;
  const standingOf = (event: string, episode: string) => standings.get(event) ?? standings.get(episode);
  const evidence = answer.evidence.map((piece) => remark(piece, standingOf(piece.event, piece.episode)));
  const until = evidence[0] && standingOf(evidence[0].event, evidence[0].episode)?.correction?.until;
  const denial = findDenial(answer.question, project, memory, standingOf);
  const said = until === undefined ? answer.summary : `Until ${dayOf(until)}: ${answer.summary}`;
  return {
    ...answer,
    ...(until !== undefined && { state: 'stale' }),
    summary: denial === undefined ? said : `${said} ${denial}`,
    evidence,
  };
}

function remark(piece: Evidence, standing: Standing | undefined): Evidence {
  const reasons: string[] = [];
  const until = standing?.correction?.until;
  if (until !== undefined) reasons.push(`known until ${dayOf(until)}`);
  if (standing?.pinned) reasons.push('pinned');
  return reasons.length === 0 ? piece : { ...piece, reasons: [...reasons, ...piece.reasons] };
}

/** What would have been told, had it not been called wrong. */
function findDenial(
  question: string,
  project: string,
  memory: MemoryReader,
  standingOf: (event: string, episode: string) => Standing | undefined,
): string | undefined {
  for (const { seq } of memory.searchText(project, splitWords(question), deniedHitsLookedAt)) {
    const event = memory.eventAt(seq);
    const episode = memory.episodeOfEvent(seq);
    const standing = event && standingOf(event.id, episode?.id ?? '');
    if (event === undefined || standing === undefined || !isDenied(standing)) continue;
    const { at, reason } = standing.correction!;
    const because = reason === '' ? '' : `: ${reason.replace(/\.$/, '')}`;
    return `What was remembered of ${dayOf(event.at)} was called wrong on ${dayOf(at)}${because}.`;
  }
  return undefined;
}
