// A plan goes in; every change in it is made true, in order, by the table it concerns. Runs inside the transaction of
// the event that caused it.
import type { ChangePlan, MemoryChange, NodeRef } from '../model/change.ts';
import type { AppraisalTable } from './appraisal-table.ts';
import type { EpisodeTable } from './episode-table.ts';
import type { ErrorCaseTable } from './error-case-table.ts';
import type { GistTable } from './gist-table.ts';
import { holdGist } from './gist-writer.ts';
import type { LinkTable } from './link-table.ts';
import { renameNode } from './node-renaming.ts';
import type { NodeTable } from './node-table.ts';
import type { ProjectTable } from './project-table.ts';
import type { StandingTable } from './standing-table.ts';
import type { TagTable } from './tag-table.ts';
import type { TraceIndex } from './trace-index.ts';
import type { VectorTable } from './vector-table.ts';

export interface ProjectionTables {
  readonly projects: ProjectTable;
  readonly nodes: NodeTable;
  readonly appraisals: AppraisalTable;
  readonly links: LinkTable;
  readonly episodes: EpisodeTable;
  readonly errorCases: ErrorCaseTable;
  readonly gists: GistTable;
  readonly standings: StandingTable;
  readonly tags: TagTable;
  readonly traces: TraceIndex;
  readonly vectors: VectorTable;
}

/** @throws where the plan speaks of a node, an episode or a case that is not there: a planner's bug */
export function writeChanges(tables: ProjectionTables, plan: ChangePlan): void {
  const project = tables.projects.numberOf(plan.project);
  const met: MetNodes = new Map();
  for (const change of plan.changes) writeChange(tables, project, change, met);
}

/** Ids of nodes that the plan has come by, by kind and key: most of its links start at one episode. */
type MetNodes = Map<string, number>;

function writeChange(tables: ProjectionTables, project: number, change: MemoryChange, met: MetNodes): void {
  const { projects, nodes, links, episodes, errorCases, gists, standings, tags, traces, vectors } = tables;
  switch (change.op) {
    case 'know-project':
      projects.know(projects.numberOf(change.project.id), change.project);
      break;
    case 'begin-episode':
      episodes.begin(project, nodes.ensure(project, 'episode', change.id, change.at), change);
      break;
    case 'join-episode':
      episodes.join(change);
      break;
    case 'end-episode':
      episodes.end(change);
      break;
    case 'judge-episode':
      episodes.judge(change);
      break;
    case 'meet':
      meetNode(tables, project, change, met);
      break;
    case 'strengthen': {
      const { from, to, kind, delta, at } = change;
      links.strengthen(findMet(nodes, project, from, met), findMet(nodes, project, to, met), kind, delta, at);
      break;
    }
    case 'rename':
      renameNode(tables, project, change.kind, change.was, change.key);
      met.clear();
      break;
    case 'open-case':
      errorCases.open(project, change.errorCase);
      break;
    case 'clear-case':
      errorCases.clear(project, change);
      break;
    case 'hold-gist':
      holdGist(tables, project, change.gist, change.at);
      break;
    case 'end-gist':
      gists.end(project, change);
      break;
    case 'word-gist':
      gists.word(project, change);
      break;
    case 'set-standing':
      standings.set(project, change.subject, change.standing);
      break;
    case 'tag':
      tags.put(change.seq, change.tags);
      break;
    case 'index':
      vectors.keepOnly(change.seq, traces.put(change.seq, project, change.trace));
      break;
    default:
      change satisfies never;
  }
}

function meetNode(
  { nodes, appraisals }: ProjectionTables,
  project: number,
  { node, at, valence, because }: Extract<MemoryChange, { op: 'meet' }>,
  met: MetNodes,
): void {
  const id = nodes.meet(project, node.kind, node.key, at, valence);
  met.set(`${node.kind} ${node.key}`, id);
  if (because !== undefined) appraisals.add(id, because.reason, at, because.seq);
}

function findMet(nodes: NodeTable, project: number, { kind, key }: NodeRef, met: MetNodes): number {
  const id = met.get(`${kind} ${key}`) ?? nodes.find(project, kind, key);
  if (id === undefined) throw new Error(`A link was planned at ${kind} ${key}, which has not been met.`);
  met.set(`${kind} ${key}`, id);
  return id;
}
