// Forgetting at an agent's hand, in two steps: a selector comes in, what would go goes out with a code; the same
// selector with the code is carried out, once. So no single call takes anything away, and a person can look in between.
import { randomBytes } from 'node:crypto';
import type { AgentToolAnswer, AgentToolInput } from '../../protocol/agent-tool.ts';
import type { Engine } from '../engine.ts';
import type { ForgetPreview, ForgetReceipt, Selector } from '../model/selector.ts';
import { refuse } from './agent-refusal.ts';
import { quote, readEvidenceName } from './agent-text.ts';
import { count, formatDay } from './plain-text.ts';

const codeLifeMs = 10 * 60_000;
const pendingMax = 50;
const examplesMax = 3;

interface Pending {
  readonly request: string;
  readonly expiresAtMs: number;
}

export class AgentForgetting {
  readonly #engine: Engine;
  readonly #nowMs: () => number;
  readonly #pending = new Map<string, Pending>();

  constructor(engine: Engine, nowMs: () => number) {
    this.#engine = engine;
    this.#nowMs = nowMs;
  }

  async answer({ confirm, ...input }: AgentToolInput<'forget'>, folder: string): Promise<AgentToolAnswer> {
    const { evidence, path, text } = input;
    if ([evidence, path, text].filter((part) => part !== undefined).length !== 1) {
      return refuse('Say one of evidence, path and text.');
    }
    const selector = await this.#select(input, folder);
    if (typeof selector === 'string') return refuse(selector);
    const request = JSON.stringify([folder, selector]);
    return confirm === undefined ? this.#preview(selector, request) : this.#carryOut(selector, request, confirm);
  }

  async #select(input: AgentToolInput<'forget'>, folder: string): Promise<Selector | string> {
    const { evidence, path, text } = input;
    if (text !== undefined) return { by: 'text', text };
    const { project, path: place } = await this.#engine.locate(folder, path ?? '.');
    if (evidence !== undefined) {
      const event = await this.#engine.event(folder, readEvidenceName(evidence));
      if (event === undefined) return 'There is no evidence with this id; take it from an answer.';
      return { by: 'memory', project, id: event.id };
    }
    if (place === undefined || place === '') return 'path must be a file or a folder inside the repository.';
    return { by: 'place', project, path: place };
  }

  async #preview(selector: Selector, request: string): Promise<AgentToolAnswer> {
    const outcome = await this.#engine.forgetPreview(selector, new AbortController().signal);
    if (!outcome.ok) return refuse(outcome.problem === 'cancelled' ? 'It was taken back.' : outcome.message);
    if (outcome.value.events === 0) return { text: 'Nothing would go: no memory fits.', isError: false, evidence: [] };
    const confirm = this.#promise(request);
    const lines = [
      ...describePreview(outcome.value),
      '',
      `This cannot be undone. If the developer agrees, call forget again with confirm: ${confirm}`,
    ];
    return { text: lines.join('\n'), isError: false, evidence: [], confirm };
  }

  #promise(request: string): string {
    const code = randomBytes(6).toString('hex');
    this.#pending.set(code, { request, expiresAtMs: this.#nowMs() + codeLifeMs });
    if (this.#pending.size > pendingMax) this.#pending.delete(this.#pending.keys().next().value!);
    return code;
  }

  async #carryOut(selector: Selector, request: string, code: string): Promise<AgentToolAnswer> {
    const pending = this.#pending.get(code);
    if (pending?.request !== request || pending.expiresAtMs < this.#nowMs()) {
      return refuse('The code is not of a preview of this very request, or is too old. Ask for a preview first.');
    }
    this.#pending.delete(code);
    const outcome = await this.#engine.forget(selector, () => undefined, new AbortController().signal);
    if (!outcome.ok) return refuse(outcome.problem === 'cancelled' ? 'It was taken back.' : outcome.message);
    return { text: describeReceipt(outcome.value), isError: false, evidence: [] };
  }
}

function describePreview({ events, episodes, fromMs, toMs, projects, formerNames, examples }: ForgetPreview): string[] {
  const span = fromMs === undefined ? '' : ` from ${formatDay(fromMs)} to ${formatDay(toMs!)}`;
  const whole = projects.filter((project) => project.isWhole).length;
  return [
    `Would go: ${count(events, 'event')} in ${count(episodes, 'episode')}${span}.`,
    ...(projects.length > 1 ? [`They are of ${projects.length} projects.`] : []),
    ...(whole > 0 ? [`Nothing would be left of ${whole} of these.`] : []),
    ...(formerNames.length > 0 ? ['also under the names:', ...quote(formerNames.join('\n'))] : []),
    'such as:',
    ...examples.slice(0, examplesMax).flatMap(({ text, kind }) => quote(`${kind}: ${text}`, { linesMax: 1 })),
  ];
}

function describeReceipt({ removed, tombstones, scan }: ForgetReceipt): string {
  const found = scan.found.length === 0 ? 'nothing of it is left' : `it is still in ${scan.found.length} files`;
  return (
    `Forgotten: ${count(removed.events, 'event')}, ${count(removed.episodes, 'episode')}. ${count(tombstones, 'mark')} against its coming back. ` +
    `${count(scan.files, 'file')} searched: ${found}.`
  );
}
