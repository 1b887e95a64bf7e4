// Learned edit rules over the wire: lines in, what would be edited in them out, field by field.
import type { z } from 'zod';
import { rulesMethod, rulesParams, type rulesResult, type WireRuleMatch } from '../../protocol/rule.ts';
import type { Engine } from '../engine.ts';
import { nodeKindOf } from '../model/gist.ts';
import { type MemoryMethod, on } from './memory-method.ts';

type Matches = Awaited<ReturnType<Engine['rules']>>;

export function listRuleMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(rulesMethod, rulesParams, async ({ folder, path, lines }): Promise<z.infer<typeof rulesResult>> => {
      const matches = await engine.rules(folder, path, lines);
      return { matches: matches.map(fromMatch) };
    }),
  ];
}

function fromMatch({ line, rewrite, rule, probability }: Matches[number]): WireRuleMatch {
  const { start, end, text } = rewrite;
  const { key, statement, evidence } = rule;
  return {
    ...{ line, start, end, text, statement, probability },
    subject: `${nodeKindOf(rule)}:${key}`,
    evidence: [...evidence],
  };
}
