import { parseError, unsupportedMediaType } from './errors.ts';

/**
 * Reads a request body the way DRF's parsers do, when somebody first asks for it.
 * @returns undefined when nothing was sent
 * @throws ApiError 400 for broken JSON, 415 for a content type that has no parser
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
