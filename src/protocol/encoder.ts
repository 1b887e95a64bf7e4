// Which text encoder the memory uses: the one that ships, or one from a folder that the user chose.
import { z } from 'zod';

export const exchangeEncoderMethod = 'memory/exchangeEncoder';
export const exchangeEncoderParams = z.object({
  /** Absolute path of a sentence-transformers folder with its model in ONNX; empty for the encoder that ships. */
  folder: z.string().max(4_096),
});
/** Answered when the encoder is loaded; what is remembered is encoded anew in the background. */
export const exchangeEncoderResult = z.object({
  /** Why it could not be loaded, as a sentence for the user; the former one stays in force. */
  problem: z.string().optional(),
});
