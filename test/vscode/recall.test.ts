// Questions about a repository's past, asked in the palette: an answer with evidence that opens, or an honest unknown.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { sampleHistory } from '../../scripts/sample-history.ts';
import { makeSampleWorkspace } from '../../scripts/sample-workspace.ts';
import { type Editor, startEditor, type Workbench } from './harness/workbench.ts';
import { filesHolding, loggedEvents } from './memory-log.ts';
import { shownText, shownWords } from './shown-text.ts';
import { makeNamedFolder, removeNamedFolder } from './user-workspace.ts';

const folder = makeNamedFolder('orders');
const agentHome = makeNamedFolder('agent-home');
const eventually = { timeout: 60_000, interval: 250 };
let editor: Editor;
let window: Workbench;

beforeAll(async () => {
  await makeSampleWorkspace(folder);
  leaveAgentSession();
  editor = await startEditor({ env: { CLAUDE_CONFIG_DIR: agentHome } });
  window = await editor.openWindow({ folder, viewport: { width: 1280, height: 720 } });
});
afterAll(async () => {
  await editor?.close();
  removeNamedFolder(folder);
  removeNamedFolder(agentHome);
});

/** What Claude Code would have written while it worked in the folder. */
function leaveAgentSession(): void {
  const sessions = join(agentHome, 'projects', folder.replace(/[^A-Za-z0-9]/g, '-'));
  mkdirSync(sessions, { recursive: true });
  const head = { sessionId: 's1', cwd: folder, timestamp: '2026-03-12T09:00:00.000Z', type: 'user', uuid: '1' };
  const message = { role: 'user', content: 'teach the invoice printer to round' };
  writeFileSync(join(sessions, 's1.jsonl'), `${JSON.stringify({ ...head, parentUuid: null, message })}\n`);
}

const rows = () => window.page.locator('.quick-input-list .monaco-list-row');
const rowTexts = () => shownWords(rows());

async function ask(question: string): Promise<void> {
  await window.command('Second Nature: Recall');
  await window.page.locator('.quick-input-widget input[placeholder^="Ask about this project"]').waitFor();
  await window.typeText(question);
}

test('the history is imported without being asked for', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const commits = () =>
    loggedEvents(editor.memoryDirectory).filter(({ kind }) => kind === 'commit' || kind === 'revert');
  await expect.poll(() => commits().length, eventually).toBe(sampleHistory.length);
});

test('a question about the past is answered with evidence that opens', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  await ask('Why did we drop the retry queue?');
  await expect.poll(async () => (await rowTexts())[0], eventually).toMatch(/^(Known|Familiar)/);
  const texts = await rowTexts();
  expect(texts[0]).toContain('a retry can only send the same order twice');
  expect(texts[1]).toMatch(/13 May 2025 · [0-9a-f]{7}.*Drop the retry queue/);
  await window.screenshot('recall');

  /** While the question is thought over its rows are made anew, and a click may fall between them. */
  const isAsking = async () => {
    const explain = rows().nth(1).getByRole('button', { name: 'Show in the Explorer' });
    if (await explain.isVisible()) await explain.click({ timeout: 2_000 }).catch(() => undefined);
    return rows().first().isVisible();
  };
  await rows().nth(1).hover();
  await expect.poll(isAsking, eventually).toBe(false);
  const explorer = await window.webview('article h2');
  await expect.poll(() => explorer.locator('article h2').textContent(), eventually).toMatch(/^Drop the retry queue/);
  await ask('Why did we drop the retry queue?');
  await expect.poll(async () => (await rowTexts())[0], eventually).toMatch(/^(Known|Familiar)/);
  await page.keyboard.press('ArrowDown'); // By keyboard alone, from the verdict to the first piece of evidence.
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await shownWords(page.locator('.tab.active')))[0], eventually)
    .toMatch(/[0-9a-f]{7} Drop the retry queue/);
  const opened = page.locator('.editor-group-container.active');
  await expect.poll(() => shownText(opened), eventually).toContain('without an idempotency key');
  await expect.poll(() => shownText(opened), eventually).toContain('export function retryLater');
  await window.screenshot('recall-evidence');
});

test('Enter has a question thought over, and then opens what the answer rests on', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  const thought = () => loggedEvents(editor.memoryDirectory).filter(({ kind }) => kind === 'recall').length;
  const before = thought();
  await ask('Why were orders sent twice by the queue?');
  await expect.poll(async () => (await rowTexts()).length, eventually).toBeGreaterThan(1);
  await page.keyboard.press('Enter');
  await expect.poll(thought, eventually).toBe(before + 1);
  await expect.poll(async () => (await rowTexts())[0], eventually).toMatch(/^(Known|Familiar|Contested)/);
  await window.screenshot('recall-thought-over');
  const isOpen = async () => {
    if (await rows().first().isVisible()) await page.keyboard.press('Enter');
    return rows().first().isVisible();
  };
  await expect.poll(isOpen, eventually).toBe(false);
  await expect.poll(async () => (await shownWords(page.locator('.tab.active')))[0], eventually).toMatch(/[0-9a-f]{7} /);
});

