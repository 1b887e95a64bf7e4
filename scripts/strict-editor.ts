// An editor server that treats extensions as the marketplace build does: an installed editor comes in, a copy that
// denies proposed API goes out. code-server allows every proposal, so a test on it would not notice that the
// extension uses one and fails on a user's machine.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachePath, makeOnce } from './developer-cache.ts';
import { codeServerVersion, type EditorInstall } from './prepare-editor.ts';
import { mustRun } from './run-program.ts';

/** The two programs that ask whether an extension may use a proposal: the extension host and the workbench. */
const askingFiles = ['out/vs/workbench/api/node/extensionHostProcess.js', 'out/vs/code/browser/workbench/workbench.js'];

/** The check that always says yes, known by the function after it, which throws when the answer is no. */
const lenientCheck =
  /function ([\w$]+)\(([\w$]+),([\w$]+)\)\{return!0\}(?=function [\w$]+\([\w$]+,[\w$]+\)\{if\(!\1\()/g;

/** Makes the strict copy in the cache unless it is there. Its files are hard links, but for the two that differ. */
export async function prepareStrictEditor(editor: EditorInstall): Promise<EditorInstall> {
  const folder = cachePath('strict-editor');
  await makeOnce(folder, `code-server ${codeServerVersion}, strict 1`, async () => {
    await mustRun('cp', ['-al', `${editor.server}/.`, folder]);
    for (const file of askingFiles) restoreCheck(join(folder, file));
  });
  return { node: editor.node, server: folder };
}

function restoreCheck(path: string): void {
  const strict = denyProposals(readFileSync(path, 'utf8'), path);
  // The file is a hard link: it is replaced, not written to, so that the original keeps its content.
  rmSync(path);
  writeFileSync(path, strict);
}

/**
 * Puts the rule of the marketplace build back: a proposal is allowed when the extension's manifest names it.
 *
 * @throws if the place is not there exactly once, which means that the editor has changed and this file must follow
 */
export function denyProposals(source: string, path: string): string {
  const places = source.match(lenientCheck)?.length ?? 0;
  if (places !== 1) throw new Error(`Expected one check of proposed API in ${path}, found ${places}.`);
  return source.replace(
    lenientCheck,
    (_, name, extension, proposal) =>
      `function ${name}(${extension},${proposal}){` +
      `return (${extension}?.enabledApiProposals??[]).some(named=>named.split("@")[0]===${proposal})}`,
  );
}
