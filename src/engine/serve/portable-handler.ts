// Export and import of the whole memory, over the wire.
import { exportMethod, exportParams, mergeMethod, mergeParams } from '../../protocol/portable.ts';
import { upkeepProgressMethod } from '../../protocol/upkeep.ts';
import type { Engine } from '../engine.ts';
import { demandDone, type MemoryMethod, on } from './memory-method.ts';

export function listPortableMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(exportMethod, exportParams, async ({ file, token }, { signal, notify }) => {
      const onProgress = (progress: object) => notify(upkeepProgressMethod, { token, ...progress });
      const { events, bytes } = demandDone(await engine.exportTo(file, onProgress, signal));
      return { events, bytes };
    }),
    on(mergeMethod, mergeParams, async ({ file, token }, { signal, notify }) => {
      const onProgress = (progress: object) => notify(upkeepProgressMethod, { token, ...progress });
      const { imported, alreadyKnown, redactions, refused } = demandDone(
        await engine.mergeFrom(file, onProgress, signal),
      );
      return { imported, alreadyKnown, redactions, refused: { ...refused } };
    }),
  ];
}
