// What a language model made of beliefs comes in from whoever may ask one; what is faithful to the memory's own sentence
// goes through the gate into the log as any other event. The engine itself asks no model.
import { randomUUID } from 'node:crypto';
import type { Observation } from './model/event.ts';
import type { MemoryReader } from './model/ports.ts';
import type { Site } from './model/project.ts';
import { isFaithful } from './model/wording.ts';

export interface Wording {
  readonly key: string;
  /** The gist's, as the model was given it. */
  readonly sentence: string;
  readonly words: string;
}

export interface WordingParts {
  readonly memory: MemoryReader;
  readonly observe: (observations: readonly Observation[]) => Promise<unknown>;
  readonly findSite: (folder: string) => Promise<Site>;
  readonly nowMs: () => number;
}

/** @returns how many of the gists are told in these words from now on */
export async function wordGists(
  { memory, observe, findSite, nowMs }: WordingParts,
  folder: string,
  model: string,
  wordings: readonly Wording[],
): Promise<number> {
  const { project } = await findSite(folder);
  const observations = wordings.flatMap(({ key, sentence, words }): Observation[] => {
    const gist = memory.gist(project, key);
    if (gist?.statement !== sentence || gist.form === 'edit-rule' || !isFaithful(words, sentence)) return [];
    const evidence = [...gist.evidence, ...gist.counterEvidence];
    const head = { id: `wording:${randomUUID()}`, at: nowMs(), kind: 'wording', actor: 'tool:language-model' } as const;
    return [{ ...head, folder, paths: [], text: words, data: { key, sentence, model, evidence } }];
  });
  await observe(observations);
  return observations.filter(({ text, data }) => 'key' in data && memory.gist(project, data.key)?.wording === text)
    .length;
}
