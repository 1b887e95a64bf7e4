// Agents beside the editor: bridges over stdio and hooks, each a process of its own from what ships, on the memory of an
// editor.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { projectRoot } from './editor-window.ts';

const inherited = () => process.env as Record<string, string>;

/** `second-nature mcp` for one folder; the caller closes it. */
export async function startBridge(memoryDirectory: string, folder: string): Promise<Client> {
  const client = new Client({ name: 'outside-agent', version: '1.0.0' });
  const args = [join(projectRoot, 'dist', 'cli.cjs'), 'mcp', '--folder', folder];
  const env = { ...inherited(), SECOND_NATURE_HOME: memoryDirectory };
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env }));
  return client;
}

export async function askBridge(bridge: Client, name: string, input: Record<string, unknown>): Promise<string> {
  const { content } = await bridge.callTool({ name, arguments: input });
  return (content as { text: string }[])[0]!.text;
}

/**
 * One step of an agent, told as its host tells it.
 *
 * @returns what the hook wrote, as it stands
 */
export function runHook(memoryDirectory: string, input: object): Promise<string> {
  const env = { ...inherited(), SN_MEMORY: memoryDirectory, SN_PATIENCE_MS: '20000' };
  const program = join(projectRoot, 'dist', 'plugin', 'hook.cjs');
  const child = spawn(process.execPath, [program], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stdin.end(JSON.stringify(input));
  return new Promise((resolve) => child.on('close', () => resolve(out)));
}
