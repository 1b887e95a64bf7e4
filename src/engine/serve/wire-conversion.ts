// Turns what crosses the wire into what the rooms know, and back, field by field: so the memory can change its shape
// without the wire changing, and what is not named here never leaves the engine.
import type { z } from 'zod';
import type { WireEpisode, WireEpisodeDetail, WireEvent, WireTimeline } from '../../protocol/explore.ts';
import type { WireHunk, WireObservation } from '../../protocol/observe.ts';
import type { DejaVuParams, dejaVuResult, WireAnswer, WireOrientation, WirePastFix } from '../../protocol/recall.ts';
import { type Actor, type Hunk, hunksLeft, isFaded, type MemoryEvent, type Observation } from '../model/event.ts';
import type {
  DejaVu,
  EpisodeDetail,
  EpisodeEntry,
  ErrorCue,
  Orientation,
  PastFix,
  Reply,
  TimelinePage,
} from '../model/recollection.ts';
import type { Tags } from '../model/tags.ts';

/** The schema has checked the actor, whose type zod cannot tell. */
export function toObservation(wire: WireObservation): Observation {
  return { ...wire, actor: wire.actor as Actor };
}

/** @returns a cue whose path is absolute still */
export function toErrorCue(wire: DejaVuParams): ErrorCue {
  const { folder: _, ...cue } = wire;
  return cue;
}

export function fromDejaVu(dejaVu: DejaVu): z.infer<typeof dejaVuResult> {
  if (!dejaVu.recognised) return dejaVu;
  const { recognised, fingerprint, seen, probability } = dejaVu;
  return { recognised, fingerprint, seen, probability, fixes: dejaVu.fixes.map(fromPastFix) };
}

function fromPastFix({ event, episode, at, path, hunks, phrase, transfer }: PastFix): WirePastFix {
  const fix = { event, episode, at, path, hunks: hunks.map(fromHunk), phrase };
  if (transfer === undefined) return fix;
  return {
    ...fix,
    transfer: { startLine: transfer.startLine, before: [...transfer.before], after: [...transfer.after] },
  };
}

function fromHunk({ path, startLine, before, after, lead, trail, symbol }: Hunk): WireHunk {
  return {
    path,
    startLine,
    before: [...before],
    after: [...after],
    ...(lead !== undefined && { lead: [...lead] }),
    ...(trail !== undefined && { trail: [...trail] }),
    ...(symbol !== undefined && { symbol }),
  };
}

export function fromAnswer(reply: Reply): WireAnswer {
  const { question, state, probability, bounds, summary, evidence, talks, missing, system, compiled, estimated, cost } =
    reply;
  const { steps, events, tokens, durationMs } = cost;
  return {
    question,
    state,
    probability,
    estimated,
    ...(bounds !== undefined && { bounds: { ...bounds } }),
    summary,
    evidence: evidence.map(({ event, episode, at, title, excerpt, sha, paths, weight, reasons, standing, change }) => ({
      event,
      episode,
      at,
      title,
      excerpt,
      ...(sha !== undefined && { sha }),
      paths: [...paths],
      weight,
      reasons: [...reasons],
      ...(standing !== undefined && { standing }),
      ...(change !== undefined && { change }),
    })),
    ...(talks !== undefined && { talks: talks.map((talk) => ({ ...talk })) }),
    missing: [...missing],
    system,
    compiled,
    cost: { steps, events, tokens, durationMs },
  };
}

export function fromOrientation({ project, name, summary, facts, fragile }: Orientation): WireOrientation {
  return {
    project,
    name,
    summary: [...summary],
    facts: facts.map(({ sentence, check, paths, evidence }) => ({
      sentence,
      check,
      paths: [...paths],
      evidence: [...evidence],
    })),
    fragile: fragile.map(({ path, reason }) => ({ path, reason })),
  };
}

export function fromTimeline({ episodes, total }: TimelinePage): WireTimeline {
  return { episodes: episodes.map(fromEpisode), total };
}

function fromEpisode(episode: EpisodeEntry): WireEpisode {
  const { id, title, startedAt, endedAt, outcome, actors, places, eventCount, isOpen } = episode;
  return { id, title, startedAt, endedAt, outcome, actors: [...actors], places: [...places], eventCount, isOpen };
}

export function fromEpisodeDetail({ episode, events, neighbours, valence }: EpisodeDetail): WireEpisodeDetail {
  const { outcome, friction, risk, novelty, affinity, precision } = valence;
  return {
    episode: fromEpisode(episode),
    events: events.map(({ id, at, kind, summary, paths, sha, hasDiff, isFaded, progress, isDeadEnd }) => ({
      id,
      at,
      kind,
      summary,
      paths: [...paths],
      ...(sha !== undefined && { sha }),
      hasDiff,
      ...(isFaded && { isFaded }),
      ...(progress !== undefined && { progress }),
      ...(isDeadEnd !== undefined && { isDeadEnd }),
    })),
    neighbours: neighbours.map(({ kind, nodeKind, key, label, strength, direction }) => ({
      kind,
      nodeKind,
      key,
      label,
      strength,
      direction,
    })),
    valence: { outcome, friction, risk, novelty, affinity, precision },
  };
}

const fadedText = 'Its wording was let go for want of space; this is what is left of it.';

/** A commit's text is its whole message, a command's comes with what it wrote. The lines that the event changed come along; one that changed none has no hunks. */
export function fromEvent(event: MemoryEvent, tags: Tags | undefined): WireEvent {
  const { id, at, kind, refs } = event;
  const isCommit = event.kind === 'commit' || event.kind === 'revert';
  const rest = isCommit ? event.data.body : event.kind === 'command' ? event.data.output : '';
  const left = isFaded(event) ? [fadedText] : [];
  return {
    id,
    at,
    kind,
    text: [event.text, ...(rest === '' ? [] : [rest]), ...left].join('\n\n'),
    paths: [...refs],
    ...(isCommit && { sha: event.data.sha }),
    hunks: hunksLeft(event).map(fromHunk),
    ...(tags && { tags: { ...tags } }),
  };
}
