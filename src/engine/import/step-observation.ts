// Steps of an agent session in, observations out: what was said, which files were changed, which commands were run and
// how they ended, and whatever else was done. Ids derive from the session's and the call's, so that what a hook reported
// live and what the transcript tells later are one event.
import { hash } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import type { Actor, Hunk, Observation } from '../model/event.ts';
import type { AgentSession, AgentStep, AgentTurn, ToolCall } from './agent-step.ts';
import { readDeed } from './tool-call-shape.ts';

const turnCharsMax = 20_000;
const outputCharsMax = 8_000;
const pathsMax = 50;
const commandCharsMax = 4_000;
/** As much as the wire takes; the gate keeps less. */
const linesMax = 1_000;
const lineCharsMax = 20_000;
const sessionCharsMax = 200;
const toolCharsMax = 100;
/** No system has longer ones. */
const pathCharsMax = 4_096;

/** Nothing for an empty turn, else one observation a step. */
export function observeStep(step: AgentStep, session: AgentSession): Observation[] {
  if (step.type === 'tool') return [observeCall(step, session)];
  return step.text.trim() === '' ? [] : [observeTurn(step, session)];
}

/** A turn has no id that hook and transcript share, so its words stand for it: said again, they are not news. */
function observeTurn({ speaker, at, text, isDeadEnd }: AgentTurn, session: AgentSession): Observation {
  const digest = hash('sha256', `${speaker}\n${text.trim()}`).slice(0, 24);
  return {
    id: `${prefixOf(session)}turn:${digest}`,
    at,
    kind: 'agent-turn',
    actor: speaker === 'user' ? 'developer' : actorOf(session),
    folder: session.folder,
    paths: [],
    text: text.trim().slice(0, turnCharsMax),
    data: {
      session: session.id.slice(0, sessionCharsMax),
      ...(speaker === 'user' && isCorrection(text) && { corrects: true as const }),
      ...(isDeadEnd === true && { deadEnd: true as const }),
    },
  };
}

/** That the developer turns down what the agent just did. */
function isCorrection(text: string): boolean {
  return correction.test(text.trim());
}

const correction =
  /^(?:no\b(?! (?:problem|worries))|nope\b|wrong\b|stop\b|undo\b|revert\b|actually\b|wait\b|not (?:like )?(?:that|this|what)\b)|\b(?:that(?:'s| is| was) (?:not|wrong)|(?:do not|don't|should(?:n't| not) have|you (?:broke|forgot|missed|misunderstood)|i (?:said|meant|asked)|still (?:fails|broken|red|wrong|doesn't|does not)|undo that|revert that|put (?:it|that) back|instead of)\b)/i;

function observeCall(call: ToolCall, session: AgentSession): Observation {
  const deed = readDeed(call);
  const tool = call.tool.slice(0, toolCharsMax);
  const head = {
    id: `${prefixOf(session)}call:${call.id}`.slice(0, 200),
    at: call.at,
    actor: actorOf(session),
    folder: session.folder,
  };
  const hasFailed = call.hasFailed === true;
  if (deed.type === 'command') return { ...head, kind: 'command', paths: [], ...commandOf(deed.commandLine, call) };
  // An edit that was turned down changed nothing.
  if (deed.type === 'edits' && !hasFailed) {
    const hunks = deed.edits.map((edit) => boundHunk({ ...edit, path: absolute(edit.path, session), startLine: 1 }));
    const paths = [...new Set(hunks.map(({ path }) => path))].slice(0, pathsMax);
    return { ...head, kind: 'edit', paths, text: '', data: { hunks, cause: 'external' } };
  }
  const [paths, summary] =
    deed.type === 'edits' ? [deed.edits.map(({ path }) => path), 'an edit that failed'] : [deed.paths, deed.summary];
  return {
    ...head,
    kind: 'agent-action',
    paths: [...new Set(paths.map((path) => absolute(path, session)))].slice(0, pathsMax),
    text: summary === '' ? tool : `${tool}: ${summary}`,
    data: {
      session: session.id.slice(0, sessionCharsMax),
      tool,
      ...(hasFailed && { failed: true as const, output: endOf(call.output ?? '') }),
      ...(call.isDeadEnd === true && { deadEnd: true as const }),
    },
  };
}

function commandOf(commandLine: string, { output = '', exitCode, hasFailed }: ToolCall) {
  const code = exitCode ?? (hasFailed === undefined ? undefined : Number(hasFailed));
  const data = { ...(code !== undefined && { exitCode: code }), durationMs: 0, output: endOf(output) };
  return { text: commandLine.trim().slice(0, commandCharsMax), data };
}

/** Where in the file the change stands is not told. */
function boundHunk({ path, startLine, before, after }: Hunk): Hunk {
  const bound = (lines: readonly string[]) => lines.slice(0, linesMax).map((line) => line.slice(0, lineCharsMax));
  return { path, startLine, before: bound(before), after: bound(after) };
}

/** The end of an output says how it went. */
function endOf(output: string): string {
  return output.length > outputCharsMax ? output.slice(-outputCharsMax) : output;
}

function absolute(path: string, { folder }: AgentSession): string {
  const whole = isAbsolute(path) || /^[a-z]:[\\/]/i.test(path) ? path : join(folder, path);
  return whole.slice(0, pathCharsMax);
}

function actorOf({ agent }: AgentSession): Actor {
  return `agent:${agent}`;
}

function prefixOf({ agent, id }: AgentSession): string {
  return `agent:${agent}:${id.slice(0, 80)}:`;
}
