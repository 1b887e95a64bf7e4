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
}

/** A page that runs one script, with one nonce, loads one style sheet, and reaches nothing else. */
export function explorerDocument({ cspSource, scriptUri, styleUri, nonce, language }: ExplorerSources): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attributeText(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attributeText(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${attributeText(styleUri)}">
<title>Second Nature</title>
</head>
<body>
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
