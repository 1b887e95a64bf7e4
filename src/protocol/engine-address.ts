// What even the smallest client needs to know of the engine, without any schema: which file names its socket, and which
// protocol is spoken there.

/** Raised when a method changes its meaning. A client and an engine of different numbers do not talk. */
export const protocolVersion = 1;

/** What the engine writes beside the database while it runs, so that clients find its socket. */
export const beaconFile = 'engine.json';

/** An agent's hook hands over what it was told and gets what there is to say; see `agent-hook.ts`. */
export const agentHookMethod = 'memory/agentHook';
