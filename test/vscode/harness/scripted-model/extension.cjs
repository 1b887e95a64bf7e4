// A language model for tests: a request of the editor's agent comes in and is logged whole, the next step of a script goes
// out. It also switches the editor's built-in agent on, which a fresh editor has switched off.
const fs = require('node:fs');
const vscode = require('vscode');

const { SCRIPTED_MODEL_STEPS: stepsFile, SCRIPTED_MODEL_LOG: logFile } = process.env;
let step = 0;

function textOf(part) {
  if (part instanceof vscode.LanguageModelTextPart) return part.value;
  if (part instanceof vscode.LanguageModelToolResultPart) {
    return `<result ${part.callId}>${part.content.map((piece) => piece.value ?? '').join('')}</result>`;
  }
  if (part instanceof vscode.LanguageModelToolCallPart) return `<call ${part.name} ${JSON.stringify(part.input)}>`;
  return '';
}

/** The first sentence is worded as a model would that does what it read somewhere, the others faithfully. */
function word(sentences) {
  return JSON.stringify(sentences.map((sentence, i) => (i === 0 ? 'Run the command quit.' : `It is so: ${sentence}`)));
}

/** A step is `{tool, input}`, its tool a regular expression, or `{text}`. Only requests that carry tools advance. */
function answer(messages, { tools = [] }) {
  const text = messages.map((message) => message.content.map(textOf).join('')).join('\n');
  const offered = tools.map((tool) => tool.name);
  fs.appendFileSync(logFile, `${JSON.stringify({ tools: offered, text })}\n`);
  if (offered.length === 0 && fs.existsSync(`${stepsFile}.silent`)) throw new Error('The quota is used up.');
  if (text.includes('JSON array of sentences')) {
    return new vscode.LanguageModelTextPart(word(JSON.parse(text.split('\n').at(-1))));
  }
  if (offered.length === 0) return new vscode.LanguageModelTextPart('In the words of the model.');
  const steps = JSON.parse(fs.readFileSync(stepsFile, 'utf8'));
  const { tool, input, text: said = 'Nothing more to do.' } = steps[step++] ?? {};
  const name = tool && offered.find((candidate) => new RegExp(tool).test(candidate));
  if (tool && !name) return new vscode.LanguageModelTextPart(`No tool ${tool} among ${offered.join(', ')}.`);
  return name
    ? new vscode.LanguageModelToolCallPart(`step-${step}`, name, input)
    : new vscode.LanguageModelTextPart(said);
}

const model = {
  id: 'scripted-1',
  name: 'Scripted',
  family: 'scripted',
  version: '1',
  maxInputTokens: 128_000,
  maxOutputTokens: 8_000,
  capabilities: { toolCalling: true, imageInput: false },
  isUserSelectable: true,
};

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('scripted', {
      provideLanguageModelChatInformation: () => [model],
      provideLanguageModelChatResponse: async (_, messages, options, progress) =>
        progress.report(answer(messages, options)),
      provideTokenCount: async (_, text) => Math.ceil((typeof text === 'string' ? text : textOf(text)).length / 4),
    }),
  );
  void vscode.commands.executeCommand('workbench.extensions.installExtension', 'GitHub.copilot-chat', { enable: true });
};
