// Past sessions of the editor's own agent: what it wrote to disk itself is read with consent, as far as hooks did not tell it
// while it worked.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { makeSampleWorkspace } from '../../scripts/sample-workspace.ts';
import { chatText, prepareScriptedAgent, type ScriptedAgent, sayInChat } from './harness/scripted-agent.ts';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { loggedEvents } from './memory-log.ts';
import { shownWords } from './shown-text.ts';
import { makeNamedFolder, removeNamedFolder } from './user-workspace.ts';

const folder = makeNamedFolder('orders');
const eventually = { timeout: 90_000, interval: 500 };
/** Held while the memory was off. */
const past = {
  prompt: 'say at the top who keeps the client',
  path: 'src/client.ts',
  answer: 'The client is signed.',
};
const present = {
  prompt: 'say at the top who keeps the prices',
  path: 'src/price.ts',
  answer: 'The prices are signed.',
};
type Session = typeof past;
let agent: ScriptedAgent;
let editor: Editor;
let window: Workbench;

const firstLine = (path: string) => readFileSync(join(folder, path), 'utf8').split('\n', 1)[0]!;
const signature = (path: string) => `// Ann keeps ${path}.`;

function steps({ path, answer }: Session) {
  const newString = `${signature(path)}\n${firstLine(path)}`;
  const input = { filePath: join(folder, path), oldString: firstLine(path), newString };
  return [{ tool: '^replace_string_in_file$', input }, { text: answer }];
}

beforeAll(async () => {
  await makeSampleWorkspace(folder);
  agent = await prepareScriptedAgent([...steps(past), ...steps(present)]);
  editor = await startEditor({ others: [agent.vsix], env: agent.env });
  setMode('past', 'off');
  window = await editor.openWindow({ folder, viewport: { width: 1280, height: 800 } });
  await window.page.waitForTimeout(15_000); // The built-in agent is being switched on.
});
afterAll(async () => {
  await editor?.close();
  removeNamedFolder(folder);
});

/** The window's title says that the settings hold. */
function setMode(title: string, mode: string): void {
  mkdirSync(join(folder, '.vscode'), { recursive: true });
  const settings = { 'secondNature.mode': mode, 'window.title': title };
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
}

const turns = () =>
  loggedEvents(editor.memoryDirectory).flatMap(({ kind, actor, text }) =>
    kind === 'agent-turn' ? [`${actor}: ${text}`] : [],
  );
const edits = () =>
  loggedEvents(editor.memoryDirectory).flatMap(({ kind, actor, refs, data }) =>
    kind === 'edit' ? [{ actor, refs, hunks: data.hunks }] : [],
  );
const edited = ({ path }: Session) => ({
  actor: 'agent:copilot',
  refs: [path],
  hunks: [expect.objectContaining({ path, before: [], after: [signature(path)] })],
});
const asked = ({ prompt }: Session) => `developer: ${prompt}`;
const answered = ({ answer }: Session) => `agent:copilot: ${answer}`;

async function work({ prompt, path, answer }: Session): Promise<void> {
  await sayInChat(window.page, prompt);
  await expect.poll(() => chatText(window.page), eventually).toContain(answer);
  expect(firstLine(path)).toBe(signature(path));
}

/** Consents as a user does. */
async function importSessions(): Promise<void> {
  await window.command('Second Nature: Import Agent Sessions…');
  const row = window.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'GitHub Copilot' });
  await expect.poll(() => shownWords(row), eventually).toEqual([expect.stringMatching(/VS Code\s*2 files/)]);
  const box = row.locator('input[type=checkbox], .monaco-checkbox').first();
  if ((await box.getAttribute('aria-checked')) !== 'true') await box.click();
  await window.screenshot('import-chats');
  await window.page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
}

/** The latest that the editor was told to say. */
async function said(): Promise<string | undefined> {
  await window.command('Notifications: Show Notifications');
  const [latest] = await shownWords(window.page.locator('.notifications-center .notification-list-item-message'));
  await window.command('Notifications: Hide Notifications');
  return latest;
}

test('what the built-in agent left comes in once, whether its hooks told it or not', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  await expect.poll(() => page.title(), eventually).toContain('past');
  await work(past);
  setMode('present', 'quiet');
  await expect.poll(() => page.title(), eventually).toContain('present');
  await page.locator('.statusbar-item', { hasText: 'learning' }).waitFor();
  await window.command('Chat: New Chat');
  await work(present);
  await expect.poll(edits, eventually).toEqual([edited(present)]);
  expect(turns()).toEqual([asked(present)]);

  // The editor writes a chat down some time after it was held.
  const imported = async () => {
    await importSessions();
    return turns();
  };
  await expect.poll(imported, eventually).toEqual([asked(present), asked(past), answered(past), answered(present)]);
  expect(edits()).toEqual([edited(present), edited(past)]);
  await importSessions();
  await expect.poll(said, eventually).toMatch(/^0 steps of agents learned; known already: 0\./);
  expect(turns()).toHaveLength(4);
  expect(edits()).toHaveLength(2);
});
