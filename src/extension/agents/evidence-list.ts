// A checked answer comes in, what the chat shows of it goes out: how sure it is and its evidence, each piece a reference
// that opens. Remembered text is escaped, and marked where it reads as an order; links carry names of ours alone.
import * as vscode from 'vscode';
import type { CitedAnswer } from '../../protocol/cited-answer.ts';
import type { WireEvidence } from '../../protocol/recall.ts';
import { editorText } from '../surface/editor-text.ts';
import { pastAddress } from '../surface/past-document.ts';
import { dayOf, markdownText, plainLine, stateWording } from '../surface/wording.ts';
import { orderMark, quoteText } from './memory-quotation.ts';

type Cited = CitedAnswer['cited'][number];

const titleCharsMax = 90;

export function showEvidence(folder: string, { answer, cited }: CitedAnswer, stream: vscode.ChatResponseStream): void {
  const { words } = stateWording(answer.state, editorText());
  const sure = answer.state === 'unknown' ? '' : ` (${editorText().percentText(answer.probability)})`;
  stream.markdown(`\n\n**${words}**${sure}\n`);
  for (const [i, evidence] of answer.evidence.entries()) showOne(folder, evidence, cited[i]!, stream);
  if (answer.missing.length > 0)
    stream.markdown(quoteText(`\n${vscode.l10n.t('In no evidence: {0}', answer.missing.join(', '))}`));
}

function showOne(folder: string, evidence: WireEvidence, cited: Cited, stream: vscode.ChatResponseStream): void {
  const day = dayOf(evidence.at, Date.now(), vscode.env.language);
  const title = plainLine(evidence.title || evidence.excerpt, titleCharsMax) || evidence.event;
  const sha = evidence.sha?.slice(0, 7);
  // The chat shows the last part of an address for its name.
  const uri = pastAddress(folder, evidence.event, sha ?? day);
  stream.markdown(sha === undefined ? '\n- ' : `\n- ${day} `);
  stream.anchor(uri, sha ?? day);
  stream.reference(uri);
  stream.markdown(` ${cited.isOrder ? orderMark() : ''}${markdownText(title)}`);
  const [path] = evidence.paths;
  if (path !== undefined) showPlace(folder, path, cited, stream);
  stream.markdown(` · ${markNow(cited)}`);
}

/** A file that is there opens; the editor names it. */
function showPlace(folder: string, path: string, { places }: Cited, stream: vscode.ChatResponseStream): void {
  const place = places.find((each) => each.path === path);
  if (place?.now === 'gone') {
    stream.markdown(` · ${markdownText(path)} (${vscode.l10n.t('gone')})`);
    return;
  }
  stream.markdown(' · ');
  stream.anchor(vscode.Uri.joinPath(vscode.Uri.file(folder), place?.name ?? path));
  if (place?.now === 'changed') stream.markdown(` (${vscode.l10n.t('changed since')})`);
}

function markNow({ trust, isCommitGone }: Cited): string {
  const words = {
    observed: vscode.l10n.t('observed'),
    reported: vscode.l10n.t('reported'),
    imported: vscode.l10n.t('imported'),
  };
  const lost = isCommitGone ? `, ${vscode.l10n.t('a commit that this repository does not hold')}` : '';
  return `${words[trust]}${lost}`;
}
