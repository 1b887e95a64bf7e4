// Headings and what stands under them: in, a Markdown text; out, each telling heading with its section.
import type { TextPair } from './text-pair.ts';

/** Headings that stand in every text alike. */
const common =
  /^(?:table of contents|contents|licen[cs]e|installation|install|contribut\w*|getting started|usage|examples?|api|documentation|credits|authors?|maintainers?|support|badges|see also|related|changelog|sponsors?|backers|parameters|returns|options|arguments)$/i;

export function sectionPairs(text: string): Omit<TextPair, 'source'>[] {
  const pairs: Omit<TextPair, 'source'>[] = [];
  const parents: string[] = [];
  for (const { level, title, body } of splitSections(text)) {
    parents.length = level - 1;
    parents[level - 1] = title;
    if (common.test(title)) continue;
    // One word alone says too little; what stands above it says the rest.
    const above = parents.slice(0, level - 1).findLast((parent) => parent !== undefined && !common.test(parent));
    const question = /\S\s+\S+\s+\S/.test(title) || above === undefined ? title : `${above}: ${title}`;
    pairs.push({ kind: 'section', question, answer: body });
  }
  return pairs;
}

interface Section {
  /** 1 for the outermost. */
  readonly level: number;
  readonly title: string;
  readonly body: string;
}

function splitSections(text: string): Section[] {
  const sections: { level: number; title: string; lines: string[] }[] = [];
  let isInFence = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:```|~~~)/.test(line)) isInFence = !isInFence;
    const heading = isInFence ? null : /^(#{1,6})\s+(.+?)\s*#*$/.exec(line);
    if (heading !== null) sections.push({ level: heading[1]!.length, title: heading[2]!, lines: [] });
    else if (!/^\s*(?:\[!\[|<!--)/.test(line)) sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ level, title, lines }) => ({ level, title, body: lines.join('\n') }));
}
