// Asks the memory for the latest week and shows the page, read-only, in the editor's own Markdown preview.
import path from 'node:path';
import * as vscode from 'vscode';
import { timelineMethod, timelineResult } from '../../protocol/explore.ts';
import { insightsMethod, insightsResult } from '../../protocol/insights.ts';
import { ledgerMethod, ledgerResult } from '../../protocol/ledger.ts';
import { diaryMethod, diaryResult } from '../../protocol/sleep.ts';
import { editorText } from './editor-text.ts';
import type { MemoryClient } from './memory-client.ts';
import { type ReviewedWeek, reviewDays, reviewWeek } from './weekly-review.ts';

/** Our own, so that no language server and no sensor takes the page for a file. */
const reviewScheme = 'second-nature-review';
const episodesMax = 500;
const nightsMax = 50;

export interface ReviewPage extends vscode.Disposable {
  /** Of the folder that the user works in. */
  open(): Promise<void>;
}

/** @param folder absolute path of the folder that the user works in */
export function provideReview(memory: MemoryClient, folder: () => string | undefined): ReviewPage {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(reviewScheme, {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      const week = await readWeek(uri.query, memory);
      return typeof week === 'string' ? week : reviewWeek(week, Date.now(), editorText());
    },
  });
  return {
    async open() {
      const query = folder();
      if (query === undefined) return;
      await memory.flush();
      const uri = vscode.Uri.from({
        scheme: reviewScheme,
        path: `/${vscode.l10n.t('Weekly Review')}.md`,
        query,
      });
      changed.fire(uri);
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    },
    dispose: () => vscode.Disposable.from(registration, changed).dispose(),
  };
}

/** A sentence where the memory cannot be asked. */
async function readWeek(folder: string, memory: MemoryClient): Promise<ReviewedWeek | string> {
  const [timeline, diary, insights, ledger] = await Promise.all([
    memory.request(timelineMethod, { folder, offset: 0, limit: episodesMax }, timelineResult),
    memory.request(diaryMethod, { folder, nights: nightsMax }, diaryResult),
    memory.request(insightsMethod, { folder, days: reviewDays }, insightsResult),
    memory.request(ledgerMethod, {}, ledgerResult),
  ]);
  if (!timeline.ok) return timeline.message;
  if (!diary.ok) return diary.message;
  if (!insights.ok) return insights.message;
  if (!ledger.ok) return ledger.message;
  return {
    project: path.basename(folder),
    episodes: timeline.value.episodes,
    nights: diary.value.nights,
    insights: insights.value,
    turnedAway: ledger.value.entries,
  };
}
