import type { IncomingMessage } from 'node:http';
import { readBody } from '../../http/read-body.ts';
import { parseError, requestTooLarge, unsupportedMediaType } from '../model/errors.ts';

/** Maximum size of a request body in bytes. */
const MAX_SANDBOX_BODY_BYTES = 5_000_000;

/**
 * Reads a request's body as text.
 * @throws ApiError 413 for more than MAX_SANDBOX_BODY_BYTES; the rest of such a body is not stored
 */
export async function readRequestBody(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_SANDBOX_BODY_BYTES) {
    throw requestTooLarge(MAX_SANDBOX_BODY_BYTES);
  }
  const body = await readBody(request, MAX_SANDBOX_BODY_BYTES);
  if (body === null) throw requestTooLarge(MAX_SANDBOX_BODY_BYTES);
  return body.toString('utf8');
}

/**
 * Parses a request body as DRF's parsers do; called on first access to the body.
 * @returns undefined for an empty body
 * @throws ApiError 400 for invalid JSON, 415 for an unsupported content type
 */
export function parseBody(raw: string, contentType: string | undefined): unknown {
  if (raw === '') return undefined;
  const mediaType = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (mediaType === 'application/x-www-form-urlencoded') {
    return Object.fromEntries(new URLSearchParams(raw));
  }
  if (mediaType !== 'application/json') throw unsupportedMediaType(contentType ?? '');
  try {
    return JSON.parse(raw);
  } catch (error) {
    throw parseError(`JSON parse error - ${error instanceof Error ? error.message : ''}`);
  }
}
