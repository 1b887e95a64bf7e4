// A project in, a first look at it out: how long its memory is, where work went lately, a few facts to check, and the
// places that have hurt. For whoever comes to it fresh, a person or an agent.

import { count, dayOf } from '../model/plain-word.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { FragilePlace, Orientation } from '../model/recollection.ts';
import { filesByRisk, findFacts, isOftenFixed } from './fact-finder.ts';
import { createLineageReader, createPlaceReader, isCommit } from './place-history.ts';

const recentCommits = 200;
const activePlacesMax = 3;
const fragileMax = 5;
const fragileLookedAt = 12;
const filesCountedMax = 100_000;

/** Cost: it reads the commits of some hundred files. */
export function orient(project: string, name: string, memory: MemoryReader): Orientation {
  const readPlace = createPlaceReader(project, memory);
  return {
    project,
    name,
    summary: summarise(project, name, memory),
    facts: findFacts(project, memory, readPlace),
    fragile: findFragile(project, memory),
  };
}

function summarise(project: string, name: string, memory: MemoryReader): string[] {
  const { episodes, total } = memory.episodes(project, { limit: 1, offset: 0 });
  const latest = episodes[0];
  const earliest = memory.episodes(project, { limit: 1, offset: Math.max(0, total - 1) }).episodes[0];
  if (latest === undefined || earliest === undefined) {
    return [`Nothing is known of ${name} yet: import its history, or work in it.`];
  }
  const files = memory.nodes(project, 'file', filesCountedMax).length;
  const span = `from ${dayOf(earliest.startedAt)} to ${dayOf(latest.endedAt)}`;
  const sentences = [
    `I remember ${count(total, 'stretch', 'stretches')} of work on ${name}, ${span}, in ${count(files, 'file', 'files')}.`,
  ];
  const active = findActivePlaces(project, memory);
  if (active !== undefined) sentences.push(active);
  return sentences;
}

/** Lately is told by the latest commits, not by a clock: a project that rests is oriented in as one that does not. */
function findActivePlaces(project: string, memory: MemoryReader): string | undefined {
  const commits = memory.eventsOfKind(project, 'commit', recentCommits).filter(isCommit);
  const counts = new Map<string, number>();
  for (const commit of commits) {
    for (const folder of new Set(commit.refs.map(folderOf))) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const places = [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, activePlacesMax)
    .map(([folder, n]) => `${folder} (${n})`);
  if (places.length === 0) return undefined;
  const latest = commits.length === 1 ? 'The one commit went' : `Of the latest ${commits.length} commits most went`;
  return `${latest} into ${places.join(', ')}.`;
}

/** The first two folders of a path. */
function folderOf(path: string): string {
  const folders = path.split('/').slice(0, -1).slice(0, 2);
  return folders.length === 0 ? 'the top folder' : `\`${folders.join('/')}\``;
}

function findFragile(project: string, memory: MemoryReader): FragilePlace[] {
  return filesByRisk(project, memory)
    .slice(0, fragileLookedAt)
    .map(createLineageReader(project, memory))
    .filter((place) => place.isCountable && (place.reverts.length > 0 || isOftenFixed(place)))
    .slice(0, fragileMax)
    .map(({ path, reverts, fixes, commits }) => ({
      path,
      valence: memory.node(project, 'file', path)!.valence,
      reason: `${listHurts(reverts.length, fixes.length)} in ${count(commits.length, 'commit', 'commits')}`,
    }));
}

function listHurts(reverts: number, fixes: number): string {
  return [reverts > 0 ? count(reverts, 'revert', 'reverts') : '', fixes > 0 ? count(fixes, 'fix', 'fixes') : '']
    .filter((hurt) => hurt !== '')
    .join(' and ');
}
