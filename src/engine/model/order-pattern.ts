// The forms in which a text gives orders to a model: phrases and frames that are known from attacks, as regular expressions.
// Each was kept from firing on what developers write every day; what one lets pass is data still, and is fenced as such.

/** What stands between the words of an order: spaces, line ends, and the marks by which comments and quotes begin lines. */
const gap = String.raw`[\s*#>|/\\"'_-]+`;
const words = (...parts: readonly string[]) => parts.join(gap);
const anyOf = (...choices: readonly string[]) => `(?:${choices.join('|')})`;

const earlier = anyOf('previous', 'prior', 'above', 'earlier', 'preceding', 'foregoing', 'existing', 'other', 'system');
const orders = anyOf('instructions?', 'prompts?', 'rules?', 'directions?', 'guidelines?', 'polic(?:y|ies)');
const dismiss = anyOf('ignore', 'disregard', 'forget', 'override', 'bypass');
const filler = `(?:${anyOf('all', 'any', 'every', 'of', 'the', 'your', 'my', 'these', 'those', 'that')}${gap}){0,4}`;
const reader = anyOf(
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
const secrets = anyOf(
  'secrets?',
  'credentials?',
  'passwords?',
  `(?:access|auth|api|bearer)${gap}tokens?`,
  `api${gap}?keys?`,
  `env(?:ironment)?${gap}(?:variables?|vars?|file)`,
  `(?:ssh|private)${gap}keys?`,
  String.raw`\.env`,
);
const send = anyOf('send', 'post', 'upload', 'exfiltrate', 'leak', 'email', 'forward', 'transmit');
const must = anyOf('must', 'should', 'shall', 'need to', 'have to', 'are to', 'will now', 'please');

/** Machines that read, by words that name nothing else. */
const machine = anyOf('assistants?', 'ai', 'llms?', 'chatbots?', 'language models?', 'bots');
const begin = String.raw`(?:^|[\n.!?:>*#/]\s*)`;
const deed = anyOf('run', 'execute', 'delete', 'remove', 'install', 'send', 'push', 'merge', 'approve', 'write', 'add');
const tool = anyOf('orient', 'recall', 'remember', 'feedback', 'forget');
/** What nobody sends anywhere. */
const ownFile = String.raw`(?:\.ssh/|\.aws/|\.gnupg/|\.netrc\b|\bid_rsa\b|\bid_ed25519\b|\.env\b)`;

const said: readonly string[] = [
  // Dismissing what the model was told.
  words(dismiss, `${filler}${earlier}`, orders),
  words(dismiss, `${filler}${orders}`, anyOf('above', 'given', 'from', 'so far', 'you')),
  words(anyOf('do not', "don't", 'never'), anyOf('follow', 'obey'), `${filler}${anyOf(earlier, orders)}`),
  words(
    anyOf('new', 'updated', 'real', 'important', 'hidden', 'secret', 'actual'),
    `(?:system${gap})?${anyOf('instructions?', 'prompt')}`,
  ) + String.raw`\s*[:=]`,
  words(
    anyOf(dismiss, 'stop following', 'set aside'),
    `(?:all${gap})?(?:of${gap})?your`,
    `(?:${earlier}${gap})?${anyOf(orders, 'training')}`,
  ),
  words(dismiss, anyOf('everything', 'anything', 'all', 'whatever', 'what')) +
    `\\b[^.\\n]{0,30}\\b${anyOf('above', 'told', 'before this', 'so far')}\\b`,
  words(dismiss, 'the', 'instructions?', anyOf('in', 'of', 'from')),
  words('regardless', 'of', `${filler}${earlier}`, orders),
  words(
    anyOf('do not', "don't", 'never', 'stop'),
    anyOf('follow', 'obey', 'following', 'obeying'),
    String.raw`(?:agents|claude|skill|gemini)\.md`,
  ),
  String.raw`(?:^|[\n.!?]\s*)(?:system\s+)?override\s*:`,
  words('system', 'override'),
  words('whatever', 'the', anyOf('user', 'developer'), anyOf('says', 'asks', 'wants')),
  // Giving the model another part to play.
  words('you', 'are', 'now', anyOf('an?', 'the', 'in', 'no', 'free', 'dan')),
  words(anyOf('act', 'behave', 'respond', 'roleplay'), 'as', anyOf('if', 'an?', 'the', 'though')) +
    `.{0,60}\\b${anyOf('you', 'assistant', 'admin(?:istrator)?', 'root', 'developer mode')}\\b`,
  `\\b${anyOf('reveal', 'print', 'show', 'repeat', 'output', 'display', 'leak')}${gap}(?:me${gap})?(?:all${gap})?(?:of${gap})?(?:your(?:${gap}system)?|(?:the${gap})?system)${gap}${anyOf('prompts?', 'instructions')}\\b`,
  words('repeat', '(?:the\\s+)?(?:text|words|everything|conversation)', 'above'),
  words(
    'you',
    'are',
    anyOf(
      'dan',
      `an?${gap}(?:helpful|unrestricted|evil|jailbroken|autonomous)?${gap}?(?:ai|assistant|agent|language${gap}model)`,
    ),
  ),
  words('you', 'will', '(?:now\\s+)?(?:act|behave|respond)', 'as'),
  words('do', 'anything', 'now'),
  `\\bpretend${gap}(?:that${gap})?${anyOf('you are', "you're", 'to be an? (?:admin|root|system|developer)')}`,
  words(anyOf('enter', 'activate'), '(?:the\\s+)?(?:developer|god|jailbreak|unrestricted|dan)', 'mode'),
  words(
    'your',
    anyOf('new', 'next', 'real', 'only', 'true', 'actual'),
    anyOf('task', 'job', 'goal', 'role', 'purpose', 'objective', 'mission', 'instructions?'),
    anyOf('is', 'are', 'now'),
  ),
  String.raw`\byour\s+task\s+now\s*(?::|is\b)`,
  `\\b${anyOf('as', 'this is', 'i am', "i'm")}${gap}your${gap}${anyOf('developer', 'creator', 'administrator', 'operator', 'owner')}\\b`,
  // Speaking to it by name and telling it what to do.
  `\\b${anyOf('note', 'message', 'instructions?', 'attention', 'notice', 'warning', 'hint', 'memo', 'dear')}${gap}(?:(?:to|for)${gap})?(?:(?:all|any|the|every|coding|ai)${gap}){0,3}${reader}\\b`,
  String.raw`(?:^|[\n.!?:>*#/]\s*)` +
    `(?:(?:dear|hey|hello|attention)${gap})?(?:(?:all|any|the|coding|ai)${gap}){0,3}${reader}\\s*[,:!]${gap}?(?:you${gap})?${anyOf(must, 'run', 'execute', 'delete', 'remove', 'ignore', 'always', 'never', 'do', "don't", 'first', 'when', 'if', 'install', 'use', 'tell', 'call', 'open', 'send', 'add', 'write', 'stop')}\\b`,
  `\\b${anyOf('if you are', "if you're")}${gap}(?:an?${gap})?(?:(?:coding|ai)${gap})?${reader}\\b`,
  `\\bas${gap}an?${gap}(?:coding|ai|llm)${gap}${anyOf('agent', 'assistant', 'model')}\\b`,
  `\\b(?:coding|ai|llm)${gap}${anyOf('agents?', 'assistants?', 'models?')}${gap}(?:reading${gap}this${gap})?${must}\\b`,
  `\\b${anyOf(`${anyOf('all', 'any', 'every')}${gap}agents?`, 'assistants', 'copilot', `claude(?:${gap}code)?`, 'chatgpt', 'codex', 'gemini')}${gap}${anyOf('must', 'shall', 'should', 'have to', 'need to')}${gap}(?!be\\b)`,
  `${begin}to${gap}(?:(?:all|any|the|every|whichever|coding|ai)${gap}){0,3}${anyOf('ai', 'llms?', 'assistants?', 'language models?', 'agents?', 'chatbots?')}\\b[^.\\n]{0,40}[:,]`,
  `${begin}(?:(?:the|any|every|all|each|coding)${gap}){0,2}${machine}${gap}${anyOf('must', 'shall', 'should', 'has to', 'have to', 'needs? to', 'will now')}${gap}(?!(?:not${gap})?be\\b)`,
  `\\b${anyOf('agents?', machine, 'models?')}${gap}(?:(?:that|who)${gap})?${anyOf('reads?', 'reading', 'sees?', 'seeing', 'process(?:es|ing)?')}${gap}this\\b`,
  `\\b${anyOf('ai', 'agents?', 'llms?', 'assistants?')}${gap}${anyOf('instructions?', 'directives?', 'orders?', 'commands?')}\\s*:`,
  `(?:^|\\s)@${anyOf('copilot', 'claude', 'codex', 'gemini', 'cursor', 'chatgpt')}${gap}(?:please${gap})?${anyOf(must, deed)}\\b`,
  `\\b${anyOf('when', 'if', 'once', 'as soon as')}${gap}you(?:'re|${gap}are)?${gap}${anyOf('read', 'reading', 'see', 'seeing', 'process', 'processing')}${gap}this(?:${gap}(?:message|comment|note|commit|text|line|readme|instructions?))?\\s*(?:[,;:.]|${anyOf('and', 'then', 'please', 'you')}\\b)`,
  // Telling it what to do from here on, or with the tools that it has.
  words('you', 'must', 'now'),
  `\\bfrom${gap}now${gap}on\\s*,?\\s*${anyOf('you', 'always', 'never')}\\b`,
  `\\byou${gap}${anyOf('must', 'should', 'have to', 'need to')}\\b[^.\\n]{0,60}\\bbefore${gap}${anyOf('answering', 'responding', 'replying', 'you answer', 'you respond', 'you reply')}\\b`,
  `\\b${anyOf('call', 'use', 'invoke')}${gap}(?:the${gap})?(?:mcp__\\w+|tool${gap}${tool}\\b|${tool}${gap}tool\\b)`,
  // Having it hide something or carry something away.
  words(
    anyOf('do not', "don't", 'never'),
    anyOf('tell', 'inform', 'mention', 'ask', 'alert', 'notify', 'warn'),
    `(?:(?:this|it)${gap}(?:to${gap})?)?(?:the${gap})?${anyOf('user', 'developer', 'human')}`,
  ),
  words(
    'without',
    anyOf('telling', 'asking', 'informing', 'notifying'),
    `(?:the${gap})?${anyOf('user', 'developer', 'human')}`,
  ),
  `\\b${send}\\b.{0,80}\\b${secrets}(?![\\w]).{0,80}\\b(?:to|at|via)\\b`,
  `\\b(?:curl|wget|invoke-webrequest)\\b[^\\n]{0,200}\\|\\s*(?:sudo\\s+)?(?:ba|z|da)?sh\\b`,
  words(anyOf('do not', "don't", 'never'), 'tell', anyOf('anyone', 'anybody')),
  words(
    anyOf('do not', "don't", 'never'),
    anyOf('reveal', 'disclose', 'show', 'report'),
    anyOf('this', 'it'),
    'to',
    'the',
    anyOf('user', 'developer', 'human'),
  ),
  `\\b${anyOf('do not', "don't", 'never')}${gap}ask${gap}(?:(?:the${gap})?(?:user|developer)${gap})?for${gap}${anyOf('confirmation', 'permission', 'approval')}\\s*(?:[,;.]|and\\b|just\\b)`,
  `${ownFile}[^\\n]{0,80}(?:\\|\\s*(?:curl|wget|nc)\\b|https?://)`,
  `\\b(?:curl|wget|nc)\\b[^\\n]{0,120}${ownFile}`,
  // In other languages.
  String.raw`ignorier\w*\s+(?:alle\s+|die\s+|sämtliche\s+){0,2}(?:vorherig|bisherig|obig|früher)\w*\s+(?:anweisung|instruktion|befehl|vorgabe)`,
  String.raw`\bignor(?:a|e|ad|en)\s+(?:todas\s+)?(?:las|tus|sus)\s+instrucciones`,
  String.raw`\bignor(?:e|ez|er)\s+(?:toutes\s+)?(?:les|tes|vos)\s+(?:instructions|consignes)`,
  String.raw`\bignor(?:e|a|ar)\s+(?:todas\s+)?(?:as|suas)\s+instruções`,
  String.raw`\bignora\s+(?:tutte\s+)?(?:le|tutte le)\s+istruzioni`,
  String.raw`игнориру\S*\s+[^.\n]{0,30}(?:инструкци|указани)`,
  '(?:忽略|无视|忘记)[^。\\n]{0,8}(?:指令|指示|命令|规则|提示)',
  '(?:以前|上記|これまで|前)の[^。\\n]{0,6}(?:指示|命令)[^。\\n]{0,4}(?:無視|忘れ)',
  // Pretending to be the frame around it.
  words('begin', anyOf('system', 'admin', 'developer'), anyOf('message', 'prompt', 'instructions?')),
  String.raw`<<\s*/?sys\s*>>`,
  String.raw`<\|?\/?(?:system|assistant|im_start|im_end|instructions?|important|system[-_]reminder|context|tool_result|function_calls?)\b[^>\n]{0,80}>`,
  String.raw`(?:^|\n)\s*(?:#{1,6}\s*)?(?:system|assistant|human)\s*(?:prompt|message|instructions?)?\s*:\s*\S`,
  String.raw`\[(?:system|inst|\/inst|assistant)\]`,
];

export const orderPatterns: readonly RegExp[] = said.map((pattern) => new RegExp(pattern, 'iu'));
