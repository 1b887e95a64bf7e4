// Senses and the surfaces that live on them, started and stopped together: what is not sensed cannot be recognised.
import * as vscode from 'vscode';
import type { CostMeter } from './sense/cost-meter.ts';
import type { Report } from './sense/observation-draft.ts';
import { startSensing } from './sense/sensing.ts';
import { isShowing, type Settings } from './settings.ts';
import { dejaVuCommands, offerDejaVuActions } from './surface/deja-vu-action.ts';
import { showDejaVuHints } from './surface/deja-vu-hint.ts';
import { createDejaVuRegister } from './surface/deja-vu-register.ts';
import type { HintHistory } from './surface/hint-history.ts';
import type { MemoryClient } from './surface/memory-client.ts';
import type { PastDocuments } from './surface/past-document.ts';

export interface Watching extends vscode.Disposable {
  readonly commands: ReturnType<typeof dejaVuCommands>;
  /** Reports what waits for a pause in the typing. */
  flush(): Promise<void>;
  /** The engine is back: what it could not answer is asked again. */
  askAgain(): void;
}

export function startWatching(parts: {
  readonly settings: Settings;
  readonly memory: MemoryClient;
  readonly past: PastDocuments;
  readonly report: Report;
  readonly cost: CostMeter;
  readonly history: HintHistory;
  readonly onHistoryMoved: (folder: string) => void;
  /** Tells of what went wrong without harm. */
  readonly warn: (problem: string) => void;
}): Watching {
  const { settings, memory, past, report, cost, history, onHistoryMoved, warn } = parts;
  const register = createDejaVuRegister(memory, report, history);
  const showsHints = isShowing(settings) && settings.surfaces.dejaVu;
  const surfaces = showsHints
    ? [showDejaVuHints(register, report, cost, history), offerDejaVuActions(register, report)]
    : [];
  const onStanding: typeof register.update = (file) => {
    if (showsHints) register.update(file);
  };
  const sensing = startSensing({ settings, report, cost, onStanding, onHistoryMoved, warn });
  return {
    commands: dejaVuCommands(register, past, report, history),
    flush: () => sensing.flush(),
    askAgain() {
      for (const { document } of vscode.window.visibleTextEditors) register.askAgain(document.uri);
    },
    dispose: () => vscode.Disposable.from(sensing, ...surfaces, register).dispose(),
  };
}
