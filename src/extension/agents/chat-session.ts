// Which conversation a tool is called in. The editor's token comes in, the id goes out by which the hooks of the same
// conversation know it, so that what they told is not told again.

const sessionCharsMax = 80;

/**
 * @param token as the editor gives it; it promises nothing of it, so that anything may be missing
 * @returns undefined where the editor does not tell conversations apart
 */
export function chatSessionOf(token: unknown): string | undefined {
  const resource = (token as { sessionResource?: { path?: unknown } } | undefined)?.sessionResource;
  if (typeof resource?.path !== 'string') return undefined;
  const name = resource.path.split('/').at(-1) ?? '';
  // A local conversation's address holds its id in base64.
  const decoded = Buffer.from(name, 'base64').toString('utf8');
  const id = /^[\w-]{8,}$/.test(decoded) ? decoded : name;
  return id === '' ? undefined : id.slice(0, sessionCharsMax);
}
