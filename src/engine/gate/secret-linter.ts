// Credentials that their issuers gave a recognisable form, as the rules of secretlint know them. In goes a text, out
// come the places of credentials in it. One run of all rules costs 0.1 ms, so only a text that has such a form is put
// to them: see `secret-signal.ts`.
import type { SecretSpan } from './secret-rule.ts';

/** Loaded when first needed: forty milliseconds that most sessions never spend. */
let loading: Promise<(text: string) => Promise<SecretSpan[]>> | undefined;

/** Costs about 0.1 ms and 10 µs a kilobyte. */
export async function lintSecrets(text: string): Promise<SecretSpan[]> {
  loading ??= loadLinter();
  const lint = await loading;
  return lint(text);
}

async function loadLinter(): Promise<(text: string) => Promise<SecretSpan[]>> {
  const [{ lintSource }, preset, { secretLintProfiler }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
    import('@secretlint/profiler'),
  ]);
  // It would keep a mark of every rule of every run for as long as the process lives.
  secretLintProfiler.setEnabled(false);
  const id = '@secretlint/secretlint-rule-preset-recommend';
  const config = { rules: [{ id, rule: preset.creator, options: {} }] };
  return async (text) => {
    // A comment in the text must not be able to switch the rules off.
    const content = text.replaceAll('secretlint-', 'secretlint_');
    // Under this name the rules look for registry tokens too.
    const source = { content, filePath: '.npmrc', ext: '', contentType: 'text' as const };
    const { messages } = await lintSource({ source, options: { config, noPhysicFilePath: true } });
    return messages.map(({ ruleId, range: [start, end] }) => ({ start, end, kind: kindOf(ruleId) })).filter(isFresh);

    // A rule may look no further than a name before a value that is redacted already.
    function isFresh({ start, end, kind }: SecretSpan): boolean {
      return !kindsLeftOut.has(kind) && !text.slice(start, end).includes('[redacted:');
    }
  };
}

/** Their whole URL would go, host and all; our own rule takes the password out of it. */
const kindsLeftOut: ReadonlySet<string> = new Set(['basicauth', 'database-connection-string']);

function kindOf(ruleId: string): string {
  return ruleId.replace(/^.*secretlint-rule-/, '');
}
