// A procedure in, the text of its SKILL.md out; and a text of one in, whether it is ours, untouched, and what it rests on.
// The layout is that of Agent Skills: a folder by the skill's name, frontmatter with name and description.
import { hash } from 'node:crypto';
import type { Procedure } from '../model/guidance.ts';
import { nameEvidence } from './agent-text.ts';
import { formatDay } from './plain-text.ts';

const nameCharsMax = 60;

/** What is written of ours carries what it rests on, and a digest by which a change by hand is noticed. */
export interface OwnText {
  readonly basis: string;
  readonly isUntouched: boolean;
}

/** Small letters, digits and single hyphens, as the format wants it. */
export function nameSkill({ trigger, steps }: Procedure): string {
  const said =
    trigger.when === 'before-commit' ? 'before-a-commit' : `after-changing-${trigger.path.split('/').at(-1)}`;
  const plain = slug(said).slice(0, nameCharsMax - 5);
  if (trigger.when === 'before-commit') return plain;
  return `${plain}-${digestOf(`${trigger.path}\0${steps.join('\0')}`).slice(0, 4)}`;
}

export function writeSkill(procedure: Procedure): string {
  const { trigger, steps, held, occasions, tier, evidence, lastAt } = procedure;
  const isCommit = trigger.when === 'before-commit';
  const title = isCommit ? 'Before a commit' : `After changing ${code(trigger.path)}`;
  const use = isCommit ? 'Use before committing.' : 'Use after changing that file.';
  const what = isCommit
    ? 'What is run in this repository before a commit'
    : `What is run after ${trigger.path} changes`;
  const body = [
    `# ${title}`,
    '',
    ...steps.map((step, i) => `${i + 1}. Run ${code(step)}`),
    '',
    `So it was done, and ended well, ${held} of ${occasions} times, last on ${formatDay(lastAt)} (${tier}).`,
    `Seen at ${evidence.map(nameEvidence).join(', ')}.`,
    '',
  ].join('\n');
  const head = [
    '---',
    `name: ${nameSkill(procedure)}`,
    `description: ${JSON.stringify(`${what}: ${steps.join(', then ')}. ${use}`.slice(0, 1_000))}`,
    'metadata:',
    '  generated-by: second-nature',
    `  trust: ${tier}`,
    `  basis: ${basisOf(procedure)}`,
    '---',
    '',
  ];
  const text = [...head, body].join('\n');
  return text.replace('\n---\n', `\n  digest: ${digestOf(text)}\n---\n`);
}

/** Two procedures of one basis say the same but for their counts: no reason to write a file anew. */
export function basisOf({ trigger, steps, tier }: Procedure): string {
  return digestOf(JSON.stringify([trigger, steps, tier]));
}

/** @returns undefined for a skill that somebody else wrote */
export function readOwnSkill(text: string): OwnText | undefined {
  const plain = text.replaceAll('\r\n', '\n');
  const head = /^---\n([\s\S]*?)\n---\n/.exec(plain)?.[1] ?? '';
  if (!/^ {2}generated-by: second-nature$/m.test(head)) return undefined;
  const field = (name: string) => new RegExp(`^ {2}${name}: (\\w+)$`, 'm').exec(head)?.[1] ?? '';
  const digest = field('digest');
  const signed = plain.replace(`\n  digest: ${digest}\n`, '\n');
  return { basis: field('basis'), isUntouched: digest === digestOf(signed) };
}

export function digestOf(text: string): string {
  return hash('sha256', text).slice(0, 16);
}

/** A span of code; the text of a command may hold the mark itself. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
