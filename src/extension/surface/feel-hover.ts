// The pointer rests on the first line of a file, or on a name that the memory knows; how that place feels and why comes
// out as a hover, and on the first line how well the developer knows the file.
import * as vscode from 'vscode';
import { feelMethod, feelResult, type WireFeeling } from '../../protocol/feel.ts';
import { knowledgeMethod, knowledgeResult } from '../../protocol/knowledge.ts';
import type { DocumentFilter } from '../sense/document-filter.ts';
import { placeOfUri } from '../sense/uri-place.ts';
import { isFragile } from './feel-wording.ts';
import type { MemoryClient } from './memory-client.ts';
import { isShownPlain } from './plain-editor.ts';
import { explorerLink, markdownText, plainLine } from './wording.ts';

const evidenceShownMax = 3;

export function provideFeelHover(memory: MemoryClient, findPlace: DocumentFilter): vscode.Disposable {
  const selector = [{ scheme: 'file' }, { scheme: 'vscode-remote' }];
  return vscode.languages.registerHoverProvider(selector, {
    async provideHover(document, position, token) {
      if (!isShownPlain(document)) return undefined;
      const place = placeOfUri(findPlace, document.uri);
      const word = document.getWordRangeAtPosition(position);
      const isAtTop = position.line === 0;
      if (place === undefined || (word === undefined && !isAtTop)) return undefined;
      const symbol = word === undefined ? {} : { symbol: document.getText(word).slice(0, 500) };
      const reply = await memory.request(feelMethod, { ...place, ...symbol }, feelResult, token);
      // A name that the memory does not know stands for its file only where the file itself is asked about.
      const isAsked =
        reply.ok && (reply.value.place.kind === 'symbol' || (isAtTop && reply.value.place.kind === 'file'));
      const felt = isAsked && isFragile(reply.value) ? [feltText(place.folder, reply.value)] : [];
      const known = isAtTop ? await memory.request(knowledgeMethod, place, knowledgeResult, token) : undefined;
      if (known?.ok && known.value.sentence !== '') felt.push(knownText(known.value.sentence));
      return felt.length === 0 ? undefined : new vscode.Hover(felt, word);
    },
  });
}

function feltText(folder: string, { place, sentence, evidence }: WireFeeling): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: ['secondNature.showPast', 'secondNature.openExplorer'] };
  const name = place.kind === 'symbol' ? place.key.slice(place.key.indexOf('#') + 1) : vscode.l10n.t('This file');
  const said = markdownText(`${plainLine(name, 120)}: ${plainLine(sentence, 300)}`);
  text.appendMarkdown(`$(history) **Second Nature** — ${said}`);
  const links = evidence.slice(0, evidenceShownMax).map(({ event, reason }) => {
    const argument = encodeURIComponent(JSON.stringify([{ folder, event }]));
    return `[${reasonWords(reason)}](command:secondNature.showPast?${argument})`;
  });
  links.push(explorerLink(vscode.l10n.t('in the explorer'), { to: 'node', kind: place.kind, key: place.key }));
  text.appendMarkdown(`\n\n${vscode.l10n.t('Why')}: ${links.join(' · ')}`);
  return text;
}

function knownText(sentence: string): vscode.MarkdownString {
  return new vscode.MarkdownString(`$(mortar-board) ${markdownText(plainLine(sentence, 300))}`, true);
}

/** Reasons are the engine's own words, such as `fixed-up`; they hold nothing remembered. */
function reasonWords(reason: string): string {
  return reason.replace(/[^a-z-]/g, '').replaceAll('-', ' ');
}
