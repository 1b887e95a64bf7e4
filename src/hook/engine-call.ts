// One question to a running engine, in as few steps as there are: the handshake and the request are written together,
// the first answer is passed over and the second is it. It starts no engine and imports no library, since a hook starts
// with every step of an agent and must not be felt.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { beaconFile, protocolVersion } from '../protocol/engine-address.ts';

const headerEnd = '\r\n\r\n';
/** Older than any engine, so that none retires for it. */
const version = '0.0.0';

/**
 * @returns the result of the request; undefined where no engine runs or it refuses
 * @throws what is wrong with the beacon or the answer, which are files and bytes of another process
 */
export async function askEngine(directory: string, method: string, params: object): Promise<unknown> {
  const address = readAddress(directory);
  if (address === undefined) return undefined;
  const handshake = { protocol: protocolVersion, version, client: 'hook' };
  const initialize = { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions: handshake };
  const socket = net.connect({ path: address });
  socket.write(frame({ jsonrpc: '2.0', id: 1, method: 'initialize', params: initialize }));
  socket.write(frame({ jsonrpc: '2.0', id: 2, method, params }));
  try {
    return await readResult(socket);
  } finally {
    socket.destroy();
  }
}

function readAddress(directory: string): string | undefined {
  const file = path.join(directory, beaconFile);
  if (!fs.existsSync(file)) return undefined;
  const beacon = JSON.parse(fs.readFileSync(file, 'utf8')) as { socket?: unknown };
  return typeof beacon.socket === 'string' ? beacon.socket : undefined;
}

function readResult(socket: net.Socket): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (let end = bytes.indexOf(headerEnd); end >= 0; end = bytes.indexOf(headerEnd)) {
        const length = Number(/content-length: *(\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1]);
        const start = end + headerEnd.length;
        if (!(bytes.length >= start + length)) return;
        const message = JSON.parse(bytes.toString('utf8', start, start + length)) as { id?: unknown; result?: unknown };
        bytes = bytes.subarray(start + length);
        if (message.id === 2) resolve(message.result);
      }
    });
    socket.on('error', reject).on('close', () => resolve(undefined));
  });
}

function frame(message: object): string {
  const body = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}${headerEnd}${body}`;
}
