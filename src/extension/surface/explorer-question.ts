// What the explorer page asks comes in, with the folder it is asked about; the engine's answer goes out as the page
// knows it. A question that is cancelled is answered with a failure, which the page no longer waits for.
import * as vscode from 'vscode';
import { episodeMethod, episodeResult, timelineMethod, timelineResult } from '../../protocol/explore.ts';
import type { FromPage, ToPage } from '../../protocol/explorer-page.ts';
import { insightsMethod, insightsResult } from '../../protocol/insights.ts';
import { ledgerMethod, ledgerResult } from '../../protocol/ledger.ts';
import { mapMethod, mapResult } from '../../protocol/map.ts';
import { recallMethod, recallResult } from '../../protocol/recall.ts';
import { diaryMethod, diaryResult } from '../../protocol/sleep.ts';
import { standingMethod, standingResult } from '../../protocol/standing.ts';
import { traceMethod, traceResult } from '../../protocol/trace.ts';
import { forgetForPage, previewForgetting } from './explorer-forgetting.ts';
import type { MemoryClient } from './memory-client.ts';

export type PageQuestion = Exclude<Extract<FromPage, { request: number }>, { type: 'cancel' }>;

const evidenceMax = 8;

export class ExplorerQuestions {
  readonly #memory: MemoryClient;
  readonly #onForgotten: () => void;
  readonly #asked = new Map<number, vscode.CancellationTokenSource>();

  /** @param onForgotten what is shown of the memory is to be asked for again */
  constructor(memory: MemoryClient, onForgotten: () => void) {
    this.#memory = memory;
    this.#onForgotten = onForgotten;
  }

  /** @param post for what is told before the answer */
  async answer(
    question: PageQuestion,
    folder: vscode.WorkspaceFolder,
    post: (message: ToPage) => void,
  ): Promise<ToPage> {
    switch (question.type) {
      case 'recall':
        return this.#recall(question, folder.uri.fsPath);
      case 'insights':
        return this.#insights(question, folder.uri.fsPath);
      case 'standing':
        return this.#standing(question, folder.uri.fsPath);
      case 'forgetPreview':
        // What was just done may be what shall be forgotten.
        await this.#memory.flush();
        return previewForgetting(question, folder, this.#memory);
      case 'forget': {
        const told = await forgetForPage(question, folder, this.#memory, post);
        if (told.type === 'forgotten') this.#onForgotten();
        return told;
      }
      default:
        return this.#read(question, folder.uri.fsPath);
    }
  }

  cancel(request: number): void {
    this.#asked.get(request)?.cancel();
  }

  async #recall({ request, question, mode }: Extract<PageQuestion, { type: 'recall' }>, folder: string) {
    const source = new vscode.CancellationTokenSource();
    this.#asked.set(request, source);
    const params = { folder, question, mode, limit: evidenceMax };
    const reply = await this.#memory.request(recallMethod, params, recallResult, source.token);
    this.#asked.delete(request);
    source.dispose();
    return reply.ok ? ({ type: 'answer', request, answer: reply.value } as const) : failed(request, reply.message);
  }

  async #insights({ request }: Extract<PageQuestion, { type: 'insights' }>, folder: string): Promise<ToPage> {
    const [insights, ledger, diary] = await Promise.all([
      this.#memory.request(insightsMethod, { folder }, insightsResult),
      this.#memory.request(ledgerMethod, {}, ledgerResult),
      this.#memory.request(diaryMethod, { folder }, diaryResult),
    ]);
    if (!insights.ok) return failed(request, insights.message);
    if (!ledger.ok) return failed(request, ledger.message);
    if (!diary.ok) return failed(request, diary.message);
    const { entries } = ledger.value;
    return { type: 'insights', request, insights: insights.value, ledger: entries, nights: diary.value.nights };
  }

  /** Asked after a word of feedback, which is known by then. */
  async #standing({ request, subject }: Extract<PageQuestion, { type: 'standing' }>, folder: string) {
    await this.#memory.flush();
    const reply = await this.#memory.request(standingMethod, { folder, subjects: [subject] }, standingResult);
    if (!reply.ok) return failed(request, reply.message);
    return { type: 'standing', request, standings: reply.value.standings } as const;
  }

  async #read(
    question: Extract<PageQuestion, { type: 'timeline' | 'episode' | 'map' | 'trace' }>,
    folder: string,
  ): Promise<ToPage> {
    const { request, type } = question;
    switch (type) {
      case 'episode': {
        const reply = await this.#memory.request(episodeMethod, { folder, id: question.id }, episodeResult);
        return reply.ok ? { type, request, detail: reply.value } : failed(request, reply.message);
      }
      case 'map': {
        const reply = await this.#memory.request(mapMethod, { folder }, mapResult);
        return reply.ok ? { type, request, map: reply.value } : failed(request, reply.message);
      }
      case 'trace': {
        const reply = await this.#memory.request(traceMethod, { folder, cue: question.cue }, traceResult);
        return reply.ok ? { type, request, trace: reply.value } : failed(request, reply.message);
      }
      case 'timeline': {
        const { offset, limit, text } = question;
        const params = text === '' ? { folder, offset, limit } : { folder, offset, limit, text };
        const reply = await this.#memory.request(timelineMethod, params, timelineResult);
        return reply.ok ? { type, request, page: reply.value } : failed(request, reply.message);
      }
    }
  }
}

export function failed(request: number, message: string): ToPage {
  return { type: 'failed', request, message };
}
