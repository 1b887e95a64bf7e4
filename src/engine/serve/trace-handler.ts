// Traces over the wire: a question or a node in, what it brings to mind hop by hop out, field by field.
import { traceMethod, traceParams, type WireTrace } from '../../protocol/trace.ts';
import type { Engine } from '../engine.ts';
import type { ActivationTrace } from '../model/recollection.ts';
import { type MemoryMethod, on } from './memory-method.ts';

export function listTraceMethods(engine: Engine): [string, MemoryMethod][] {
  return [on(traceMethod, traceParams, async ({ folder, cue }) => fromTrace(await engine.trace(folder, cue)))];
}

function fromTrace({ nodes, hops }: ActivationTrace): WireTrace {
  return {
    nodes: nodes.map(({ kind, key, label }) => ({ kind, key, label })),
    hops: hops.map(({ reached, links }) => ({
      reached: reached.map(({ node, activation, cue }) => ({ node, activation, ...(cue !== undefined && { cue }) })),
      links: links.map(({ from, to, kind, amount }) => ({ from, to, kind, amount })),
    })),
  };
}
