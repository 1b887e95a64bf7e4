// `npm run conformance`: the built command line comes in; whether the MCP Inspector can use it and whether it keeps the
// protocol, by the suite of those who wrote it, goes out. Both are installed into the cache on demand. The suite
// speaks HTTP only, so that a pipe between HTTP and standard streams stands in between and passes every message on.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { projectRoot } from './build.ts';
import { cachePath, makeOnce } from './developer-cache.ts';
import { mustRun, runProgram } from './run-program.ts';
import { makeSampleWorkspace } from './sample-workspace.ts';

const inspectorVersion = '2.12.0';
const suiteVersion = '0.1.16';
/** Those that ask for nothing but what every server with tools has; the others want the tools of a sample server. */
const scenarios = ['server-initialize', 'ping', 'tools-list'];

interface Served {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

async function installTools(): Promise<string> {
  const folder = cachePath('conformance');
  await makeOnce(folder, `inspector ${inspectorVersion}, suite ${suiteVersion}`, async () => {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const packages = [
      `@modelcontextprotocol/inspector@${inspectorVersion}`,
      `@modelcontextprotocol/conformance@${suiteVersion}`,
    ];
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    console.log('Installing the MCP Inspector and the conformance suite. This happens once.');
    await mustRun('npm', ['install', ...packages, ...flags], { cwd: folder });
  });
  return join(folder, 'node_modules', '.bin');
}

/** What the Inspector's command line prints for one method, as JSON. */
async function inspect(bin: string, { command, args, env }: Served, method: readonly string[]): Promise<unknown> {
  const target = [command, ...args].map(String);
  const output = await mustRun(join(bin, 'mcp-inspector'), ['--cli', ...target, '--method', ...method], { env });
  return JSON.parse(output.slice(output.indexOf('{')));
}

async function checkInspector(bin: string, served: Served): Promise<string[]> {
  const listed = (await inspect(bin, served, ['tools/list'])) as { tools: { name: string }[] };
  const names = listed.tools.map(({ name }) => name).join(', ');
  const call = ['tools/call', '--tool-name', 'recall', '--tool-arg', 'question=Why did we drop the retry queue?'];
  const called = (await inspect(bin, served, call)) as { content: { text: string }[]; isError?: boolean };
  const answered = called.isError !== true && /^state: \w/.test(called.content[0]?.text ?? '');
  console.log(`inspector: tools/list gives ${names}`);
  console.log(`inspector: tools/call recall gives ${called.content[0]?.text.split('\n')[0] ?? 'nothing'}`);
  return names === 'orient, recall, remember, feedback, forget' && answered ? [] : ['inspector'];
}

/** Each HTTP session gets a server process of its own, as each agent's host does. */
async function pipeHttp(served: Served): Promise<http.Server> {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const open = async () => {
    const child = new StdioClientTransport({ ...served, args: [...served.args] });
    const outside: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => void sessions.set(id, outside),
    });
    outside.onmessage = (message) => void child.send(message);
    child.onmessage = (message) => void outside.send(message);
    outside.onclose = () => void child.close();
    await child.start();
    await outside.start();
    return outside;
  };
  const server = http.createServer(async (request, response) => {
    const id = request.headers['mcp-session-id'];
    const transport = typeof id === 'string' ? sessions.get(id) : await open();
    if (transport === undefined) response.writeHead(404).end();
    else await transport.handleRequest(request, response);
  });
  server.on('close', () => {
    for (const transport of sessions.values()) void transport.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function checkSuite(bin: string, served: Served): Promise<string[]> {
  const server = await pipeHttp(served);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  const failed: string[] = [];
  for (const scenario of scenarios) {
    const args = ['server', '--url', url, '--scenario', scenario];
    const { code, output } = await runProgram(join(bin, 'conformance'), args, {});
    console.log(`conformance: ${scenario} ${code === 0 ? 'passes' : `fails\n${output}`}`);
    if (code !== 0) failed.push(scenario);
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return failed;
}

async function main(): Promise<number> {
  const cli = join(projectRoot, 'dist', 'cli.cjs');
  if (!existsSync(cli)) throw new Error('dist/cli.cjs is not there. Build first: npm run build');
  const bin = await installTools();
  const directory = mkdtempSync(join(tmpdir(), 'second-nature-conformance-'));
  const folder = join(directory, 'orders');
  mkdirSync(folder);
  await makeSampleWorkspace(folder);
  const env = { ...(process.env as Record<string, string>), SECOND_NATURE_HOME: join(directory, 'memory') };
  const served = {
    command: process.execPath,
    args: [cli, 'mcp', '--folder', folder],
    env: { ...env, SECOND_NATURE_LINGER_MS: '2000' },
  };
  await mustRun(process.execPath, [cli, 'import', '--folder', folder], { env: served.env });
  const failed = [...(await checkInspector(bin, served)), ...(await checkSuite(bin, served))];
  console.log(failed.length === 0 ? 'All pass.' : `These fail: ${failed.join(', ')}`);
  await new Promise((resolve) => setTimeout(resolve, 3_000)); // The engine leaves by itself.
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = await main();
