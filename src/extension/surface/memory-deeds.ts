// What the user may do with a memory that a tree shows: say that it is wrong, pin it, forget it. Feedback goes to the
// memory as an observation; forgetting shows first what would go.
import * as vscode from 'vscode';
import { draftWorkObservation, type Report } from '../sense/observation-draft.ts';
import { forgetAsked } from './forget-pick.ts';
import type { MemoryClient } from './memory-client.ts';
import { plainLine } from './wording.ts';

export interface NamedMemory {
  /** As in feedback: the id of an event or an episode, or `kind:key` of a node. */
  readonly subject: string;
  /** As the user sees it. */
  readonly title: string;
}

export interface MemoryDeeds {
  pin(memory: NamedMemory): void;
  /** Asks why; may be left empty. */
  correct(memory: NamedMemory): Promise<void>;
  forget(memory: NamedMemory): Promise<void>;
}

export function createMemoryDeeds(parts: {
  readonly memory: MemoryClient;
  readonly folder: () => string | undefined;
  readonly report: Report;
  /** Shows lines where the user can read them at leisure. */
  readonly show: (lines: readonly string[]) => void;
  /** What is shown of the memory is to be asked for again. */
  readonly noteChange: () => void;
}): MemoryDeeds {
  const { memory, folder, report, show, noteChange } = parts;
  const judge = (subject: string, verdict: 'pinned' | 'corrected', reason?: string) => {
    const at = folder();
    if (at === undefined) return;
    const data = { verdict, subject: subject.slice(0, 500), ...(reason !== undefined && { reason }) };
    report(draftWorkObservation('feedback', { folder: at }, data, ''));
    noteChange();
  };
  return {
    pin({ subject, title }) {
      judge(subject, 'pinned');
      vscode.window.setStatusBarMessage(vscode.l10n.t('Pinned: {0}', plainLine(title, 80)), 4_000);
    },
    async correct({ subject, title }) {
      const reason = await vscode.window.showInputBox({
        title: vscode.l10n.t('That Is Wrong'),
        prompt: plainLine(title, 200),
        placeHolder: vscode.l10n.t('Why? May be left empty'),
      });
      if (reason !== undefined) judge(subject, 'corrected', reason.slice(0, 2_000));
    },
    async forget({ subject }) {
      const at = folder();
      if (at === undefined) return;
      await memory.flush();
      if (await forgetAsked({ folder: at, memory, show }, { by: 'memory', id: subject })) noteChange();
    },
  };
}
