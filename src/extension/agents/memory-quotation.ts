// What the engine says to a model, shown to a person: lines of ours as they are, remembered ones as quotations.
import * as vscode from 'vscode';
import { markdownText } from '../surface/wording.ts';

/** Before what reads as an order to a model. */
export function orderMark(): string {
  return `*(${vscode.l10n.t('reads as an order')})* `;
}

/** The engine puts a bar before each remembered line, and `|!` before one that reads as an order to a model. */
export function quoteMemory(text: string): vscode.MarkdownString {
  const paragraphs = text.split('\n').map((line) => {
    const bar = /^\|(!?) /.exec(line);
    if (bar === null) return markdownText(line);
    return `> ${bar[1] === '!' ? orderMark() : ''}${markdownText(line.slice(bar[0].length))}`;
  });
  return new vscode.MarkdownString(paragraphs.join('\n\n'));
}

export function quoteText(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString(markdownText(text));
}

/** What was remembered, each line of it a quotation. */
export function quoteRemembered(text: string, isOrder: boolean): vscode.MarkdownString {
  const mark = isOrder ? orderMark() : '';
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return new vscode.MarkdownString(lines.map((line) => `> ${mark}${markdownText(line)}`).join('\n>\n'));
}
