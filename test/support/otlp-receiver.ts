import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A span as OTLP has it in JSON, with its attributes as an object. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code?: number };
}

interface Sent {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A collector of traces that keeps what it receives. */
export interface OtlpReceiver {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly received: readonly Sent[];
  /** Spans of requests in JSON, in the order of their ends. */
  readonly spans: readonly ReceivedSpan[];
  /** Attributes of the service that sent the first spans. */
  readonly resource: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

/** @param status that it answers with */
export async function startOtlpReceiver(status = 200): Promise<OtlpReceiver> {
  const received: Sent[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const batches = () =>
    received.flatMap(({ body }) => (JSON.parse(body.toString()) as Batch).resourceSpans);
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    get spans() {
      return batches()
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
        .map((span) => ({ ...span, attributes: valuesOf(span.attributes) }));
    },
    get resource() {
      return valuesOf(batches()[0]?.resource.attributes);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

type Attributes = readonly {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}[];

interface Batch {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Attributes };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<ReceivedSpan, 'attributes'> & {
        readonly attributes: Attributes;
      })[];
    }[];
  }[];
}

const valuesOf = (attributes: Attributes = []) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
