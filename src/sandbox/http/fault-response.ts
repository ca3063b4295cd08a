import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  authenticationFailed,
  invalid,
  notFound,
  permissionDeniedError,
  serverError,
  throttled,
} from '../model/errors.ts';
import type { InjectedFault } from './faults.ts';

const HUGE_BYTES = 64 * 1024 * 1024;
const SLOW_PIECES = 40;
const SLOW_PAUSE_MS = 250;
const HTML =
  '<!DOCTYPE html><html><head><title>Something went wrong</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** A serialized response. */
export interface WrittenResponse {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** PostHog's error body for a status. */
function envelopeOf(status: number, wait: number | null): unknown {
  switch (status) {
    case 400:
      return invalid('Invalid input.').body;
    case 401:
      return authenticationFailed().body;
    case 403:
      return permissionDeniedError('You do not have permission to perform this action.').body;
    case 404:
      return notFound().body;
    case 429:
      return throttled(wait).body;
    default:
      return serverError().body;
  }
}

/** The error response for a fault with a `status`. */
export function refusal(fault: InjectedFault, status: number): WrittenResponse {
  const wait = fault.retryAfter;
  return {
    status,
    headers: {
      'content-type': 'application/json',
      ...(wait === null ? {} : { 'retry-after': String(wait) }),
    },
    text: JSON.stringify(envelopeOf(status, wait)),
  };
}

/** Sends a response, with the injected fault applied if there is one. */
export async function sendWithFault(
  response: ServerResponse,
  written: WrittenResponse,
  fault: InjectedFault | undefined,
): Promise<void> {
  if (!fault || (fault.body === null && !fault.cut)) {
    response.writeHead(written.status, withLength(written)).end(written.text);
    return;
  }
  const damaged = damage(written, fault);
  if (fault.cut) {
    response.writeHead(damaged.status, withLength(damaged));
    response.write(damaged.text.slice(0, Math.ceil(damaged.text.length / 2)), () => {
      response.destroy();
    });
    return;
  }
  response.writeHead(damaged.status, withLength(damaged));
  if (fault.body === 'slow') await drip(response, damaged.text);
  response.end(fault.body === 'slow' ? undefined : damaged.text);
}

function damage(written: WrittenResponse, fault: InjectedFault): WrittenResponse {
  switch (fault.body) {
    case 'html':
      return { ...written, headers: { 'content-type': 'text/html; charset=utf-8' }, text: HTML };
    case 'truncated':
      return { ...written, text: written.text.slice(0, Math.ceil(written.text.length / 2)) };
    case 'huge':
      return { ...written, text: JSON.stringify({ padding: 'x'.repeat(HUGE_BYTES) }) };
    case 'slow':
    case null:
      return written;
    default:
      return fault.body satisfies never;
  }
}

async function drip(response: ServerResponse, text: string): Promise<void> {
  const size = Math.max(1, Math.ceil(text.length / SLOW_PIECES));
  for (let at = 0; at < text.length && !response.destroyed; at += size) {
    response.write(text.slice(at, at + size));
    await sleep(SLOW_PAUSE_MS, undefined, { ref: false });
  }
}

const withLength = ({ headers, text }: WrittenResponse): Record<string, string> =>
  text === '' ? headers : { ...headers, 'content-length': String(Buffer.byteLength(text)) };
