// Why there is no encoder, told to whoever asked for one; recall then goes by words alone.

/** The encoder is not to be had; the message says why, in words for the user. */
export class EncoderUnavailable extends Error {
  constructor(reason: string, cause: unknown) {
    super(`The text encoder is not available: ${reason}`, { cause });
    this.name = 'EncoderUnavailable';
  }
}

export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