test('whether it was the answer is said beside it, once, with how sure it was', async () => {
  onTestFailed(() => console.log(editor.logs()));
  await ask('Why did we drop the retry queue?');
  await expect.poll(async () => (await rowTexts())[0], eventually).toMatch(/^(Known|Familiar)/);
  const useful = () => rows().first().getByRole('button', { name: 'Useful' });
  const judged = () => loggedEvents(editor.memoryDirectory).filter(({ data }) => data.verdict === 'accepted');
  /** While the question is thought over its rows are made anew, and a click may fall between them. */
  const judgeIt = async () => {
    await rows().first().hover();
    if (await useful().isVisible())
      await useful()
        .click({ timeout: 2_000 })
        .catch(() => undefined);
    return judged().length;
  };
  await expect.poll(judgeIt, eventually).toBe(1);
  expect(judged()).toMatchObject([{ kind: 'feedback', data: { estimated: expect.any(Number) } }]);
  expect(await useful().count()).toBe(0);
  await window.page.keyboard.press('Escape');
});

test('a question that nothing answers is met with an honest unknown', async () => {
  onTestFailed(() => console.log(editor.logs()));
  await ask('Which Kubernetes ingress controller terminates TLS?');
  await expect.poll(async () => (await rowTexts())[0], eventually).toMatch(/^Unknown/);
  await expect.poll(async () => (await rowTexts())[1], eventually).toMatch(/^Not found: Kubernetes.*TLS/);
  expect(await rowTexts()).toHaveLength(2); // No evidence is made up.
  await window.screenshot('recall-unknown');
  await window.page.keyboard.press('Escape');
});

test('sessions of agents are read when the user has chosen whose', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const turns = () => loggedEvents(editor.memoryDirectory).filter(({ kind }) => kind === 'agent-turn');
  expect(turns()).toEqual([]);
  await window.command('Second Nature: Import Agent Sessions…');
  const row = window.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Claude Code' });
  await row.waitFor();
  await window.screenshot('import-agents');
  await row.locator('input[type=checkbox], .monaco-checkbox').first().click();
  await window.page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
  await expect.poll(() => turns().map(({ text }) => text), eventually).toEqual(['teach the invoice printer to round']);
});

test('a text is forgotten by keyboard, after a look at what would go, and is found nowhere afterwards', async () => {
  onTestFailed(() => console.log(editor.logs()));
  const { page } = window;
  const events = () => loggedEvents(editor.memoryDirectory).length;
  expect(filesHolding(editor.memoryDirectory, 'idempotency key')).not.toEqual([]);
  const before = events();
  await window.command('Second Nature: Forget');
  await page.locator('.quick-input-widget input[placeholder^="What shall be forgotten"]').waitFor();
  await window.typeText('a text');
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').getByText('Whatever holds this text').waitFor();
  await window.typeText('Idempotency key');
  await page.keyboard.press('Enter');
  const dialog = page.locator('.monaco-dialog-box');
  await expect.poll(() => dialog.textContent(), eventually).toMatch(/Forget \d+ events?\?/);
  expect(await dialog.textContent()).toMatch(/cannot be undone[\s\S]*no import brings them back/);
  await window.screenshot('forget');

  await page.keyboard.press('Escape'); // Thought better of it.
  await dialog.waitFor({ state: 'detached' });
  expect(events()).toBe(before);
  await window.command('Second Nature: Forget');
  await window.typeText('a text');
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').getByText('Whatever holds this text').waitFor();
  await window.typeText('Idempotency key');
  await page.keyboard.press('Enter');
  await dialog.locator('.monaco-button:focus').getByText('Forget').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => loggedEvents(editor.memoryDirectory).at(-1)?.kind, eventually).toBe('forget');
  expect(events()).toBeLessThan(before);
  await expect.poll(() => filesHolding(editor.memoryDirectory, 'dempotency key'), eventually).toEqual([]);
  await window.command('Notifications: Show Notifications');
  const center = page.locator('.notifications-center');
  await expect
    .poll(async () => (await shownWords(center.locator('.notification-list-item-message'))).join(), eventually)
    .toMatch(/[2-9] events are forgotten\. No file of the memory holds them any more\./);
  await window.screenshot('forget-done');
  await center.getByText('Show Receipt').click();
  await expect.poll(() => shownText(page.locator('.part.panel')), eventually).toContain('nothing was found');
  await window.screenshot('forget-receipt');

  await ask('Where is the idempotency key checked?');
  await expect.poll(async () => (await rowTexts())[0], eventually).toMatch(/^Unknown/);
  await page.keyboard.press('Escape');
});
