// A row of a tree in the sidebar comes in; where the explorer shows what it stands for goes out. Pure.
import type { WireWonder } from '../../protocol/curious.ts';
import type { ExplorerTarget } from '../../protocol/explorer-page.ts';

/** An episode is read on the timeline, everything else found on the map. */
export function targetOfNode(kind: string, key: string): ExplorerTarget {
  if (kind === 'episode') return { to: 'episode', id: key };
  // What is said of a file that has hurt is said of the file.
  return { to: 'node', kind: kind === 'warning' ? 'file' : kind, key };
}

/** @param subject `kind:key`, as feedback names a node */
export function targetOfSubject(subject: string): ExplorerTarget {
  const end = subject.indexOf(':');
  return targetOfNode(subject.slice(0, end), subject.slice(end + 1));
}

/** @returns the file that it is about, or the busiest of its folder; undefined for a belief, which stands on the map */
export function fileOfWonder({
  kind,
  place,
  paths,
}: Readonly<Pick<WireWonder, 'kind' | 'place'>> & { readonly paths: readonly string[] }): string | undefined {
  if (kind === 'belief') return undefined;
  return place.endsWith('/') ? paths[0] : place;
}

/** @param key `kind:key`; what it calls a belief was learned as a gist, and is one on the map */
export function targetOfWonder(key: string): ExplorerTarget {
  return targetOfSubject(key.replace(/^belief:/, 'gist:'));
}

/**
 * @param row of what is primed, of what is believed, or an episode; a command can be called by anyone with anything
 * @returns undefined for anything else: the explorer then opens as it was
 */
export function explorerTargetOf(row: unknown): ExplorerTarget | undefined {
  const { item, belief, episode } = (row ?? {}) as Readonly<
    Partial<Record<'item' | 'belief' | 'episode', Record<string, unknown>>>
  >;
  if (typeof episode?.id === 'string') return { to: 'episode', id: episode.id };
  const [kind, key] = [item?.kind ?? belief?.nodeKind, item?.key ?? belief?.key];
  return typeof kind === 'string' && typeof key === 'string' ? targetOfNode(kind, key) : undefined;
}
