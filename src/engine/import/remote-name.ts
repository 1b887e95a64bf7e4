// A remote's address in, the one name of the repository behind it out, so that clones by different protocols are
// known as the same project. Credentials never come through.

const withScheme = /^(?:https?|ssh|git|git\+ssh|ssh\+git|git\+https|ftps?):\/\/(?:[^/]*@)?([^/]+)\/(.+)$/i;
const scpLike = /^(?:[^@/\s]+@)?(\[[^\]]+\]|[^:/\s]+):(?!\/\/)(.+)$/;
const driveLetter = /^[a-z]:[\\/]/i;

/**
 * Normalises a git remote to `host/owner/name`: host in lower case, without user, password, port and `.git`.
 *
 * @returns undefined for what is no place on a network, such as a path or a `file:` address
 */
export function normaliseRemote(address: string): string | undefined {
  const trimmed = address.trim();
  if (driveLetter.test(trimmed)) return undefined;
  const match = withScheme.exec(trimmed) ?? (trimmed.includes('://') ? null : scpLike.exec(trimmed));
  if (match === null) return undefined;
  const host = match[1]!.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
  const path = normalisePath(match[2]!);
  return host === '' || path === '' ? undefined : `${host}/${path}`;
}

function normalisePath(path: string): string {
  return path
    .replace(/[?#].*$/, '')
    .replace(/\/{2,}/g, '/')
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/i, '')
    .replace(/\/+$/, '');
}
