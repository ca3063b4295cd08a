import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What happens to the answer to a write that PostHog has performed. With `down` the connection is closed, and so
 * is that of every later call, so that the product cannot check whether the write happened.
 */
export type WriteFault = 'none' | 'cut' | 'half' | 'malformed' | 'html' | 'deep' | 'down';

export interface FailingPostHog {
  readonly url: string;
  /** Number of writes PostHog has performed, by the name in their body. */
  readonly written: ReadonlyMap<string, number>;
  /** The fault for the answers to future writes. */
  fault: WriteFault;
  /** Changes the text of every answer. */
  change: (text: string) => string;
  close(): Promise<unknown>;
}

const depth = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;

/** A proxy to the sandbox that performs writes, and then loses or corrupts their answers. */
export async function failingPostHog(real: string): Promise<FailingPostHog> {
  const written = new Map<string, number>();
  let isDown = false;
  const server = createServer((request, response) => {
    const answer = async () => {
      isDown &&= posthog.fault === 'down';
      if (isDown) {
        response.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      const { method = 'GET', url = '', headers } = request;
      const answered = await fetch(new URL(url, real), {
        method,
        headers: {
          'content-type': 'application/json',
          authorization: headers.authorization ?? '',
        },
        ...(body !== '' && { body }),
      });
      const text = posthog.change(await answered.text());
      const isWrite = method !== 'GET' && answered.ok;
      if (isWrite) {
        const { name = url } = JSON.parse(body || '{}') as { name?: string };
        written.set(name, (written.get(name) ?? 0) + 1);
      }
      const fault = isWrite ? posthog.fault : 'none';
      isDown = fault === 'down';
      if (fault === 'cut' || isDown) {
        response.destroy();
        return;
      }
      const type = fault === 'html' ? 'text/html' : 'application/json';
      const sent = spoil(text, fault);
      response.setHeader('content-type', type);
      // The declared length exceeds the truncated body.
      if (fault === 'half') response.setHeader('content-length', Buffer.byteLength(text));
      response.writeHead(answered.status);
      if (fault === 'half') response.write(sent, () => response.destroy());
      else response.end(sent);
    };
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  const posthog: FailingPostHog = {
    url: `http://127.0.0.1:${port}`,
    written,
    fault: 'none',
    change: (text) => text,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
  return posthog;
}

function spoil(text: string, fault: WriteFault): string {
  switch (fault) {
    case 'half':
      return text.slice(0, text.length / 2);
    case 'malformed':
      return `${text.slice(0, -1)},,`;
    case 'html':
      return '<html>Bad gateway</html>';
    case 'deep':
      return text.replace(/"(filters|parameters)":\s*\{/, (start) => `${start}"deep":${depth},`);
    default:
      return text;
  }
}
