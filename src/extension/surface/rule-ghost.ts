// The cursor comes in; where a learned rule that never failed would only add something there, ghost text goes out. Only by
// choice, for a wrong guess beside the cursor costs more than a code action that nobody opens.
import * as vscode from 'vscode';
import type { WireRuleMatch } from '../../protocol/rule.ts';
import type { ActionCommands } from './action-command.ts';
import { insertionOf } from './rule-insertion.ts';

/** Three of three times, at the least. */
const probabilityMin = 0.8;

/** @param ask what rules would do in the lines of a range, each match ready to be told of as followed */
export function showRuleGhosts(
  selector: vscode.DocumentSelector,
  ask: (document: vscode.TextDocument, range: vscode.Range) => Promise<readonly WireRuleMatch[]>,
  followed: ActionCommands,
): vscode.Disposable {
  return vscode.languages.registerInlineCompletionItemProvider(selector, {
    async provideInlineCompletionItems(document, position, { selectedCompletionInfo }, token) {
      if (selectedCompletionInfo !== undefined || isDebugging()) return [];
      const matches = await ask(document, new vscode.Range(position, position));
      if (token.isCancellationRequested) return [];
      const line = document.lineAt(position.line).text;
      return matches.flatMap((match) => {
        const insertion = match.probability >= probabilityMin ? insertionOf(match, line) : undefined;
        if (insertion?.character !== position.character) return [];
        return [ghostOf(insertion.text, position, match, followed)];
      });
    },
  });
}

function ghostOf(
  text: string,
  position: vscode.Position,
  { subject }: WireRuleMatch,
  followed: ActionCommands,
): vscode.InlineCompletionItem {
  // That its command is run is the one sign that it was taken.
  return new vscode.InlineCompletionItem(text, new vscode.Range(position, position), followed.commandFor(subject, ''));
}

function isDebugging(): boolean {
  return vscode.debug.activeDebugSession !== undefined;
}
