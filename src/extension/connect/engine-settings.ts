// Tells the engine those settings that hold for the whole memory.
import { storageBudgetMethod, storageBudgetResult } from '../../protocol/storage-budget.ts';
import type { Settings } from '../settings.ts';
import { sendEncoderChoice } from './encoder-choice.ts';
import type { EngineClient } from './engine-client.ts';

/**
 * Those that are not as they were. An engine that is away is told when it comes.
 *
 * @param before absent for an engine that has just come
 */
export function sendEngineSettings(client: EngineClient, settings: Settings, before?: Settings): void {
  const { encoder, storageBudget } = settings;
  if (encoder !== before?.encoder) void sendEncoderChoice(client, encoder);
  if (storageBudget === before?.storageBudget) return;
  void client.request(storageBudgetMethod, { megabytes: storageBudget }, storageBudgetResult);
}
