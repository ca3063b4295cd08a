import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly host: string;
  /** 0 uses any free port. */
  readonly port: number;
  /** The environment variable of the port, for the error message. */
  readonly setting: string;
  /** The environment variable of the host, for the error message; `HOST` by default. */
  readonly hostSetting?: string;
}

/**
 * Starts listening on a server's port.
 * @returns the actual port
 * @throws ListenError when the port cannot be opened
 */
export function listen(server: Server, at: Listening): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', (error) => {
    reject(new ListenError(at, error));
  });
  server.listen({ host: at.host, port: at.port }, () => {
    // The address is a string only for Unix sockets.
    resolve((server.address() as AddressInfo).port);
  });
  return promise;
}

const sentences: Readonly<Record<string, (at: Listening) => string>> = {
  EADDRINUSE: ({ port, setting }) =>
    `Port ${port} is already in use. Set ${setting} to another port, or to 0 for any free one.`,
  EACCES: ({ port, setting }) =>
    `This user is not permitted to open port ${port}. Set ${setting} to a port above 1023.`,
  EADDRNOTAVAIL: ({ host, hostSetting = 'HOST' }) =>
    `${hostSetting} ${host} is not an address of this machine.`,
  ENOTFOUND: ({ host, hostSetting = 'HOST' }) =>
    `${hostSetting} ${host} is not a name that this machine can resolve.`,
};

/** A port that cannot be opened, with a message for the user who started the process. */
export class ListenError extends Error {
  constructor(at: Listening, cause: Error & { code?: unknown }) {
    const code = typeof cause.code === 'string' ? cause.code : cause.name;
    const sentence = sentences[code]?.(at);
    super(sentence ?? `Cannot listen on ${at.host}, port ${at.port} (${code}).`, { cause });
    this.name = 'ListenError';
  }
}
