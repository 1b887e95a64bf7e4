// Where agents are served. A call of a tool comes in, from the editor or over MCP; the same text goes out to both:
// within a budget of tokens, with evidence that was looked up and places that were checked, each thing told once a
// session. What an agent asks to remember becomes an observation like any other.
import path from 'node:path';
import { z } from 'zod';
import {
  type AgentToolAnswer,
  type AgentToolCall,
  type AgentToolInput,
  type AgentToolName,
  agentToolInputs,
} from '../../protocol/agent-tool.ts';
import type { Engine } from '../engine.ts';
import type { EventDataByKind, MemoryEvent, Observation } from '../model/event.ts';
import type { Answer } from '../model/recollection.ts';
import type { Remark } from '../model/remark.ts';
import { readsAsInstruction } from '../model/trust.ts';
import { type CitedEvidence, describeForAgent } from './agent-answer.ts';
import { AgentForgetting } from './agent-forgetting.ts';
import { refuse } from './agent-refusal.ts';
import { countTokens, fitLines, nowWords, quote, readEvidenceName, renderRemarks } from './agent-text.ts';
import { AnswerRegister } from './answer-register.ts';
import { type Teller, ToldRegister } from './told-register.ts';

const orientTokensDefault = 400;
const recallTokensDefault = 1_500;
const evidenceMax = 6;
const feedbackLookedAt = 300;

/** Remarks that quote one event; others count many. */
const isOfOneEvent: ReadonlySet<Remark['kind']> = new Set(['open', 'dead-end', 'past', 'fix']);
const isOfPast: ReadonlySet<Remark['kind']> = new Set(['dead-end', 'past', 'fix']);

type Call = Omit<AgentToolCall, 'tool' | 'input'>;

export class AgentDesk {
  readonly #engine: Engine;
  readonly #nowMs: () => number;
  readonly #told: ToldRegister;
  readonly #answers = new AnswerRegister();
  readonly #forgetting: AgentForgetting;

  constructor(engine: Engine, nowMs: () => number) {
    this.#engine = engine;
    this.#nowMs = nowMs;
    this.#told = new ToldRegister(engine, nowMs);
    this.#forgetting = new AgentForgetting(engine, nowMs);
  }

  /** Input that does not fit the tool's schema is answered, not thrown, so that the model can mend it. */
  async answer({ tool, input, ...call }: AgentToolCall): Promise<AgentToolAnswer> {
    const parsed = agentToolInputs[tool].safeParse(input ?? {});
    if (!parsed.success) return refuse(`${tool} was called wrongly: ${z.prettifyError(parsed.error)}`);
    const folder = parsed.data.folder ?? call.folder;
    if (!path.isAbsolute(folder)) return refuse('folder must be an absolute path.');
    return this.#run(tool, parsed.data, { ...call, folder });
  }

