// What was run in terminals and what was committed in, gists out of which command runs before a commit.
import type { MemoryEvent } from '../model/event.ts';
import type { GistDraft } from '../model/gist.ts';
import { neutralValence } from '../model/valence.ts';
import { type GistIdea, makeGist, type Occasion } from './gist-maker.ts';
import type { PlaceInput } from './place-gist.ts';

const eventsReadMax = 3_000;
const commandCharsMax = 80;
const windowMsMax = 2 * 60 * 60 * 1000;
const commandsMax = 5;
const runsMin = 5;
/** What says nothing of how a change is checked. */
const idleCommand =
  /^(?:git|cd|ls|ll|cat|less|clear|pwd|echo|exit|code|vim?|nano|man|which|history|gh|rm|mv|cp|mkdir|open)\b/;

/** A commit before which work was seen. */
interface WatchedCommit extends Occasion {
  /** What was run since the commit before it. */
  readonly commands: ReadonlySet<string>;
}

/** Whoever committed without being watched teaches nothing of what was run before. */
export function planCommandHabits({ project, memory, history, known }: PlaceInput): GistDraft[] {
  const work = memory.latestOfKinds(project, ['command', 'edit', 'save'], Number.MAX_SAFE_INTEGER, eventsReadMax);
  const oldestAt = work.at(-1)?.at ?? Number.POSITIVE_INFINITY;
  const watched: WatchedCommit[] = [];
  for (const [i, { seq, id, at }] of history.commits.entries()) {
    const from = Math.max(history.commits[i - 1]?.at ?? 0, at - windowMsMax);
    if (at < oldestAt || from >= at) continue;
    const before = work.filter((event) => event.at > from && event.at <= at);
    if (before.length > 0) watched.push({ seq, id, at, commands: new Set(before.flatMap(commandOf)) });
  }
  const runs = new Map<string, number>();
  for (const { commands } of watched) for (const each of commands) runs.set(each, (runs.get(each) ?? 0) + 1);
  return [...runs]
    .filter(([, count]) => count >= runsMin)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, commandsMax)
    .flatMap(([command]) => {
      const idea = runsBefore(command, watched);
      return makeGist(idea, { isCut: false }, neutralValence, known.has(idea.key)) ?? [];
    });
}

/** One that ended well and checks or makes something. */
function commandOf(event: MemoryEvent): string[] {
  if (event.kind !== 'command' || event.actor !== 'developer' || event.data.exitCode !== 0) return [];
  const command = event.text.trim();
  return command === '' || command.length > commandCharsMax || idleCommand.test(command) || command.includes('\n')
    ? []
    : [command];
}

function runsBefore(command: string, watched: readonly WatchedCommit[]): GistIdea<WatchedCommit> {
  return {
    key: `before-commit ${command}`,
    form: 'before-commit',
    level: 'core',
    place: '',
    paths: [],
    claim: { baseRate: 0.3, rateMin: 0.6, supportMin: runsMin, gainMin: 2 },
    occasions: watched,
    holds: ({ commands }) => commands.has(command),
    phrase: (counts) => `\`${command}\` runs before a commit, in ${counts}.`,
  };
}
