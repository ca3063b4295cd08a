import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomNumbers } from './random-numbers.ts';

const oddities = [null, [], {}, '', 'odd', 0, -1, 1e21, true, [null], { id: null }];

/** A proxy for a PostHog that replaces some values inside its answers by others. */
export async function oddPostHog(real: string) {
  let random = randomNumbers(1);
  const odd = (value: unknown, share: number): unknown => {
    if (random() < share) return oddities[Math.floor(random() * oddities.length)];
    if (Array.isArray(value)) return value.map((item) => odd(item, share));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, odd(item, share)]),
    );
  };
  const server = createServer((request, response) => {
    const { url = '', method = 'GET', headers } = request;
    const answer = async () => {
      const authorization = headers.authorization ?? '';
      const answered = await fetch(new URL(url, real), { method, headers: { authorization } });
      // The outermost object itself is preserved and only its properties change, or nothing could
      // be read at all.
      const body = (await answered.json()) as Record<string, unknown>;
      const inner = Object.entries(body).map(([name, value]) => [name, inside(value)]);
      response.writeHead(answered.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answered.ok ? Object.fromEntries(inner) : body));
    };
    const inside = (value: unknown): unknown =>
      Array.isArray(value) ? value.map((item) => odd(item, 0.01)) : odd(value, 0.01);
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Replaces other values from now on. */
    reseed(seed: number): void {
      random = randomNumbers(seed);
    },
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}
