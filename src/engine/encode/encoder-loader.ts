// A folder with an encoder of either kind comes in, the encoder goes out.
import type { Encoder } from '../model/ports.ts';
import { isSentenceFolder, loadSentenceEncoder } from './sentence-encoder.ts';
import { loadTokenSumEncoder } from './token-sum-encoder.ts';

/** @throws EncoderUnavailable where it is not to be had */
export function loadEncoder(folder: string): Promise<Encoder> {
  return isSentenceFolder(folder) ? loadSentenceEncoder(folder) : loadTokenSumEncoder(folder);
}
