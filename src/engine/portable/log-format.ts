// The form of a memory that travels: gzip over lines of JSON. The first line says what it is and how many events follow;
// then comes an event a line, in the order of the log, without its place in it; the last line holds the checksum of all
// lines before it. A reader need not hold more than one line.
import { z } from 'zod';

export const portableFormat = 'second-nature-memory';
/** Raised when an older reader would misunderstand the file. */
export const portableVersion = 1;

/** Read first, so that a newer file can be told from a damaged one. */
export const headerSchema = z.looseObject({
  format: z.literal(portableFormat),
  version: z.number().int().min(1),
  events: z.number().int().min(0),
});

export const footerSchema = z.object({ sha256: z.string() });

/** Longer than any event that passed the gate. */
export const lineCharsMax = 16 * 1024 * 1024;

/** Why a file cannot be written, or taken in; the message is for the user. */
export class PortableFileError extends Error {
  override readonly name = 'PortableFileError';
}
