import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Sends a request to a mounted gateway, by the path below its mount. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>;

export const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...headers,
  },
  body: JSON.stringify(body),
});

/** The address of an HTTP server that this opens on a free port of loopback. */
export async function listening(server: Server): Promise<string> {
  await new Promise<void>((opened) => {
    server.listen(0, '127.0.0.1', opened);
  });
  // A TCP server's address is an object once it listens.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Reads an event stream until a text appears in it, then cancels it. */
export async function readUntil(response: Response, text: string): Promise<string> {
  let read = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    read += chunk;
    if (read.includes(text)) break;
  }
  return read;
}
