// Findings of curiosity that counted a commit which is forgotten: in, the log and the commits that go; out, the findings that go
// along. A finding tells how many commits git has of a place, and by how many people; it does not name them all.
import type { MemoryEvent } from '../model/event.ts';

type Finding = Extract<MemoryEvent, { readonly kind: 'investigation' }>;

/** By path, when the first of the commits was made that go. Unix time in ms. */
type Touched = Map<string, number>;

/** Costs one pass over the log. What was committed after the finding was not counted in it. */
export function findingsAbout(forgotten: ReadonlySet<number>, log: Iterable<MemoryEvent>): MemoryEvent[] {
  const touchedIn = new Map<string, Touched>();
  const findings: Finding[] = [];
  for (const event of log) {
    if (event.kind === 'investigation') findings.push(event);
    if (event.kind !== 'commit' && event.kind !== 'revert') continue;
    const touched = touchedIn.get(event.project) ?? new Map<string, number>();
    touchedIn.set(event.project, touched);
    for (const { path, was = path } of event.data.files) {
      if (forgotten.has(event.seq)) for (const name of [path, was]) note(touched, name, event.at);
      // A file is followed to the names that it has had since.
      note(touched, path, touched.get(was) ?? Number.POSITIVE_INFINITY);
    }
  }
  return findings.filter((finding) => isAbout(finding, touchedIn.get(finding.project) ?? new Map()));
}

function note(touched: Touched, path: string, at: number): void {
  const first = Math.min(at, touched.get(path) ?? Number.POSITIVE_INFINITY);
  if (Number.isFinite(first)) touched.set(path, first);
}

function isAbout({ data: { place }, at }: Finding, touched: Touched): boolean {
  // One of an earlier version does not say its place: it may have counted any.
  const isThere = (path: string) =>
    place === undefined || path === place || (place.endsWith('/') && path.startsWith(place));
  return [...touched].some(([path, first]) => first <= at && isThere(path));
}
