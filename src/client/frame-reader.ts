// Bytes of a socket come in, JSON-RPC messages go out. It differs from the reader of vscode-jsonrpc in two ways: a
// frame has a size limit, so that a stray client cannot make the engine hoard memory, and it can be taken off its
// socket between two messages, so that the handshake and what follows may have different readers.
import type { Socket } from 'node:net';
import { AbstractMessageReader, type DataCallback, type Disposable, type Message } from 'vscode-jsonrpc/node';

export const frameBytesMax = 16 * 1024 * 1024;
const headerBytesMax = 4_096;
const headerEnd = '\r\n\r\n';

/**
 * Reads frames of the shape `Content-Length: N`, an empty line, N bytes of JSON. At the first frame that is malformed
 * or too large it fires an error and destroys the socket, since nothing after it can be trusted. The error's message
 * never quotes what was received.
 */
export class FrameReader extends AbstractMessageReader {
  readonly #socket: Socket;
  #buffered: Buffer[] = [];
  #bufferedBytes = 0;
  /** Undefined while the header is awaited. */
  #bodyBytes: number | undefined;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
  }

  /** Disposing what it returns takes the reader off the socket and pauses the socket. */
  override listen(callback: DataCallback): Disposable {
    const onData = (chunk: Buffer) => this.#take(chunk, callback);
    const onError = (error: Error) => this.fireError(error);
    const onClose = () => this.fireClose();
    this.#socket.on('data', onData).on('error', onError).on('close', onClose).resume();
    return {
      dispose: () => {
        this.#socket.pause().off('data', onData).off('error', onError).off('close', onClose);
      },
    };
  }

  #take(chunk: Buffer, callback: DataCallback): void {
    this.#buffered.push(chunk);
    this.#bufferedBytes += chunk.length;
    try {
      for (let message = this.#next(); message !== undefined; message = this.#next()) callback(message);
    } catch (error) {
      this.#buffered = [];
      this.#bufferedBytes = 0;
      this.fireError(error);
      this.#socket.destroy();
    }
  }

  /** @throws on a malformed frame */
  #next(): Message | undefined {
    if (this.#socket.destroyed) return undefined;
    this.#bodyBytes ??= this.#readHeader();
    if (this.#bodyBytes === undefined || this.#bufferedBytes < this.#bodyBytes) return undefined;
    const all = this.#gather();
    const body = all.subarray(0, this.#bodyBytes);
    this.#keep(all.subarray(this.#bodyBytes));
    this.#bodyBytes = undefined;
    return parseMessage(body);
  }

  #readHeader(): number | undefined {
    if (this.#bufferedBytes === 0) return undefined;
    const all = this.#gather();
    const end = all.indexOf(headerEnd);
    if (end > headerBytesMax || (end < 0 && all.length > headerBytesMax)) throw new Error('a frame has no header');
    if (end < 0) return undefined;
    const length = /^content-length:[ \t]*(\d{1,12})[ \t]*$/im.exec(all.toString('latin1', 0, end))?.[1];
    if (length === undefined) throw new Error('the header of a frame tells no length');
    if (Number(length) > frameBytesMax) throw new Error(`a frame is longer than ${frameBytesMax} bytes`);
    this.#keep(all.subarray(end + headerEnd.length));
    return Number(length);
  }

  #gather(): Buffer {
    const all = this.#buffered.length === 1 ? this.#buffered[0]! : Buffer.concat(this.#buffered);
    this.#buffered = [all];
    return all;
  }

  #keep(rest: Buffer): void {
    this.#buffered = rest.length === 0 ? [] : [rest];
    this.#bufferedBytes = rest.length;
  }
}

function parseMessage(body: Buffer): Message {
  let message: unknown;
  try {
    message = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Error('a frame is not JSON'); // The parser's own message would quote the frame.
  }
  if (typeof message !== 'object' || message === null) throw new Error('a frame is no JSON-RPC message');
  return message as Message;
}

/** The bytes of one message on the wire. */
export function frameMessage(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}${headerEnd}`, 'latin1'), body]);
}
