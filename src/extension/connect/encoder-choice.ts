// Tells the engine which text encoder the settings ask for; the user hears of it where that one cannot be loaded.
import * as vscode from 'vscode';
import { exchangeEncoderMethod, exchangeEncoderResult } from '../../protocol/encoder.ts';
import type { EngineClient } from './engine-client.ts';

/** @param folder empty for the encoder that ships */
export async function sendEncoderChoice(client: EngineClient, folder: string): Promise<void> {
  const reply = await client.request(exchangeEncoderMethod, { folder }, exchangeEncoderResult);
  // An engine that is away is told when it comes.
  if (reply.ok && reply.value.problem !== undefined) {
    void vscode.window.showWarningMessage(`Second Nature: ${reply.value.problem}`);
  }
}
