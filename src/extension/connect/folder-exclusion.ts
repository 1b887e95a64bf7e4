// What each workspace folder keeps out of the memory comes in from the settings and goes to the engine, for all that
// reaches the memory by other ways than this window's senses.
import { z } from 'zod';
import { excludeMethod } from '../../protocol/exclusion.ts';
import type { Settings } from '../settings.ts';
import type { EngineClient } from './engine-client.ts';

/** Resolves when the engine knows, or is away; it is told again when it comes back. */
export async function tellExclusions(client: EngineClient, { excludes }: Settings): Promise<void> {
  const asked = [...excludes].map(([folder, globs]) =>
    client.request(excludeMethod, { folder, globs: [...globs] }, z.object({})),
  );
  await Promise.all(asked);
}
