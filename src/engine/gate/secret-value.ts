// Judges the value that stands beside a name such as `password` or `apiKey`: a secret, or one of the many harmless
// things that stand there in honest code: a placeholder, a label, a type, an identifier, a path.

/** What the name promises. A password may be any word; a key or token is made by a machine and looks like it. */
export type SecretClass = 'password' | 'token';

const placeholderWords =
  /^(?:your|insert|enter|change|replace|todo|tbd|example|sample|dummy|fake|mock|placeholder|redacted|some|my[-_]|the[-_])(?:[-_ .]|me\b|your|$|(?=[A-Z]))/i;
const emptyWords = new Set(
  'none null nil undefined true false yes no on off string str text number int integer bool boolean bytes any unknown object void required optional hidden basic bearer oauth oauth2 jwt disabled enabled default auto env test testing'.split(
    ' ',
  ),
);

/** Whether the value only holds the place of a secret: `<your-token>`, `${TOKEN}`, `xxxx`, `***`, `changeme`. */
export function isPlaceholder(value: string): boolean {
  if (value.startsWith('[redacted:')) return true;
  if (/^(?:<.*>|\{\{.*\}\}|\{[\w.]*\}|%\(?\w+\)?[%s]?|\$\w+|\$\(.*\)|#\{.*\}|:\w+)$/.test(value)) return true;
  if (/^(.)\1*$/.test(value) || /^[xX*•.·_\-?#0\s]+$/.test(value)) return true;
  if (value.includes('${') && value.replaceAll(/\$\{[^}]*\}?/g, '').replaceAll(/[\W_]|bearer|basic/gi, '').length < 8)
    return true;
  return emptyWords.has(value.toLowerCase()) || placeholderWords.test(value);
}

/**
 * Whether a literal beside a secret's name is a secret.
 *
 * @param isNameWhole false for names that go on after the word (`tokenUrl`, `passwordField`): those hold something
 *   about the secret, so only an evidently random value counts
 */
export function isSecretLiteral(value: string, secretClass: SecretClass, isNameWhole: boolean): boolean {
  if (isPlaceholder(value) || isPathOrUrl(value)) return false;
  if (!isNameWhole) return isRandom(value);
  return secretClass === 'password' ? isPasswordLike(value) : isTokenLike(value);
}

/** Whether an unquoted value reads as an expression of a program: a name, a call, a member, a type. */
export function isExpression(value: string): boolean {
  return /^[A-Za-z_$@][\w$]*(?:$|[.([<?!:|&]|=>)/.test(value) || /^[([{!<&*-]/.test(value);
}

/**
 * Whether the value looks made by a machine: long, mixed and of high entropy, and not a hash or id of the common
 * forms, which tell nothing.
 */
export function isRandom(value: string): boolean {
  if (value.length < 16 || /\s/.test(value) || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  return !isDigest(value) && entropyBits(value) >= 3.3;
}

/**
 * Shannon entropy of the characters of a text, in bits a character; 0 for an empty text. English identifiers of
 * twenty letters have about 3.2 and no digits, random base64 of that length about 4.
 *
 * @source Shannon 1948
 */
export function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

function isPasswordLike(value: string): boolean {
  if (value.length < 4) return false;
  if (/\s/.test(value)) return /^[a-z0-9 ]+$/.test(value) && !labelWords.test(value);
  // `newPassword`, `forgot-password`, `secret`: the value speaks of itself. A digit in it would make it a password.
  if (/^[A-Za-z]*(?:[-_. ]?[A-Za-z]+)*$/.test(value) && /passw|pwd|passphrase|secret|token|credential/i.test(value))
    return false;
  return !/^[A-Z][a-z]+$/.test(value);
}

const labelWords =
  /\b(?:passwords?|passphrase|tokens?|secrets?|keys?|required|must|should|cannot|is|are|the|your|an?|and|or|not|to|for|of|with|in)\b/;

function isTokenLike(value: string): boolean {
  if (value.length < 8 || /\s/.test(value)) return false;
  // Words and dotted names of letters alone are what tokens of a parser and keys of a table are called.
  if (/^[A-Za-z]+(?:[-_.:/ ][A-Za-z]+)*$/.test(value)) return value.length >= 20 && hasRandomCase(value);
  return /[A-Za-z]/.test(value) ? /\d/.test(value) : /^\d{10,}$/.test(value);
}

/** Capitals strewn about, as no naming convention does it: `cGlLNmFzZGZ`. */
export function hasRandomCase(value: string): boolean {
  const changes = value.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0;
  return value.length >= 8 && changes >= value.length * 0.42;
}

function isDigest(value: string): boolean {
  if (/^(?:sha\d{1,3}[-:])/i.test(value)) return true;
  return /^(?:[0-9a-f]{7,40}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(value);
}

function isPathOrUrl(value: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return !value.includes('?');
  return /^(?:\.{0,2}|~|@?[a-z][a-z-]*)?(?:\/[a-z._@-]+\d{0,3}[a-z._-]*){1,20}\/?$/.test(value);
}
