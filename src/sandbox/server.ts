import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answer } from './api.ts';
import type { RawRequest } from './api.ts';
import type { Control } from './control.ts';
import type { Fault } from './faults.ts';
import type { Installation } from './installation.ts';
import { hashKey } from './request-log.ts';
import type { RouteTable } from './route-table.ts';
import type { SandboxResponse } from './router.ts';
import { refusal, send } from './weather.ts';
import type { Written } from './weather.ts';

/** One API request and its answer, as tests check them against the contract. */
export interface Exchange {
  method: string;
  path: string;
  query: Record<string, string>;
  operation: string | null;
  /** As sent; '' when nothing was. */
  requestBody: string;
  status: number;
  /** As answered, before any weather; '' when empty. */
  responseBody: string;
}

export interface ServerParts {
  installation: Installation;
  routes: RouteTable;
  control: Control;
  onExchange: ((exchange: Exchange) => void) | undefined;
  onFailure: (error: unknown) => void;
  /** Told after a request that may have changed something. */
  onChange: () => void;
}

const CONTROL_PREFIX = '/_sandbox/';
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;

/** The sandbox's HTTP server, not yet listening. */
export function createSandboxServer(parts: ServerParts): Server {
  return createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => {
      parts.onFailure(error);
      response.destroy();
    });
  });
}

async function serve(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const raw: RawRequest = {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`),
    authorization: request.headers.authorization,
    contentType: request.headers['content-type'],
    body: await readText(request),
  };
  if (raw.url.pathname.startsWith(CONTROL_PREFIX)) {
    // Control calls are for whoever runs the sandbox, never for a machine beyond this one.
    const local = LOOPBACK.test(request.socket.remoteAddress ?? '');
    const told = local ? parts.control.handle(raw) : { status: 403, body: undefined };
    if (raw.method !== 'GET') parts.onChange();
    await send(response, asJson(told), undefined);
    return;
  }
  await serveApi(parts, raw, response);
}

async function serveApi(
  parts: ServerParts,
  raw: RawRequest,
  response: ServerResponse,
): Promise<void> {
  const { installation } = parts;
  const { method, url } = raw;
  const fault = installation.faults.take(method, url.pathname);
  if (fault && fault.latencyMs > 0) await sleep(fault.latencyMs, undefined, { ref: false });
  const started = performance.now();
  const written = answerOrRefuse(parts, raw, fault);
  installation.log.add({
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    status: written.status,
    ms: Math.round((performance.now() - started) * 1_000) / 1_000,
    key: hashKey(raw.authorization),
  });
  await send(response, written, fault);
}

function answerOrRefuse(parts: ServerParts, raw: RawRequest, fault: Fault | undefined): Written {
  if (fault && fault.status !== null) return refusal(fault, fault.status);
  const answered = answer(parts.installation, parts.routes, raw, parts.onFailure);
  const written = asJson(answered);
  const { profile } = parts.installation;
  if (answered.status === 429 && profile.retry_after_header) {
    written.headers['retry-after'] = /in (\d+) second/.exec(written.text)?.[1] ?? '1';
  }
  if (raw.method !== 'GET' && answered.status < 300) parts.onChange();
  parts.onExchange?.({
    method: raw.method,
    path: raw.url.pathname,
    query: Object.fromEntries(raw.url.searchParams),
    operation: answered.operation,
    requestBody: raw.body,
    status: answered.status,
    responseBody: written.text,
  });
  return written;
}

const asJson = ({ status, body }: SandboxResponse): Written =>
  body === undefined
    ? { status, headers: status === 204 ? {} : { 'content-length': '0' }, text: '' }
    : { status, headers: { 'content-type': 'application/json' }, text: JSON.stringify(body) };

async function readText(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}
