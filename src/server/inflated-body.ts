import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib';
import { MAX_BODY_BYTES } from '../http/body-limit.ts';
import { readBody } from '../http/read-body.ts';
import type { Refusal } from '../http/reply.ts';
import { withBody } from '../http/with-body.ts';

type Inflate = (body: Buffer, limit: { readonly maxOutputLength: number }) => Promise<Buffer>;

/** The content codings that are read, as RFC 9110 names them. They run in the thread pool. */
const codings: Readonly<Record<string, Inflate>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

/** True for a request whose body is compressed, so that it must pass {@link inflateBody} before it is read. */
export const hasCompressedBody = ({ headers, method }: IncomingMessage): boolean => {
  const coding = headers['content-encoding'];
  return coding !== undefined && coding !== '' && !isIdentity(coding) && method !== 'GET';
};

const isIdentity = (coding: string) => /^\s*identity\s*$/i.test(coding);

/**
 * A request with the decompressed body of another, for code that reads plain bodies. Nothing of a body that is too
 * large after decompression stays in memory.
 * @returns a refusal for a coding that is not supported, a body that is too large, or one that is damaged
 */
export async function inflateBody(request: IncomingMessage): Promise<IncomingMessage | Refusal> {
  const coding = request.headers['content-encoding']?.trim().toLowerCase() ?? '';
  const decompress = Object.hasOwn(codings, coding) ? codings[coding] : undefined;
  if (!decompress) {
    request.resume();
    return unsupported;
  }
  const compressed = await readBody(request, MAX_BODY_BYTES);
  if (compressed === null) return tooLarge;
  try {
    return withBody(request, await decompress(compressed, { maxOutputLength: MAX_BODY_BYTES }));
  } catch (error) {
    const isTooLarge = (error as { readonly code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    return isTooLarge ? tooLarge : damaged;
  }
}

const unsupported: Refusal = {
  status: 415,
  code: 'UNSUPPORTED_MEDIA_TYPE',
  message:
    'The body is compressed in a way that this server does not read. Send it plain or as gzip.',
  headers: { 'accept-encoding': 'gzip, deflate, br, zstd' },
};

const tooLarge: Refusal = {
  status: 413,
  code: 'REQUEST_ENTITY_TOO_LARGE',
  message: `The body may have at most ${MAX_BODY_BYTES} bytes, counted after decompression.`,
  headers: { connection: 'close' },
};

const damaged: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The body cannot be decompressed with the coding that `content-encoding` names.',
};
