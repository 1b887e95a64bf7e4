// Forgetting over the wire: a selector as a client says it becomes one that names its project, and preview and receipt
// go back field by field.
import type { z } from 'zod';
import {
  forgetMethod,
  forgetParams,
  forgetPreviewMethod,
  forgetPreviewParams,
  type selectorSchema,
  type WireForgetPreview,
  type WireForgetReceipt,
} from '../../protocol/forget.ts';
import { upkeepProgressMethod } from '../../protocol/upkeep.ts';
import type { Engine } from '../engine.ts';
import type { ForgetPreview, ForgetReceipt, Selector } from '../model/selector.ts';
import { demandDone, type MemoryMethod, on, UnknownIdError } from './memory-method.ts';

export function listForgetMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(forgetPreviewMethod, forgetPreviewParams, async ({ folder, selector }, { signal }) =>
      fromPreview(demandDone(await engine.forgetPreview(await toSelector(folder, selector, engine), signal))),
    ),
    on(forgetMethod, forgetParams, async ({ folder, selector, token }, { signal, notify }) => {
      const onProgress = (progress: object) => notify(upkeepProgressMethod, { token, ...progress });
      return fromReceipt(
        demandDone(await engine.forget(await toSelector(folder, selector, engine), onProgress, signal)),
      );
    }),
  ];
}

async function toSelector(folder: string, wire: z.output<typeof selectorSchema>, engine: Engine): Promise<Selector> {
  switch (wire.by) {
    case 'session':
    case 'text':
      return wire;
    case 'time': {
      const { by, fromMs, toMs, everywhere } = wire;
      return { by, fromMs, toMs, ...(!everywhere && { project: (await engine.locate(folder, folder)).project }) };
    }
    case 'place': {
      const { project, path } = await engine.locate(folder, wire.path);
      if (path === undefined) throw new UnknownIdError(`${wire.path} does not lie in the project of ${folder}.`);
      return path === '' ? { by: 'project', project } : { by: 'place', project, path };
    }
    default:
      return { ...wire, project: (await engine.locate(folder, folder)).project };
  }
}

function fromPreview(preview: ForgetPreview): WireForgetPreview {
  const { events, episodes, fromMs, toMs, kinds, projects, formerNames, examples } = preview;
  return {
    events,
    episodes,
    ...(fromMs !== undefined && { fromMs }),
    ...(toMs !== undefined && { toMs }),
    kinds: { ...kinds },
    projects: projects.map((project) => ({ ...project })),
    formerNames: [...formerNames],
    examples: examples.map(({ id, at, kind, text, paths }) => ({ id, at, kind, text, paths: [...paths] })),
  };
}

function fromReceipt({ removed, derived, tombstones, scan, durationMs }: ForgetReceipt): WireForgetReceipt {
  return {
    removed: { ...removed },
    derived: { ...derived },
    tombstones,
    scan: { ...scan, found: [...scan.found], unread: [...scan.unread] },
    durationMs,
  };
}
