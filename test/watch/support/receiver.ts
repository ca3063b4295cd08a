import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import type { ExperimentEvent } from '../../../src/events/event.ts';
import { listen } from '../../../src/server/listen.ts';

/** A secret for the tests. */
export const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
export const OTHER_SECRET = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;

export interface ReceivedPost {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a receiver answers; undefined cuts the connection. */
type Answer =
  | {
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  | undefined;

/** A receiver of webhooks. */
export class Receiver {
  readonly url: string;
  /** Everything that was posted, also what was not accepted. */
  readonly posts: ReceivedPost[] = [];
  /** What was answered with 2xx. */
  readonly accepted: ReceivedPost[] = [];
  /** Decides what is answered. */
  answer: (post: ReceivedPost) => Answer | Promise<Answer> = () => ({ status: 204 });
  readonly #close: () => void;

  private constructor(url: string, close: () => void) {
    this.url = url;
    this.#close = close;
  }

  static async start(): Promise<Receiver> {
    const server = createServer((request, response) => {
      void (async () => {
        const post = { headers: request.headers, body: await text(request) };
        receiver.posts.push(post);
        const answer = await receiver.answer(post);
        if (!answer) {
          request.socket.destroy();
          return;
        }
        if (answer.status < 300) receiver.accepted.push(post);
        const { status, headers, body = 'answer of the receiver' } = answer;
        response.writeHead(status, headers).end(body);
      })();
    });
    const port = await listen(server, { host: '127.0.0.1', port: 0, setting: 'none' });
    const receiver = new Receiver(`http://127.0.0.1:${port}/hook`, () => {
      server.close();
      server.closeAllConnections();
    });
    return receiver;
  }

  /** The accepted events. */
  get events(): ExperimentEvent[] {
    return this.accepted.map(({ body }) => JSON.parse(body) as ExperimentEvent);
  }

  close(): void {
    this.#close();
  }
}

/**
 * Verifies a signature as receivers do, with the library.
 * @param ageSeconds how old it may be beside the tolerance of the library: the clock of a test may be set
 * @throws WebhookVerificationError
 */
export function verified({ headers, body }: ReceivedPost, secret = SECRET): ExperimentEvent {
  const sent = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value)]),
  );
  return new Webhook(secret).verify(body, sent) as ExperimentEvent;
}
