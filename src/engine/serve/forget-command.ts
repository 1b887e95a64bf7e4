// `second-nature forget`: says what would go, and forgets it where that is wanted.
import { createInterface } from 'node:readline/promises';
import {
  forgetMethod,
  forgetPreviewMethod,
  forgetPreviewResult,
  forgetResult,
  type WireSelector,
} from '../../protocol/forget.ts';
import { CommandFailure, type CommandRun, demand, exitCodes } from './command-run.ts';
import { describePreview, describeReceipt } from './forget-text.ts';
import { withProgress } from './upkeep-progress.ts';

/** What the command line takes; all but the last three name what is to be forgotten. */
export interface ForgetOptions {
  readonly text?: string;
  readonly path?: string;
  readonly since?: string;
  readonly until?: string;
  readonly session?: string;
  readonly memory?: string;
  readonly project?: boolean;
  readonly everywhere?: boolean;
  readonly yes?: boolean;
}

export async function forget(run: CommandRun, options: ForgetOptions): Promise<number> {
  const selector = readSelector(options, Date.now());
  const preview = await demand(run, forgetPreviewMethod, { folder: run.folder, selector }, forgetPreviewResult);
  const described = describePreview(preview);
  const isWanted = preview.events > 0 && (options.yes === true || (await isConfirmed(run, described)));
  if (!isWanted) {
    const hint = preview.events > 0 ? ['Nothing was forgotten. `--yes` forgets it; that cannot be undone.'] : [];
    run.print(...(run.isJson ? [JSON.stringify({ preview }, null, 2)] : [...described, ...hint]));
    return exitCodes.done;
  }
  const receipt = await withProgress(run, (token) =>
    demand(run, forgetMethod, { folder: run.folder, selector, token }, forgetResult),
  );
  run.print(...(run.isJson ? [JSON.stringify({ preview, receipt }, null, 2)] : describeReceipt(receipt)));
  return receipt.scan.found.length === 0 ? exitCodes.done : exitCodes.failed;
}

/** Asked at a terminal only; a script must say `--yes`. */
async function isConfirmed({ isJson, signal, print }: CommandRun, described: readonly string[]): Promise<boolean> {
  if (isJson || !process.stdin.isTTY || !process.stdout.isTTY) return false;
  print(...described);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question('Forget this? It cannot be undone. [y/N] ', { signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

function readSelector(options: ForgetOptions, nowMs: number): WireSelector {
  const { text, path, since, until, session, memory, project, everywhere = false } = options;
  const chosen: WireSelector[] = [];
  if (text !== undefined) chosen.push({ by: 'text', text });
  if (path !== undefined) chosen.push({ by: 'place', path });
  if (session !== undefined) chosen.push({ by: 'session', session });
  if (memory !== undefined) chosen.push({ by: 'memory', id: memory });
  if (project) chosen.push({ by: 'project' });
  if (since !== undefined || until !== undefined) {
    const toMs = until === undefined ? {} : { toMs: readTime(until, nowMs) };
    chosen.push({ by: 'time', fromMs: since === undefined ? 0 : readTime(since, nowMs), ...toMs, everywhere });
  }
  const [selector, ...others] = chosen;
  if (selector === undefined || others.length > 0) {
    const message = 'Say what to forget by one of --text, --path, --since/--until, --session, --memory, --project.';
    throw new CommandFailure(message, exitCodes.usage);
  }
  return selector;
}

const unitsMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/**
 * A moment as one types it: `30m`, `2h`, `3d` or `1w` ago, `today`, or a date with or without a time.
 *
 * @returns Unix time in ms
 * @throws CommandFailure for anything else
 */
export function readTime(text: string, nowMs: number): number {
  const ago = /^(\d{1,6})([mhdw])$/.exec(text);
  if (ago) return nowMs - Number(ago[1]) * unitsMs[ago[2] as keyof typeof unitsMs];
  if (text === 'today') return new Date(nowMs).setHours(0, 0, 0, 0);
  // A date alone is a day here, not in Greenwich.
  const at = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text);
  if (Number.isNaN(at))
    throw new CommandFailure(`${text} is no time: say 2h, 3d, today or 2024-03-12.`, exitCodes.usage);
  return at;
}
