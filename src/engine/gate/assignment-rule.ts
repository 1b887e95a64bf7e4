// Secrets that can be told only by the name they are given: `password = "..."`, `apiKey: '...'`, `--token ...`,
// `DB_PASS=...`, `<password>...</password>`. In goes a text, out come the places of the values, names left standing.
import type { Dialect, SecretSpan } from './secret-rule.ts';
import { isExpression, isPlaceholder, isRandom, isSecretLiteral, type SecretClass } from './secret-value.ts';

const nameWord =
  'passwords?|passwd|passphrase|passcode|pass(?![a-z])|pwd|secrets?|tokens?|credentials?|' +
  '(?:api|access|account|auth|private|signing|encryption|master|shared|client|service|storage)[-_ ]?(?:access)?[-_ ]?key';
/** What stands between a name and its value, a type annotation included. */
const separator = '(?::\\s{0,4}[\\w<>[\\]|. ]{1,60}?=(?![=>])|=>|:=|[!=]?={1,2}|\\?\\?=?|\\|\\|=?|:|,|\\(|>|(?=\\s))';
/** As much of the value as it takes to judge it. */
const value =
  '(?:(?<quote>["\'`])(?<quoted>(?:\\\\.|(?!\\k<quote>)[^\\\\\\n]){0,200})|(?<bare>[^\\s,;)}\\]"\'`<]{1,200}))';
const assignment = new RegExp(
  `(?<word>${nameWord})(?<suffix>[\\w-]{0,40})(?<close>\\\\?["'\`]?\\]?)(?<gap>\\s{0,20})(?<separator>${separator})(?<space>\\s{0,80})\\\\?${value}`,
  'dgi',
);

/** Endings that do not turn the name of a secret into the name of something about it. */
const neutralSuffix =
  /^(?:s|\d|[-_]?(?:values?|prod(?:uction)?|dev|staging|test|text|raw|plain|live|key|data|base64|b64|old|new|current|default))*$/i;

/** What may follow the part that was judged, by the quote it stands in. */
const restOfValue: ReadonlyMap<string, RegExp> = new Map([
  ['', /[^\s,;)}\]"'`<]*/y],
  ['"', /(?:\\.|[^"\\\n])*/y],
  ["'", /(?:\\.|[^'\\\n])*/y],
  ['`', /(?:\\.|[^`\\\n])*/y],
]);

/** @param dialect decides how unquoted values are read */
export function findAssignedSecrets(text: string, dialect: Dialect): SecretSpan[] {
  const spans: SecretSpan[] = [];
  assignment.lastIndex = 0;
  for (let match = assignment.exec(text); match !== null; match = assignment.exec(text)) {
    const { word, quoted, bare } = match.groups!;
    const [start, end] = match.indices!.groups![quoted === undefined ? 'bare' : 'quoted']!;
    if (quoted === undefined ? isBareSecret(bare!, match, dialect) : isQuotedSecret(quoted, match)) {
      const rest = restOfValue.get(match.groups!.quote ?? '')!;
      rest.lastIndex = end;
      spans.push({ start, end: end + rest.exec(text)![0].length, kind: kindOf(word!) });
    }
    // The value may itself be the name of the next one, as in `password: token = "..."`.
    assignment.lastIndex = match.index + word!.length;
  }
  return spans;
}

function isQuotedSecret(quoted: string, match: RegExpExecArray): boolean {
  const { word, suffix, separator } = match.groups!;
  if (separator === '' && !isFlag(match)) return false;
  // `set("API_KEY", "…")` gives a name its value; `write(token, 'utf8')` and `["password", "date"]` do not.
  if (separator === ',' && !/\(\s{0,20}["'`][\w.-]{0,40}$/.test(textBefore(match))) return false;
  // `ok ? "pass" : "fail"` and `t.pass('no error')` are verdicts, `db_pass: "fail"` could be anything.
  if (/^pass$/i.test(word!) && !/\d/.test(quoted) && !/[\w-]$/.test(textBefore(match))) return false;
  return isSecretLiteral(quoted, classOf(word!), neutralSuffix.test(suffix!));
}

function isBareSecret(bare: string, match: RegExpExecArray, dialect: Dialect): boolean {
  const { word, suffix, gap, separator, space, close } = match.groups!;
  if (/^(?:\?\?|\|\||[!=]==?|,|\()/.test(separator!)) return false;
  if (separator === '' && !isFlag(match)) return false;
  if (space!.includes('\n') || isPlaceholder(bare)) return false;
  const isNameWhole = neutralSuffix.test(suffix!);
  const isTight = gap === '' && space === '' && (separator === '=' || separator === '>') && close === '';
  const isLiteralHere = dialect === 'config' || isFlag(match) || isShouted(match) || separator === '>';
  if (isLiteralHere) return !isCall(bare) && isSecretLiteral(bare, classOf(word!), isNameWhole);
  if (isExpression(bare) && (dialect === 'code' ? !isTight && !isComment(match) : bare.includes('.'))) {
    return isRandom(bare) && !/[.([]/.test(bare);
  }
  return isMixed(bare, word!) && isSecretLiteral(bare, classOf(word!), isNameWhole);
}

/** `--password x` on a command line. */
function isFlag(match: RegExpExecArray): boolean {
  return match.groups!.close === '' && /(?:^|[\s"'`])--?[\w-]{0,40}$/.test(textBefore(match));
}

/** As far back as a name reaches. */
function textBefore(match: RegExpExecArray): string {
  return match.input.slice(Math.max(0, match.index - 64), match.index);
}

/** `DB_PASSWORD=x`: a variable of the environment, whose values need no quotes. */
function isShouted(match: RegExpExecArray): boolean {
  const { word, suffix, separator, gap, space } = match.groups!;
  const name = word! + suffix!;
  return separator === '=' && gap === '' && space === '' && name === name.toUpperCase();
}

function isComment(match: RegExpExecArray): boolean {
  const lineStart = match.input.lastIndexOf('\n', match.index) + 1;
  return /(?:\/\/|#|--|^\s*\*)/.test(match.input.slice(lineStart, match.index));
}

/** Letters with digits or signs, and not just a numbered variable such as `token1`. */
function isMixed(bare: string, word: string): boolean {
  const stem = bare.replace(/\d+$/, '');
  return (
    !stem.toLowerCase().endsWith(word.toLowerCase()) &&
    /[A-Za-z]/.test(bare) &&
    /[\d!@#$%^&*~]/.test(bare) &&
    !isCall(bare)
  );
}

function isCall(bare: string): boolean {
  return /^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)+(?:[([].*)?$|^[A-Za-z_$][\w$.]*[([]/.test(bare);
}

function classOf(word: string): SecretClass {
  return /^(?:pass|pwd)/i.test(word) ? 'password' : 'token';
}

function kindOf(word: string): string {
  const lower = word.toLowerCase();
  if (lower.startsWith('pass') || lower === 'pwd') return 'password';
  return /key$/.test(lower) ? 'key' : lower.replace(/s$/, '');
}
