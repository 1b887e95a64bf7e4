// `second-nature skills` and `second-nature instructions`: what could be written down for agents, as a patch that git can
// apply. It is printed and nothing more.
import { createTwoFilesPatch } from 'diff';
import { guidanceMethod, guidanceResult, type ProposedFile } from '../../protocol/guidance.ts';
import { type CommandRun, demand, exitCodes } from './command-run.ts';

export async function showGuidance(
  run: CommandRun,
  what: 'skills' | 'instructions',
  allTiers: boolean,
): Promise<number> {
  const proposal = await demand(run, guidanceMethod, { folder: run.folder, what, allTiers }, guidanceResult);
  if (run.isJson) {
    run.print(JSON.stringify(proposal, null, 2));
    return exitCodes.done;
  }
  // Notes go to standard error, so that the patch can be piped.
  for (const { path, kind, tier, reason } of proposal.changes) {
    process.stderr.write(`${kind} ${path}${tier === undefined ? '' : ` [${tier}]`}: ${reason}\n`);
  }
  for (const path of proposal.leftAlone) process.stderr.write(`left alone, since it was changed by hand: ${path}\n`);
  if (proposal.changes.length === 0) process.stderr.write('Nothing to propose.\n');
  else run.print(proposal.changes.map(patchOf).join('\n').trimEnd());
  return exitCodes.done;
}

function patchOf({ path, kind, before, after }: ProposedFile): string {
  const from = kind === 'create' ? '/dev/null' : `a/${path}`;
  const to = kind === 'remove' ? '/dev/null' : `b/${path}`;
  return createTwoFilesPatch(from, to, before, after).replace(/^=+\n/, '');
}
