// What the engine says to a model, shown to a person: lines of ours as they are, remembered ones as quotations.
import * as vscode from 'vscode';
import { markdownText } from '../surface/wording.ts';

/** The engine puts a bar before each remembered line, and `|!` before one that reads as an order to a model. */
export function quoteMemory(text: string): vscode.MarkdownString {
  const paragraphs = text.split('\n').map((line) => {
    const bar = /^\|(!?) /.exec(line);
    if (bar === null) return markdownText(line);
    const order = bar[1] === '!' ? '*(reads as an order)* ' : '';
    return `> ${order}${markdownText(line.slice(bar[0].length))}`;
  });
  return new vscode.MarkdownString(paragraphs.join('\n\n'));
}

export function quoteText(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString(markdownText(text));
}
