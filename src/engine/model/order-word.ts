// The words of which orders to a model are made, as sources of regular expressions. Phrases and pairs are made of them.

/** What stands between the words of an order: spaces, line ends, and the marks by which comments and quotes begin lines. */
export const gap = String.raw`[\s*#>|/\\"'_-]+`;
export const words = (...parts: readonly string[]) => parts.join(gap);
export const anyOf = (...choices: readonly string[]) => `(?:${choices.join('|')})`;

export const earlier = anyOf(
  'previous',
  'prior',
  'above',
  'earlier',
  'preceding',
  'foregoing',
  'existing',
  'other',
  'system',
);
export const orders = anyOf('instructions?', 'prompts?', 'rules?', 'directions?', 'guidelines?', 'polic(?:y|ies)');
export const dismiss = anyOf('ignore', 'disregard', 'forget', 'override', 'bypass');
export const filler = `(?:${anyOf('all', 'any', 'every', 'of', 'the', 'your', 'my', 'these', 'those', 'that')}${gap}){0,4}`;
export const reader = anyOf(
  'agents?',
  'assistants?',
  '(?:ai|llm|language)(?:[ -]?(?:models?|agents?|assistants?))?',
  'models?',
  'copilot',
  'claude',
  'chatgpt',
  'gpt',
  'codex',
  'gemini',
  'cursor',
);
export const secrets = anyOf(
  'secrets?',
  'credentials?',
  'passwords?',
  `(?:access|auth|api|bearer)${gap}tokens?`,
  `api${gap}?keys?`,
  `env(?:ironment)?${gap}(?:variables?|vars?|file)`,
  `(?:ssh|private)${gap}keys?`,
  String.raw`\.env`,
);
export const send = anyOf('send', 'post', 'upload', 'exfiltrate', 'leak', 'email', 'forward', 'transmit');
export const must = anyOf('must', 'should', 'shall', 'need to', 'have to', 'are to', 'will now', 'please');

/** Machines that read, by words that name nothing else. */
export const machine = anyOf('assistants?', 'ai', 'llms?', 'chatbots?', 'language models?', 'bots');
export const begin = String.raw`(?:^|[\n.!?:>*#/]\s*)`;
export const deed = anyOf(
  'run',
  'execute',
  'delete',
  'remove',
  'install',
  'send',
  'push',
  'merge',
  'approve',
  'write',
  'add',
);
export const tool = anyOf('orient', 'recall', 'remember', 'feedback', 'forget');
/** What nobody sends anywhere. */
export const ownFile = String.raw`(?:\.ssh/|\.aws/|\.gnupg/|\.netrc\b|\bid_rsa\b|\bid_ed25519\b|\.env\b)`;

export const person = anyOf(
  'users?',
  'developers?',
  'humans?',
  'persons?',
  'reviewers?',
  'maintainers?',
  'owners?',
  'team',
);
export const makers = anyOf('anthropic', 'openai', 'microsoft', 'google', 'deepmind');
export const anyReader = anyOf(reader, machine, 'agent');
export const ruled = anyOf(
  orders,
  'directives?',
  'orders',
  'constraints',
  'restrictions',
  'safeguards',
  'guardrails',
  'training',
);
export const safety = `${anyOf('safety', 'security', 'compliance', 'content', 'ethical')}${gap}(?:and${gap}\\w+${gap})?${anyOf('rules?', 'checks?', 'settings?', 'guidelines?', 'polic(?:y|ies)', 'filters?', 'measures?')}`;
export const asking = `${anyOf('permissions?', 'confirmations?', 'approvals?', 'review', 'consent')}${gap}${anyOf('prompts?', 'dialogs?', 'requests?', 'steps?')}`;
/** Deeds that nobody tells a reader of documentation to do, and an attacker tells a model. */
export const harm = anyOf(
  'delete',
  'wipe',
  'erase',
  'upload',
  'approve',
  'exfiltrate',
  'push',
  'leak',
  'grant',
  'comply',
  'obey',
  'reveal',
);
export const reply = `(?:your|the|its)${gap}(?:next${gap}|final${gap})?${anyOf('answers?', 'repl(?:y|ies)', 'responses?', 'summar(?:y|ies)', 'output')}`;
export const outside = anyOf(
  'https?://',
  '\\S+@\\S+',
  reply,
  `(?:the|an?)${gap}(?:public${gap})?${anyOf('gist', 'url', 'pastebin', 'webhook', 'issue', 'comment', `pull${gap}request`, `commit${gap}message`)}`,
);
export const held = anyOf(
  secrets,
  String.raw`\.npmrc`,
  String.raw`\.netrc`,
  'id_rsa',
  `(?:the|your|auth|access)${gap}tokens?`,
  `(?:your|the)${gap}system${gap}prompt`,
  `database${gap}dump`,
  'repo(?:sitory)?',
);
export const done = anyOf(
  'safe',
  'green',
  'fine',
  'harmless',
  'secure',
  'approved',
  'reviewed',
  'correct',
  'passed',
  'passing',
  'clean',
);
