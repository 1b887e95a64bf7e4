// The first words between a client and the engine. They ride on LSP's `initialize`, so that any language client can
// supervise the connection.
import { z } from 'zod';

export { beaconFile, protocolVersion } from './engine-address.ts';

/** `initializationOptions` of the client. */
export const handshakeParams = z.object({
  protocol: z.number().int(),
  /** Semantic version of the client's build. */
  version: z.string().max(50),
  client: z.enum(['extension', 'cli', 'mcp', 'hook', 'test']),
  /** How long the extension took to activate, in ms; absent for other clients. */
  activateMs: z.number().min(0).optional(),
});
export type Handshake = z.infer<typeof handshakeParams>;

/** Error codes of JSON-RPC answers to `initialize`. */
export const handshakeErrors = {
  /** The engine is older than the client and goes away: start the newer one. */
  retiring: 4001,
  /** The client is older than the engine and speaks another protocol: reload the window. */
  clientTooOld: 4002,
} as const;

/** What stands in the beacon file. */
export const beaconSchema = z.object({
  pid: z.number().int(),
  version: z.string(),
  /** Path of the unix socket, or name of the Windows pipe. */
  socket: z.string(),
});
export type Beacon = z.infer<typeof beaconSchema>;
