import type { Server } from 'node:http';

/**
 * Stops a server: no new connections, idle ones closed, requests under way finished.
 * @param boundMs milliseconds after which the rest is cut off
 * @returns how many connections had to be cut off
 */
export async function drain(server: Server, boundMs: number): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  server.close(() => {
    resolve();
  });
  // A kept-alive connection turns idle when its request ends, which close() alone would wait out.
  const sweep = setInterval(() => {
    server.closeIdleConnections();
  }, 20);
  const bound = setTimeout(() => {
    server.closeAllConnections();
  }, boundMs);
  try {
    await closed;
  } finally {
    clearInterval(sweep);
    clearTimeout(bound);
  }
}
