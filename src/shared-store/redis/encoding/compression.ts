import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';

/** Smaller values gain less than they cost. */
export const COMPRESSED_FROM_BYTES = 1_024;

/** Larger values are not decompressed: nothing here stores any, and they would take the memory of the process. */
export const MAX_BYTES = 64 * 1024 * 1024;

const [deflate, inflate] = [promisify(deflateRaw), promisify(inflateRaw)];

/** Compresses on another thread. */
export const compress = (bytes: Buffer): Promise<Buffer> => deflate(bytes, { level: 1 });

/** @throws for bytes that are not compressed, and for more than `maxBytes` of text */
export const decompress = (bytes: Buffer, maxBytes: number): Promise<Buffer> =>
  inflate(bytes, { maxOutputLength: maxBytes });
