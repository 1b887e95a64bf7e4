// The wish to be left alone comes in, for a while or until further notice; whether anything may be recorded now goes
// out. It is kept with the workspace, so that a window that is opened again is still paused.
import * as vscode from 'vscode';

const key = 'pausedUntil';
/** Until somebody says otherwise. */
const endless = Number.MAX_SAFE_INTEGER;
/** The longest that a timer can wait; it looks again then. */
const timerMsMax = 2_000_000_000;

export class Pause {
  readonly #state: vscode.Memento;
  readonly #onChanged: () => void;
  #untilMs: number;
  #timer: NodeJS.Timeout | undefined;

  /** @param onChanged called when it begins and when it ends, by whatever way */
  constructor(state: vscode.Memento, onChanged: () => void) {
    this.#state = state;
    this.#onChanged = onChanged;
    this.#untilMs = state.get(key, 0);
    this.#watch();
  }

  get isPaused(): boolean {
    return this.#untilMs > Date.now();
  }

  /** Unix time in ms; absent where it has no end of its own. */
  get until(): number | undefined {
    return this.isPaused && this.#untilMs !== endless ? this.#untilMs : undefined;
  }

  /** @param untilMs Unix time in ms; absent for a pause without an end */
  begin(untilMs = endless): void {
    this.#set(untilMs);
  }

  end(): void {
    this.#set(0);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #set(untilMs: number): void {
    this.#untilMs = untilMs;
    void this.#state.update(key, untilMs);
    this.#watch();
    this.#onChanged();
  }

  #watch(): void {
    clearTimeout(this.#timer);
    const leftMs = this.#untilMs - Date.now();
    if (leftMs <= 0 || this.#untilMs === endless) return;
    this.#timer = setTimeout(
      () => {
        if (this.isPaused) this.#watch();
        else this.#onChanged();
      },
      Math.min(leftMs + 50, timerMsMax),
    );
  }
}

/** Asks for how long; undefined where the user thought better of it. @returns Unix time in ms */
export async function askPauseEnd(nowMs: number): Promise<{ readonly untilMs: number | undefined } | undefined> {
  const choices = [...timesOfRest(nowMs), { label: vscode.l10n.t('Until I resume it'), untilMs: undefined }];
  return vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Second Nature: Pause Recording') });
}

/** For how long one may want to be left alone. */
export function timesOfRest(nowMs: number): { readonly label: string; readonly untilMs: number }[] {
  const tomorrow = new Date(nowMs);
  tomorrow.setHours(24, 0, 0, 0);
  return [
    { label: vscode.l10n.t('For 15 minutes'), untilMs: nowMs + 15 * 60_000 },
    { label: vscode.l10n.t('For an hour'), untilMs: nowMs + 60 * 60_000 },
    { label: vscode.l10n.t('For the rest of the day'), untilMs: tomorrow.getTime() },
  ];
}

/** Such as 14:30, as the editor's language writes it. */
export function timeOf(atMs: number): string {
  return new Date(atMs).toLocaleTimeString(vscode.env.language, { hour: '2-digit', minute: '2-digit' });
}
