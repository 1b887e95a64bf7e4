// The bridge as an agent's host runs it: a child process that speaks MCP over its standard streams.
import { spawn } from 'node:child_process';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { countTokens } from '../../../src/engine/serve/agent-text.ts';
import { agentToolGuide, agentToolMethod, agentToolResult } from '../../../src/protocol/agent-tool.ts';
import { testedProgram } from '../../tested-program.ts';
import { EngineFixture, makeHistory } from './engine-fixture.ts';

const program = testedProgram('cli');

vi.setConfig({ testTimeout: 60_000 }); // Processes are started, on a machine that may be busy.

let fixture: EngineFixture;
beforeAll(() => {
  fixture = new EngineFixture();
  makeHistory(fixture.folder, 20);
});
afterAll(() => fixture.end());

const env = () => ({ ...(process.env as Record<string, string>), SECOND_NATURE_HOME: fixture.directory });
const args = () => [program, 'mcp', '--folder', fixture.folder];

describe('the bridge', () => {
  test('serves five tools in a small schema, over one engine that it finds again when it was killed', async () => {
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(new StdioClientTransport({ command: process.execPath, args: args(), env: env() }));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['orient', 'recall', 'remember', 'feedback', 'forget']);
    expect(countTokens(JSON.stringify(tools) + (client.getInstructions() ?? ''))).toBeLessThan(1_200);
    expect(client.getInstructions()).toBe(agentToolGuide);

    const call = async (name: string, input: object) => {
      const { content, isError } = await client.callTool({ name, arguments: { ...input } });
      return { text: (content as { text: string }[])[0]!.text, isError };
    };
    expect(await call('orient', {})).toMatchObject({
      isError: false,
      text: expect.stringMatching(/^project:\n\| orders/),
    });
    process.kill(fixture.beaconPid()!, 'SIGKILL');
    const question = 'why was change number 7 made?';
    const answer = await call('recall', { question });
    expect(answer).toMatchObject({ isError: false, text: expect.stringMatching(/^state: /) });
    expect(await call('recall', { question: '' })).toMatchObject({ isError: true });

    const kept = await call('remember', { text: 'The gateway needs a fresh token each day', paths: ['a.txt'] });
    expect(kept.text).toMatch(/^Kept as event agent:[-0-9a-f]{36} \[reported\]\.$/);
    const recalled = await call('recall', { question: 'what does the gateway need each day?' });
    expect(recalled.text).toMatch(/evidence event agent:\S+ .* reported\n\| The gateway needs a fresh token each day/);
    expect(await call('feedback', { evidence: /agent:\S+/.exec(kept.text)![0], verdict: 'helped' })).toMatchObject({
      text: 'Noted: helped.',
    });

    // The editor's tools ask the engine by this very method.
    const connection = await fixture.connect();
    const params = { folder: fixture.folder, tool: 'recall', input: { question }, agent: 'test', call: 'c1' };
    const direct = await connection.request(agentToolMethod, params, agentToolResult);
    expect(direct).toMatchObject({ ok: true, value: { text: (await call('recall', { question })).text } });

    const preview = await call('forget', { text: 'gateway needs a fresh token' });
    expect(preview.text).toMatch(/^Would go: \d events?/);
    const confirm = /confirm: (\w+)/.exec(preview.text)![1];
    expect(await call('forget', { text: 'change number 7', confirm })).toMatchObject({ isError: true });
    expect((await call('forget', { text: 'gateway needs a fresh token', confirm })).text).toMatch(
      /nothing of it is left/,
    );
    expect((await call('recall', { question: 'what does the gateway need each day?' })).text).not.toMatch(
      /fresh token/,
    );
    await client.close();
  });

  test('writes nothing but the protocol and ends with its input', async () => {
    const child = spawn(process.execPath, args(), { env: env(), stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    const code = new Promise((resolve) => child.on('close', resolve));
    child.stdin.end();
    expect(await code).toBe(0);
    expect(out).toBe('');
  });
});
