// What an agent session consists of, whichever agent it was: turns and tool calls. Parsers of transcripts and of hook
// input give these; `step-observation.ts` makes observations of them.

export interface AgentSession {
  /** `claude-code`, `codex`, `copilot`, ... */
  readonly agent: string;
  readonly id: string;
  /** Absolute path of the folder it works in. */
  readonly folder: string;
}

export interface AgentTurn {
  readonly type: 'turn';
  readonly speaker: 'user' | 'agent';
  /** Unix time in ms. */
  readonly at: number;
  readonly text: string;
  /** What was said here was given up: the conversation went back to before it. */
  readonly isDeadEnd?: boolean;
}

export interface ToolCall {
  readonly type: 'tool';
  /** Unique in its session; the same in the hook's input and on disk. */
  readonly id: string;
  /** Unix time in ms. */
  readonly at: number;
  readonly tool: string;
  readonly input: unknown;
  /** Absent where it is not known. */
  readonly output?: string;
  readonly exitCode?: number;
  readonly hasFailed?: boolean;
  readonly isDeadEnd?: boolean;
}

export type AgentStep = AgentTurn | ToolCall;

/** A JSON object, or an empty one for anything else. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Unix time in ms from an ISO date or a number of ms; undefined for anything that is no time. */
export function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(time) && time >= 0 && time < 8.64e15 ? Math.trunc(time) : undefined;
}

/** VS Code marks a call's id with a number of its own when it hands it on. */
export function plainCallId(id: string): string {
  return id.replace(/__vscode-\d+$/, '');
}
