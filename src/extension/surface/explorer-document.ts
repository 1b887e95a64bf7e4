// The HTML around the explorer page, and which remembered paths may be opened from it. Pure: no editor is needed to
// test what keeps remembered text harmless.
import path from 'node:path';

export interface ExplorerSources {
  /** The host that the webview loads its own files from, as its `cspSource` names it. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Fresh for each page; letters and digits only. */
  readonly nonce: string;
  /** The editor's language, a BCP 47 tag. */
  readonly language: string;
  /** What the page says, by its English; undefined where it is not translated. */
  readonly words: Readonly<Record<string, string>> | undefined;
}

/** A page that runs one script, with one nonce, loads one style sheet, and reaches nothing else. */
export function explorerDocument(sources: ExplorerSources): string {
  const { cspSource, scriptUri, styleUri, nonce, language, words } = sources;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  // A page in English says so to a screen reader, whatever the editor speaks.
  const [pageLanguage, wordData] =
    words === undefined ? ['en', ''] : [language, ` data-words="${attributeText(JSON.stringify(words))}"`];
  return `<!DOCTYPE html>
<html lang="${attributeText(pageLanguage)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attributeText(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${attributeText(styleUri)}">
<title>Second Nature</title>
</head>
<body data-language="${attributeText(language)}"${wordData}>
<script nonce="${nonce}" src="${attributeText(scriptUri)}"></script>
</body>
</html>
`;
}

/**
 * A path as the memory holds it, if it stays below the project's root: relative, POSIX separators, no way up, no drive.
 *
 * @returns the path in its plainest form, or undefined for one that must not be opened
 */
export function pathBelowRoot(remembered: string): string | undefined {
  if (remembered === '' || /[\\\0]/.test(remembered) || /^[a-z]:/i.test(remembered)) return undefined;
  const plain = path.posix.normalize(remembered);
  const leaves = plain.startsWith('/') || plain === '..' || plain.startsWith('../') || plain === '.';
  return leaves ? undefined : plain;
}

function attributeText(text: string): string {
  return text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
