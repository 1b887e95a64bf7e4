// What could be written down and what is written already come in; the changes of files to propose go out: new ones, those
// that say something else than what holds now, those that hold no longer. It proposes only; a person decides.
import type { GuidanceProposal, ProposedFile } from '../../protocol/guidance.ts';
import type { Convention, GuidanceTier, Procedure } from '../model/guidance.ts';
import { basisOfBlock, readBlock, writeBlock } from './instruction-block.ts';
import { basisOf, nameSkill, readOwnSkill, writeSkill } from './skill-text.ts';

type Plan = Pick<GuidanceProposal, 'changes' | 'leftAlone'>;

export const skillsFolder = '.github/skills';

/**
 * @param existing texts of skills by their paths, those of others too
 * @param tiers those that may be written anew; what was written once is kept up to date whatever its tier
 */
export function planSkills(
  procedures: readonly Procedure[],
  existing: ReadonlyMap<string, string>,
  tiers: ReadonlySet<GuidanceTier>,
): Plan {
  const wanted = new Map(
    procedures.map((procedure) => [`${skillsFolder}/${nameSkill(procedure)}/SKILL.md`, procedure]),
  );
  const changes: ProposedFile[] = [];
  const leftAlone: string[] = [];
  for (const [path, procedure] of wanted) {
    const before = existing.get(path);
    const own = before === undefined ? undefined : readOwnSkill(before);
    const { held, occasions, tier } = procedure;
    const reason = `held ${held} of ${occasions} times`;
    if (before === undefined) {
      if (tiers.has(tier))
        changes.push({ path, kind: 'create', before: '', after: writeSkill(procedure), tier, reason });
    } else if (own?.isUntouched !== true) leftAlone.push(path);
    else if (own.basis !== basisOf(procedure)) {
      changes.push({ path, kind: 'update', before, after: writeSkill(procedure), tier, reason });
    }
  }
  for (const [path, before] of existing) {
    const own = readOwnSkill(before);
    if (own === undefined || wanted.has(path)) continue;
    if (own.isUntouched)
      changes.push({ path, kind: 'remove', before, after: '', reason: 'it is not done so any more' });
    else leftAlone.push(path);
  }
  return { changes, leftAlone };
}

/** @param before empty where there is no such file */
export function planInstructions(
  conventions: readonly Convention[],
  path: string,
  before: string,
  tiers: ReadonlySet<GuidanceTier>,
): Plan {
  const own = readBlock(before);
  // What is written is kept up to date with all that holds.
  const wanted = own === undefined ? conventions.filter(({ tier }) => tiers.has(tier)) : conventions;
  if (own === undefined ? wanted.length === 0 : own.basis === basisOfBlock(wanted))
    return { changes: [], leftAlone: [] };
  if (own?.isUntouched === false) return { changes: [], leftAlone: [path] };
  const after = writeBlock(before, wanted);
  const kind = before === '' ? 'create' : after === '' ? 'remove' : 'update';
  const tier = wanted.some((convention) => convention.tier === 'imported') ? 'imported' : wanted[0]?.tier;
  const reason = wanted.length === 0 ? 'none of it holds any more' : `${wanted.length} of them hold`;
  return { changes: [{ path, kind, before, after, ...(tier !== undefined && { tier }), reason }], leftAlone: [] };
}
