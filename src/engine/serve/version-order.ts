// Decides, from the version of a client's build and of our own, whether the two may talk and who has to go.
import { type Handshake, protocolVersion } from '../../protocol/handshake.ts';

export type Welcome = 'accepted' | 'retiring' | 'client-too-old';

/** A newer client is right: this engine goes and the client starts its own. An older one may stay if it speaks as we do. */
export function welcomeClient(engineVersion: string, client: Pick<Handshake, 'version' | 'protocol'>): Welcome {
  if (compareVersions(client.version, engineVersion) > 0) return 'retiring';
  return client.protocol === protocolVersion ? 'accepted' : 'client-too-old';
}

/**
 * Orders `1.2.3` by its numbers; a pre-release such as `1.2.3-beta` comes before its release. Whatever is no number
 * counts as 0.
 *
 * @returns negative, 0 or positive, as for sorting
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [readVersion(a), readVersion(b)];
  for (let i = 0; i < left.length; i++) {
    const difference = left[i]! - right[i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function readVersion(version: string): number[] {
  const [core, ...preRelease] = version.split('-');
  const numbers = [0, 1, 2].map((i) => Number.parseInt(core!.split('.')[i] ?? '', 10) || 0);
  return [...numbers, preRelease.length === 0 ? 1 : 0];
}