  #run(tool: AgentToolName, input: AgentToolInput<AgentToolName>, call: Call): Promise<AgentToolAnswer> {
    // The schema of this very tool has been asked; TypeScript cannot tie the two.
    switch (tool) {
      case 'orient':
        return this.#orient(input as AgentToolInput<'orient'>, call);
      case 'recall':
        return this.#recall(input as AgentToolInput<'recall'>, call);
      case 'remember':
        return this.#remember(input as AgentToolInput<'remember'>, call);
      case 'feedback':
        return this.#judge(input as AgentToolInput<'feedback'>, call);
      case 'forget':
        return this.#forgetting.answer(input as AgentToolInput<'forget'>, call.folder);
    }
  }

  async #orient({ task }: AgentToolInput<'orient'>, call: Call): Promise<AgentToolAnswer> {
    const { name, summary, remarks } = await this.#engine.brief(call.folder, task === undefined ? {} : { task });
    const head = ['project:', ...quote(name), ...quote(summary.join('\n'))];
    const budget = budgetOf(call, orientTokensDefault) - countTokens(`${head.join('\n')}\n`);
    const { lines, told, skipped } = await this.tell(remarks, budget, call);
    const earlier = skipped === 0 ? [] : [`(${skipped} more were told earlier in this session)`];
    return { text: [...head, ...lines, ...earlier].join('\n'), isError: false, evidence: evidenceOf(told) };
  }

  /**
   * Remarks rendered within the budget, but for those that the session was told and those about places that are gone;
   * what is rendered counts as told.
   */
  async tell(remarks: readonly Remark[], tokensMax: number, call: Pick<Call, 'folder' | 'agent' | 'session'>) {
    const standing = await this.#checkRemarks(remarks, call.folder);
    const { session, folder, agent } = call;
    const teller: Teller | undefined = session === undefined ? undefined : { folder, agent, session };
    const untold = teller === undefined ? standing : await this.#told.untold(teller, standing);
    const { lines, told } = renderRemarks(untold, tokensMax);
    if (teller !== undefined) await this.#told.note(teller, told);
    return { lines, told, skipped: standing.length - untold.length };
  }

  /** What tells of the past is still true of it where its place is gone; the rest is about what is there. */
  async #checkRemarks(remarks: readonly Remark[], folder: string): Promise<Remark[]> {
    const citations = remarks.map(({ kind, evidence, paths }) => {
      const [event] = isOfOneEvent.has(kind) ? evidence : [];
      return { ...(event !== undefined && { event }), paths };
    });
    const checks = await this.#engine.checkCitations(folder, citations);
    return remarks.flatMap((remark, i) => {
      const { places, moved, isCommitGone } = checks[i]!;
      // What was taken back stands nowhere, and that is what is said of it.
      const found = new Set(remark.kind === 'dead-end' ? [] : places.values());
      if ((isCommitGone || found.has('gone')) && !isOfPast.has(remark.kind)) return [];
      const lost = isCommitGone ? ['commit gone'] : found.has('gone') ? ['file gone'] : [];
      const changed = lost.length === 0 && found.has('changed') ? [nowWords.changed] : [];
      const named = [...moved].filter(([path]) => remark.text.includes(path));
      const now = [...lost, ...changed, ...named.map(([path, to]) => `${path} is now ${to}`)];
      return [
        { ...remark, paths: remark.paths.map((path) => moved.get(path) ?? path), ...(now.length > 0 && { now }) },
      ];
    });
  }

  async #recall({ question }: AgentToolInput<'recall'>, call: Call): Promise<AgentToolAnswer> {
    const { reply, cited, text } = await this.citedAnswer(
      call.folder,
      question,
      evidenceMax,
      budgetOf(call, recallTokensDefault),
    );
    const evidence = cited.map(({ event }) => event);
    this.#answers.note(call.folder, reply, evidence);
    return { text, isError: false, evidence };
  }

  /** The answer, its evidence as it was looked up and checked, and the text of both for a model. */
  async citedAnswer(folder: string, question: string, limit: number, tokensMax = recallTokensDefault) {
    const reply = await this.#engine.recall(folder, { question, limit, mode: 'auto' });
    const cited = await this.#cite(reply, folder);
    return { reply, cited, text: fitLines(describeForAgent(reply, cited), tokensMax) };
  }

  /** Evidence is looked up again, by id; what is cited and not in the log is left out. */
  async #cite(answer: Answer, folder: string): Promise<CitedEvidence[]> {
    const confirmed = await this.#confirmedNotes(folder);
    const cited: CitedEvidence[] = [];
    const given = answer.evidence.slice(0, evidenceMax);
    const checks = await this.#engine.checkCitations(folder, given);
    for (const [i, evidence] of given.entries()) {
      const event = await this.#engine.event(folder, evidence.event);
      if (event === undefined) continue;
      const seen = this.#engine.trust(event);
      const trust = seen === 'reported' && confirmed.has(event.id) ? 'observed' : seen;
      cited.push({ ...evidence, trust, check: checks[i]! });
    }
    return cited;
  }

  /** What agents reported and the developer has accepted or pinned since. */
  async #confirmedNotes(folder: string): Promise<ReadonlySet<string>> {
    const judged = await this.#engine.latest(folder, 'feedback', feedbackLookedAt);
    const accepted = judged.filter(
      (event) =>
        event.kind === 'feedback' &&
        event.actor === 'developer' &&
        (event.data.verdict === 'accepted' || event.data.verdict === 'pinned'),
    );
    return new Set(accepted.map((event) => (event as Extract<MemoryEvent, { kind: 'feedback' }>).data.subject));
  }

  async #remember({ text, paths = [] }: AgentToolInput<'remember'>, call: Call): Promise<AgentToolAnswer> {
    const id = `agent:${call.call}`;
    const absolute = paths.map((place) => path.resolve(call.folder, place));
    const refusal = await this.#observe({ ...this.#draft(id, call), kind: 'note', paths: absolute, text, data: {} });
    if (refusal !== undefined) return refuse(`It was not kept: ${refusal}.`);
    const order = readsAsInstruction(text) ? ' It reads as an order to a model and will be marked as one.' : '';
    return { text: `Kept as event ${id} [reported].${order}`, isError: false, evidence: [id] };
  }

  async #judge({ evidence, verdict, reason }: AgentToolInput<'feedback'>, call: Call): Promise<AgentToolAnswer> {
    const event = await this.#engine.event(call.folder, readEvidenceName(evidence));
    if (event === undefined) return refuse('There is no evidence with this id; take it from an answer.');
    const data = { ...feedbackOf(verdict, event.id, reason), ...this.#answers.judge(call.folder, event.id, verdict) };
    const id = `agent:${call.call}`;
    const refusal = await this.#observe({ ...this.#draft(id, call), kind: 'feedback', paths: [], text: '', data });
    if (refusal !== undefined) return refuse(`It was not kept: ${refusal}.`);
    return { text: `Noted: ${verdict}.`, isError: false, evidence: [event.id] };
  }

  #draft(id: string, { agent, folder }: Call) {
    return { id, at: this.#nowMs(), actor: `agent:${agent}`, folder } as const;
  }

  /** @returns why the gate turned it away, if it did */
  async #observe(observation: Observation): Promise<string | undefined> {
    const { refused } = await this.#engine.observe([observation]);
    return refused[0]?.reason;
  }
}

/** Less where the model has less room, never more: what is asked for is the same wherever it is asked. */
function budgetOf({ tokensMax }: Call, tokensDefault: number): number {
  return Math.min(tokensMax ?? tokensDefault, tokensDefault);
}

function feedbackOf(
  verdict: AgentToolInput<'feedback'>['verdict'],
  subject: string,
  reason: string | undefined,
): EventDataByKind['feedback'] {
  if (verdict === 'helped') return { verdict: 'accepted', subject, ...(reason !== undefined && { reason }) };
  const why = reason === undefined ? verdict : `${verdict}: ${reason}`;
  return { verdict: verdict === 'wrong' ? 'corrected' : 'dismissed', subject, reason: why };
}

function evidenceOf(remarks: readonly Remark[]): string[] {
  return [...new Set(remarks.flatMap((remark) => remark.evidence.slice(0, 1)))];
}
