// Proposes skills and instructions: what the memory found is held against the files of the working tree. It reads them
// and writes none.
import fs from 'node:fs';
import path from 'node:path';
import { type GuidanceProposal, guidanceMethod, guidanceParams } from '../../protocol/guidance.ts';
import type { Engine } from '../engine.ts';
import { type GuidanceTier, guidanceTiers, type Procedure } from '../model/guidance.ts';
import { planInstructions, planSkills, skillsFolder } from './guidance-plan.ts';
import { readBlock } from './instruction-block.ts';
import { type MemoryMethod, on } from './memory-method.ts';

const offeredUnasked: readonly GuidanceTier[] = ['proven', 'observed'];
const agentsFile = 'AGENTS.md';
const copilotFile = '.github/copilot-instructions.md';

export function listGuidanceMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(guidanceMethod, guidanceParams, async ({ folder, what, allTiers }): Promise<GuidanceProposal> => {
      const { root } = await engine.site(folder);
      const { procedures, conventions } = await engine.guidance(folder);
      const tiers = new Set(allTiers ? guidanceTiers : offeredUnasked);
      const doable = procedures.filter((procedure) => isDoable(procedure, root));
      const file = instructionFile(root);
      const plans = [
        ...(what === 'instructions' ? [] : [planSkills(doable, readSkills(root), tiers)]),
        ...(what === 'skills' ? [] : [planInstructions(conventions, file, readIfThere(path.join(root, file)), tiers)]),
      ];
      return {
        root,
        changes: plans.flatMap(({ changes }) => changes),
        leftAlone: plans.flatMap(({ leftAlone }) => leftAlone),
      };
    }),
  ];
}

/** Its file is there, and so are the scripts that it runs. */
function isDoable({ trigger, steps }: Procedure, root: string): boolean {
  if (trigger.when === 'after-change' && !fs.existsSync(path.join(root, trigger.path))) return false;
  const scripts = readScripts(root);
  return scripts === undefined || steps.every((step) => scripts.has(/^npm run ([\w:.-]+)/.exec(step)?.[1] ?? ''));
}

/** Names of the scripts of package.json, and the empty one for what is no script; undefined without such a file. */
function readScripts(root: string): ReadonlySet<string> | undefined {
  const text = readIfThere(path.join(root, 'package.json'));
  const scripts = /"scripts"\s*:\s*(\{[^}]*\})/.exec(text)?.[1];
  if (text === '') return undefined;
  return new Set(['', ...[...(scripts ?? '').matchAll(/"([^"]+)"\s*:/g)].map((match) => match[1]!)]);
}

/** Where our block is already, else AGENTS.md, but for a project that has only the other file. */
function instructionFile(root: string): string {
  const [agents, copilot] = [agentsFile, copilotFile].map((name) => readIfThere(path.join(root, name)));
  if (readBlock(agents!) !== undefined) return agentsFile;
  return copilot !== '' && (readBlock(copilot!) !== undefined || agents === '') ? copilotFile : agentsFile;
}

function readSkills(root: string): Map<string, string> {
  const folder = path.join(root, skillsFolder);
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const texts = names
    .map((name) => `${skillsFolder}/${name}/SKILL.md`)
    .map((file) => [file, readIfThere(path.join(root, file))] as const);
  return new Map(texts.filter(([, text]) => text !== ''));
}

function readIfThere(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}
