// The editor's own agent, driven by a model that follows a script. In, the steps of the model; out, what the agent sent
// to it, word for word.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { packExtension } from './pack-extension.ts';

/** `tool` is a regular expression over the names that the agent offers. */
export type ModelStep =
  | { readonly tool: string; readonly input: Readonly<Record<string, unknown>> }
  | { readonly text: string };

export interface ModelRequest {
  readonly tools: readonly string[];
  readonly text: string;
}

export interface ScriptedAgent {
  readonly vsix: string;
  readonly env: Readonly<Record<string, string>>;
  /** All requests to the model so far. */
  requests(): ModelRequest[];
  /** From now on the model words nothing: whoever asks it for an answer gets an error. */
  fallSilent(): void;
}

export async function prepareScriptedAgent(steps: readonly ModelStep[]): Promise<ScriptedAgent> {
  const vsix = await packExtension('scripted-model');
  const directory = mkdtempSync(join(tmpdir(), 'second-nature-model-'));
  const [stepsFile, logFile] = [join(directory, 'steps.json'), join(directory, 'requests.jsonl')];
  writeFileSync(stepsFile, JSON.stringify(steps));
  return {
    vsix,
    env: { SCRIPTED_MODEL_STEPS: stepsFile, SCRIPTED_MODEL_LOG: logFile },
    requests() {
      if (!existsSync(logFile)) return [];
      const lines = readFileSync(logFile, 'utf8').split('\n');
      return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as ModelRequest);
    },
    fallSilent: () => writeFileSync(`${stepsFile}.silent`, ''),
  };
}

const agentReadyMsMax = 60_000;

/** Types into the chat and sends it. The first time, the agent may still be starting. */
export async function sayInChat(page: Page, text: string): Promise<void> {
  await typeInChat(page, text);
  await page.waitForTimeout(1_000);
  // A list of names may be open above the input; it would take the Enter.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
}

/** Types into the chat's box, and leaves it there. */
export async function typeInChat(page: Page, text: string): Promise<void> {
  const input = page.locator('.interactive-session .chat-input-container .monaco-editor').first();
  // The key shows the chat, and hides one that is shown.
  if (!(await input.isVisible())) await page.keyboard.press('Control+Alt+I');
  await input.waitFor({ timeout: agentReadyMsMax });
  await input.click();
  await page.keyboard.type(text, { delay: 15 });
}

export async function chatText(page: Page): Promise<string> {
  return (await page.locator('.interactive-session').allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
}
