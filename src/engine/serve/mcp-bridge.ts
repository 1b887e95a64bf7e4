// Lets agents that speak the Model Context Protocol use the memory's tools. A call comes in over standard input, goes to
// the one engine, and the engine's own text goes out: what an agent in the editor would be told, word for word.
import { randomUUID } from 'node:crypto';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import { connectToEngine } from '../../client/engine-connection.ts';
import type { EngineSearch } from '../../client/engine-search.ts';
import type { Reply } from '../../client/reply.ts';
import {
  type AgentToolCall,
  type AgentToolName,
  agentToolGuide,
  agentToolMethod,
  agentToolNames,
  agentToolResult,
  agentToolTexts,
} from '../../protocol/agent-tool.ts';
import { agentToolSchema } from './agent-tool-schema.ts';

/** The tools as the protocol lists them. */
export function listMcpTools(): Tool[] {
  return agentToolNames.map((name) => {
    const { title, description, isReadOnly } = agentToolTexts[name];
    const annotations = { title, readOnlyHint: isReadOnly, destructiveHint: name === 'forget', openWorldHint: false };
    return { name, description, inputSchema: agentToolSchema(name) as Tool['inputSchema'], annotations };
  });
}

/** Serves until standard input ends. Nothing but the protocol is written to standard output. */
export async function serveMcp(folder: string, search: EngineSearch): Promise<void> {
  const engine = new LastingConnection(search);
  const info = { name: 'second-nature', version: search.handshake.version };
  const server = new Server(info, { capabilities: { tools: {} }, instructions: agentToolGuide });
  // An agent's host starts one bridge a session.
  const session = `mcp:${randomUUID()}`;
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: listMcpTools() }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    if (!isToolName(params.name)) throw new McpError(ErrorCode.InvalidParams, 'There is no tool of this name.');
    const call: AgentToolCall = {
      folder,
      tool: params.name,
      input: params.arguments ?? {},
      agent: agentName(server.getClientVersion()?.name),
      session,
      call: randomUUID(),
    };
    const reply = await engine.ask(agentToolMethod, call, agentToolResult);
    const text = reply.ok ? reply.value.text : reply.message;
    return { content: [{ type: 'text', text }], isError: !reply.ok || reply.value.isError };
  });
  await server.connect(new StdioServerTransport());
  await new Promise((resolve) => process.stdin.once('end', resolve).once('close', resolve));
  await server.close();
  await engine.close();
}

function isToolName(name: string): name is AgentToolName {
  return Object.hasOwn(agentToolTexts, name);
}

/** What the client calls itself, fit to be part of an actor's name. */
function agentName(name: string | undefined): string {
  return (name ?? '').replace(/[^\w.-]+/g, '-').slice(0, 60) || 'mcp';
}

/** Connects at the first question and again when the engine has gone in between. */
class LastingConnection {
  readonly #search: EngineSearch;
  /** Kept while it is made, so that calls that come together share it. */
  #connecting: ReturnType<typeof connectToEngine> | undefined;

  constructor(search: EngineSearch) {
    this.#search = search;
  }

  async ask<S extends z.ZodType>(method: string, params: object, schema: S): Promise<Reply<z.infer<S>>> {
    const connecting = this.#connect();
    const reply = await askOver(await connecting, method, params, schema);
    if (reply.ok || reply.problem !== 'away') return reply;
    if (this.#connecting === connecting) this.#connecting = undefined;
    return askOver(await this.#connect(), method, params, schema);
  }

  async close(): Promise<void> {
    const connected = await this.#connecting;
    if (connected?.ok === true) await connected.connection.close();
  }

  #connect(): ReturnType<typeof connectToEngine> {
    if (this.#connecting !== undefined) return this.#connecting;
    const connecting = connectToEngine(this.#search);
    this.#connecting = connecting;
    void connecting.then(({ ok }) => {
      // What was not found may be there at the next question.
      if (!ok && this.#connecting === connecting) this.#connecting = undefined;
    });
    return connecting;
  }
}

async function askOver<S extends z.ZodType>(
  connected: Awaited<ReturnType<typeof connectToEngine>>,
  method: string,
  params: object,
  schema: S,
): Promise<Reply<z.infer<S>>> {
  if (!connected.ok) return { ok: false, problem: 'failed', message: connected.message };
  return connected.connection.request(method, params, schema);
}
