// How far a remembered text may be trusted by whoever reads it, and whether it tries to give orders. In, an event or a
// text; out, a mark. What agents are given carries both.
import type { MemoryEvent } from './event.ts';

/** `observed`: seen by a sensor. `reported`: said by an agent. `imported`: found in a history or a transcript. */
export const trusts = ['observed', 'reported', 'imported'] as const;
export type Trust = (typeof trusts)[number];

/** By who did it and of what kind it is; what an agent did in sight of a sensor is observed, what it says is not. */
export function trustOf({ actor, kind }: Pick<MemoryEvent, 'actor' | 'kind'>): Trust {
  if (actor === 'history') return 'imported';
  if (!actor.startsWith('agent:')) return 'observed';
  return kind === 'note' || kind === 'agent-turn' || kind === 'agent-action' ? 'reported' : 'observed';
}

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

const patterns: readonly RegExp[] = [
  // Dismissing what the model was told.
  words(dismiss, `${filler}${earlier}`, orders),
  words(dismiss, `${filler}${orders}`, anyOf('above', 'given', 'from', 'so far', 'you')),
  words(anyOf('do not', "don't", 'never'), anyOf('follow', 'obey'), `${filler}${anyOf(earlier, orders)}`),
  words(
    anyOf('new', 'updated', 'real', 'important', 'hidden', 'secret', 'actual'),
    `(?:system${gap})?${anyOf('instructions?', 'prompt')}`,
  ) + String.raw`\s*[:=]`,
  // Giving the model another part to play.
  words('you', 'are', 'now', anyOf('an?', 'the', 'in', 'no', 'free', 'dan')),
  words(anyOf('act', 'behave', 'respond', 'roleplay'), 'as', anyOf('if', 'an?', 'the', 'though')) +
    `.{0,60}\\b${anyOf('you', 'assistant', 'admin(?:istrator)?', 'root', 'developer mode')}\\b`,
  words(
    anyOf('reveal', 'print', 'show', 'repeat', 'output'),
    `${filler}(?:system${gap})?`,
    anyOf('prompt', 'instructions'),
  ),
  // Speaking to it by name and telling it what to do.
  `\\b${anyOf('note', 'message', 'instructions?', 'attention', 'notice', 'warning', 'hint', 'memo', 'dear')}${gap}(?:(?:to|for)${gap})?(?:(?:all|any|the|every|coding|ai)${gap}){0,3}${reader}\\b`,
  String.raw`(?:^|[\n.!?:>*#/]\s*)` +
    `(?:(?:dear|hey|hello|attention)${gap})?(?:(?:all|any|the|coding|ai)${gap}){0,3}${reader}\\s*[,:!]${gap}?(?:you${gap})?${anyOf(must, 'run', 'execute', 'delete', 'remove', 'ignore', 'always', 'never', 'do', "don't", 'first', 'when', 'if', 'install', 'use', 'tell', 'call', 'open', 'send', 'add', 'write', 'stop')}\\b`,
  `\\b${anyOf('if you are', "if you're")}${gap}(?:an?${gap})?(?:(?:coding|ai)${gap})?${reader}\\b`,
  `\\bas${gap}an?${gap}(?:coding|ai|llm)${gap}${anyOf('agent', 'assistant', 'model')}\\b`,
  `\\b(?:coding|ai|llm)${gap}${anyOf('agents?', 'assistants?', 'models?')}${gap}(?:reading${gap}this${gap})?${must}\\b`,
  `\\b${anyOf(`${anyOf('all', 'any', 'every')}${gap}agents?`, 'assistants', 'copilot', `claude(?:${gap}code)?`, 'chatgpt', 'codex', 'gemini')}${gap}${anyOf('must', 'shall', 'should', 'have to', 'need to')}${gap}(?!be\\b)`,
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
  // Pretending to be the frame around it.
  String.raw`<\|?\/?(?:system|assistant|im_start|im_end|instructions?|important|system[-_]reminder|context|tool_result|function_calls?)\b[^>\n]{0,80}>`,
  String.raw`(?:^|\n)\s*(?:#{1,6}\s*)?(?:system|assistant|human)\s*(?:prompt|message|instructions?)?\s*:\s*\S`,
  String.raw`\[(?:system|inst|\/inst|assistant)\]`,
].map((pattern) => new RegExp(pattern, 'i'));

/** Read in full: what comes later in a text is cut off before it is shown, too. */
const charsMax = 20_000;
/** Invisible characters, by which words are hidden from a reader and not from a model. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]|\udb40[\udc00-\udc7f]/g;
const hiddenSpelling = /\udb40[\udc20-\udc7e]{4}|[\u202a-\u202e\u2066-\u2069]/;

/**
 * Whether a text gives orders to a model, rather than telling a person something. It errs to the side of suspicion: a
 * text that is marked is still quoted where it was asked for. It knows common English phrases and frames, so what it
 * lets pass is data still, and is fenced as such.
 *
 * Cost: linear in the text, at most 20,000 characters of it.
 */
export function readsAsInstruction(text: string): boolean {
  const head = text.slice(0, charsMax);
  if (hiddenSpelling.test(head)) return true;
  const plain = head.normalize('NFKC').replace(invisible, '');
  return patterns.some((pattern) => pattern.test(plain));
}
