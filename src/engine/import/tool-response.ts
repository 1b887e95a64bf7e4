// What a tool said, in the forms that agents keep it, in; its text and how it ended, out.
import { listOf, objectOf, textOf } from './agent-step.ts';

/** More than any reader keeps: how it began and how it ended. */
const textCharsMax = 50_000;
const headChars = 2_000;

/** Plain text, `{stdout, stderr, interrupted}`, `{content: [{text}], is_error}`, or an object that is kept as JSON. */
export function readResponse(response: unknown): { output: string; exitCode?: number; hasFailed?: boolean } {
  if (typeof response === 'string') return { output: withoutHookContext(response), ...exitCodeIn(response) };
  const given = objectOf(response);
  const parts = [given.stdout, given.stderr, given.output, given.text, ...listOf(given.content ?? response)];
  const texts = parts.map((part) => textOf(part) ?? textOf(objectOf(part).text) ?? '').filter((text) => text !== '');
  const output = withoutHookContext(texts.join('\n') || textOf(given.content) || '');
  const code = given.exit_code ?? given.exitCode;
  const failed = given.is_error ?? given.isError ?? given.interrupted;
  return {
    output,
    ...(typeof code === 'number' && Number.isSafeInteger(code) ? { exitCode: code } : exitCodeIn(output)),
    ...(typeof failed === 'boolean' && { hasFailed: failed }),
  };
}

/** What hooks said to the model is no part of what the tool said: it may be our own memory. */
function withoutHookContext(text: string): string {
  const told = text.length > textCharsMax ? `${text.slice(0, headChars)}\n${text.slice(-textCharsMax)}` : text;
  return told.replace(/(?:(?<!\n)\n+)?<(PreToolUse|PostToolUse)-context>[\s\S]*?<\/\1-context>\n*/g, '\n').trim();
}

/** `Exit code: 1`, `Command exited with code 1`, `Process exited with code 1`, as agents' shells write it. */
function exitCodeIn(text: string): { exitCode?: number } {
  const found = /^\W{0,3}(?:(?:command|process)? ?exited with (?:exit )?code|exit code:?) (-?\d{1,6})\b/im.exec(text);
  return found === null ? {} : { exitCode: Number(found[1]) };
}
