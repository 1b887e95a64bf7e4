// Which files the memory never looks at: those that hold credentials by their nature, those that nobody wrote by hand,
// and those that the user names.
import picomatch from 'picomatch';

/** Source files that merely have `secret` in their name are welcome: what they hold is redacted like any other text. */
const excludedAlways: readonly string[] = [
  '**/.git/**',
  '**/node_modules/**',
  '**/.env',
  '**/.env.*',
  '**/*.env',
  '**/.envrc',
  '**/*.{pem,key,p12,pfx,jks,keystore,kdbx,ppk,gpg}',
  '**/id_{rsa,dsa,ecdsa,ed25519}*',
  '**/.{npmrc,netrc,pypirc,pgpass,htpasswd,git-credentials,dockercfg}',
  '**/{_netrc,credentials,credentials.json}',
  '**/.{aws,ssh,gnupg}/**',
  '**/.docker/config.json',
  '**/.kube/config',
];

const pathsRememberedMax = 2_000;

/**
 * @param globs of the user, over relative paths; `dist/**` and `*.log` mean what they mean in the editor's settings
 * @returns whether a path (relative, POSIX separators) stays out; letter case does not matter
 */
export function createExclusion(globs: readonly string[]): (path: string) => boolean {
  const patterns = [...excludedAlways, ...globs.map(anywhere)];
  const matches = picomatch([...patterns], { dot: true, nocase: true });
  // The same few paths come again and again, and fifteen patterns take longer than everything else in the gate.
  const verdicts = new Map<string, boolean>();
  return (path) => {
    const known = verdicts.get(path);
    if (known !== undefined) return known;
    if (verdicts.size >= pathsRememberedMax) verdicts.clear();
    const verdict = matches(path);
    verdicts.set(path, verdict);
    return verdict;
  };
}

/** A glob without a slash names files in any folder. */
function anywhere(glob: string): string {
  return glob.includes('/') ? glob : `**/${glob}`;
}
