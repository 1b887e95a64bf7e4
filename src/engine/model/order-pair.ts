// What no single line of a developer's has together, whatever the words between: who reads, and what such a reader is asked.
// Phrases are known from the attacks of yesterday; these pairs find some of the others.
import { anyOf, begin, gap, person, send } from './order-word.ts';

const agentName = anyOf(
  'assistants?',
  '(?:ai|llm|coding|language)[ -](?:models?|agents?|assistants?|reviewers?)',
  'llms?',
  '(?:chat)?bots?',
  'copilot',
  'claude',
  'chatgpt',
  'gemini',
  `codex${gap}agent`,
);
const strictly = anyOf(
  'kindly',
  'please',
  String.raw`must(?!\s+(?:not\s+)?be\b)`,
  'has to',
  'have to',
  'may execute',
  'force[ -]push',
  'no tests needed',
  'just merge',
  'with sudo',
  'run the following',
  'required to comply',
  'in every answer',
  'instead of the user',
  'ignore',
  'mark this',
  'rerun',
  'overwrite',
);
const yourOrders = `your${gap}(?:\\w+${gap})?${anyOf('guidance', 'guidelines', 'instructions', 'restrictions', 'prompt', 'training', 'system message')}`;
const asked = anyOf(
  'set aside',
  'aside',
  'repeat',
  'reveal',
  'print',
  'translate',
  'verbatim',
  'forget',
  'ignore',
  'leave',
  'disregard',
  'replace',
);
const carry = anyOf(send, 'echo', 'print', 'output', 'base64', 'cat', 'request', 'append', 'add', 'paste');
const ownHeld = anyOf(
  String.raw`~?/?\.aws/credentials`,
  String.raw`\.env\b(?!\.)`,
  `private${gap}key`,
  String.raw`\.npmrc`,
  'id_rsa',
);
const away = anyOf(
  'https?://',
  'answer',
  'reply',
  `commit${gap}message`,
  String.raw`readme\.md`,
  'pastebin',
  'echo it',
  'full contents',
);
const secretly = anyOf(
  'secretly',
  'quietly',
  'covertly',
  'unnoticed',
  `without${gap}(?:letting|the${gap}${person})[^.\\n]{0,20}(?:know|notice|noticing|knowing)`,
);
const change = anyOf(
  'add',
  'change',
  'edit',
  'insert',
  'remove',
  'replace',
  'push',
  'commit',
  'install',
  'modify',
  'delete',
  'send',
);
const pairs: readonly (readonly [string, string])[] = [
  [`\\b${agentName}\\b`, `\\b${strictly}\\b`],
  [`\\b${yourOrders}\\b`, `\\b${asked}\\b`],
  [`\\b${carry}\\b`, `${ownHeld}[^\\n]{0,200}${away}|${away}[^\\n]{0,200}${ownHeld}`],
  [`\\b${secretly}\\b`, `\\b${change}\\b`],
  [
    `${begin}(?:from${gap}(?:now|here)${gap}on|going${gap}forward|in${gap}all${gap}future${gap}\\w+)\\b`,
    `\\b(?:you|your|always|never|answers?|recommend|respond|prefix)\\b`,
  ],
  [
    `\\b(?:the|your)${gap}${person}\\b`,
    `\\b(?:signed${gap}off|blessing|not${gap}to${gap}be${gap}(?:informed|told|asked)|is${gap}not${gap}your)\\b`,
  ],
  [
    `\\b(?:no|without|skip)${gap}(?:(?:the|any|user|human)${gap})*(?:confirmation|approval|asking|permission)\\b`,
    `\\b(?:proceed|go${gap}ahead|force|you|push|needed)\\b`,
  ],
  [`\\bnot${gap}tell${gap}(?:anyone|anybody|them)|\\bverbatim\\b`, `\\byou\\b`],
  [`"role"\\s*:\\s*"(?:system|assistant)"`, `"content"\\s*:`],
];
/** Lines longer than this are looked through up to here for pairs. */
const pairChars = 400;

/** As one regular expression each: both within the same line, in either order. */
export const orderPairs: readonly string[] = pairs.map(
  ([one, other]) => `(?:^|\\n)(?=[^\\n]{0,${pairChars}}?(?:${one}))[^\\n]{0,${pairChars}}?(?:${other})`,
);
