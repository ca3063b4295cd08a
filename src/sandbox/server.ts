import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answer } from './http/dispatch.ts';
import type { RawRequest } from './http/dispatch.ts';
import type { Control } from './control/control.ts';
import { ApiError, parseError, serverError } from './model/errors.ts';
import type { InjectedFault } from './http/faults.ts';
import type { Guard } from './http/guard.ts';
import type { SandboxState } from './http/state.ts';
import { readRequestBody } from './http/request-body.ts';
import { hashKey } from './http/request-log.ts';
import type { RouteTable } from './http/route-table.ts';
import type { SandboxResponse } from './model/route.ts';
import { refusal, sendWithFault } from './http/fault-response.ts';
import type { WrittenResponse } from './http/fault-response.ts';

/** One API request and its response, which tests check against the contract. */
export interface HttpExchange {
  method: string;
  path: string;
  query: Record<string, string>;
  operation: string | null;
  /** The body as sent; '' when empty. */
  requestBody: string;
  status: number;
  /** The body as answered, before any fault is applied; '' when empty. */
  responseBody: string;
}

export interface SandboxServerParts {
  sandboxState: SandboxState;
  routes: RouteTable;
  control: Control;
  guard: Guard;
  onExchange: ((exchange: HttpExchange) => void) | undefined;
  onFailure: (error: unknown) => void;
  /** Called after a request that may have changed the state. */
  onChange: () => void;
}

const CONTROL_PREFIX = '/_sandbox/';

/** The sandbox's HTTP server, not yet listening. */
export function createSandboxServer(parts: SandboxServerParts): Server {
  return createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return;
      refuse(parts, response, error);
    });
  });
}

async function serve(
  parts: SandboxServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = urlOf(request);
  const isControl = url.pathname.startsWith(CONTROL_PREFIX);
  if (isControl) parts.guard.checkControl(request);
  else parts.guard.checkApi(request);
  const raw: RawRequest = {
    method: request.method ?? 'GET',
    url,
    authorization: request.headers.authorization,
    contentType: request.headers['content-type'],
    client: clientOf(request),
    body: await readRequestBody(request),
  };
  if (!isControl) return serveApi(parts, raw, response);
  const answer = parts.control.handle(raw);
  if (raw.method !== 'GET' && answer.status < 300) parts.onChange();
  await sendWithFault(response, asJson(answer), undefined);
}

function clientOf({ headers }: IncomingMessage): string | null {
  const client = headers['x-posthog-client'];
  return typeof client === 'string' && client !== '' ? client : null;
}

/** @throws ApiError 400 for an invalid request target or Host header */
function urlOf({ url = '/', headers: { host = 'localhost' } }: IncomingMessage): URL {
  const parsed = URL.parse(url.startsWith('/') ? `http://${host}${url}` : url);
  if (!parsed) throw parseError('The request target is not a valid URL.');
  return parsed;
}

/** Answers a request that was refused or failed before its response began. */
function refuse({ onFailure }: SandboxServerParts, response: ServerResponse, error: unknown): void {
  if (!(error instanceof ApiError)) onFailure(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, body } = error instanceof ApiError ? error : serverError();
  const { headers, text } = asJson({ status, body });
  // Part of the body may be unread, so the connection cannot be reused.
  response.writeHead(status, { ...headers, connection: 'close' }).end(text);
}

async function serveApi(
  parts: SandboxServerParts,
  raw: RawRequest,
  response: ServerResponse,
): Promise<void> {
  const { sandboxState } = parts;
  const { method, url } = raw;
  const fault = sandboxState.faults.take(method, url.pathname);
  if (fault && fault.latencyMs > 0) await sleep(fault.latencyMs, undefined, { ref: false });
  const started = performance.now();
  const written = answerOrRefuse(parts, raw, fault);
  sandboxState.log.add({
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    status: written.status,
    ms: Math.round((performance.now() - started) * 1_000) / 1_000,
    key: hashKey(raw.authorization),
  });
  await sendWithFault(response, written, fault);
}

function answerOrRefuse(
  parts: SandboxServerParts,
  raw: RawRequest,
  fault: InjectedFault | undefined,
): WrittenResponse {
  if (fault && fault.status !== null) return refusal(fault, fault.status);
  const answered = answer(parts.sandboxState, parts.routes, raw, parts.onFailure);
  const written = asJson(answered);
  const { profile } = parts.sandboxState;
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

const asJson = ({ status, body }: SandboxResponse): WrittenResponse =>
  body === undefined
    ? { status, headers: status === 204 ? {} : { 'content-length': '0' }, text: '' }
    : { status, headers: { 'content-type': 'application/json' }, text: JSON.stringify(body) };
