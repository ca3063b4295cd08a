import type { IncomingMessage } from 'node:http';
import { ReceivedBytes } from '../received-bytes.ts';

/**
 * Reads a request's body, the one way in which a body may be read: a caller can send it byte by byte, which readers that
 * keep each piece by itself pay for with hundreds of bytes for each.
 * @returns null as soon as it is longer than allowed; nothing of it stays in memory, and the rest is discarded
 * @throws when the client leaves before it has sent all of it
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const received = new ReceivedBytes();
    let isTooLong = false;
    request.on('data', (piece: Buffer) => {
      if (isTooLong) return;
      received.add(piece);
      if (received.length <= maxBytes) return;
      isTooLong = true;
      received.clear();
      resolve(null);
    });
    request.on('end', () => {
      // Once the promise is resolved, this does nothing.
      resolve(received.concat());
    });
    request.on('error', reject);
    const left = () => {
      reject(new Error('The client disconnected.'));
    };
    request.on('close', () => {
      if (!request.complete) left();
    });
    // Its client has left before: no event will say so.
    if (request.destroyed) left();
  });
}
