// The editor's language and the translations that it has for it come in, what wording that knows no editor speaks goes out.
import * as vscode from 'vscode';
import { createLocalisedText, type LocalisedText } from '../../language/localised-text.ts';

let own: LocalisedText | undefined;

/** Made once: the editor changes its language by a restart only. */
export function editorText(): LocalisedText {
  own ??= createLocalisedText({ language: vscode.env.language, words: vscode.l10n.bundle });
  return own;
}
