// Conventions in, a text for AGENTS.md out, between two marks. What stands outside of them is never touched, and what
// stands between them is left alone where somebody has changed it.
import type { Convention } from '../model/guidance.ts';
import { printable } from './plain-text.ts';
import { digestOf, type OwnText } from './skill-text.ts';

const begin = /<!-- second-nature:begin basis=(\w+) digest=(\w+) -->\n/;
const end = '<!-- second-nature:end -->';

/** @returns the text with our block as the conventions want it; empty where nothing else would be left */
export function writeBlock(text: string, conventions: readonly Convention[]): string {
  const found = findBlock(text);
  const block = conventions.length === 0 ? '' : renderBlock(conventions);
  if (found === undefined) return text === '' || block === '' ? text + block : `${text.trimEnd()}\n\n${block}`;
  const [above, below] = [text.slice(0, found.from), text.slice(found.to).replace(/^\n/, '')];
  if (block !== '') return `${above}${block}${below}`;
  const left = [above.trimEnd(), below.trim()].filter((part) => part !== '').join('\n\n');
  return left === '' ? '' : `${left}\n`;
}

/** @returns undefined where the text holds no block of ours */
export function readBlock(text: string): OwnText | undefined {
  const found = findBlock(text);
  return found && { basis: found.basis, isUntouched: digestOf(found.body) === found.digest };
}

/** The sentences hold counts, which grow; they are written anew when a convention comes or goes. */
export function basisOfBlock(conventions: readonly Convention[]): string {
  return digestOf(JSON.stringify(conventions.map(({ key, tier }) => [key, tier])));
}

function renderBlock(conventions: readonly Convention[]): string {
  const body = [
    '## Conventions, as they were seen in this repository',
    '',
    ...conventions.map(({ statement, tier }) => `- ${printable(statement)} (${tier})`),
    '',
  ].join('\n');
  const basis = basisOfBlock(conventions);
  return `<!-- second-nature:begin basis=${basis} digest=${digestOf(body)} -->\n${body}${end}\n`;
}

function findBlock(text: string) {
  const match = begin.exec(text);
  if (match === null) return undefined;
  const bodyFrom = match.index + match[0].length;
  const bodyTo = text.indexOf(end, bodyFrom);
  if (bodyTo < 0) return undefined;
  const body = text.slice(bodyFrom, bodyTo);
  return { from: match.index, to: bodyTo + end.length, body, basis: match[1]!, digest: match[2]! };
}
