import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib';

/** A content coding in which answers are sent. */
export type Coding = keyof typeof compressors;

/** Beyond this, brotli takes many times as long for a few percent. */
const BROTLI_QUALITY = 4;

const brotli = promisify(brotliCompress);

/** Zlib works in the thread pool, not on the event loop. */
const compressors = {
  br: (bytes: Buffer) =>
    brotli(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  zstd: promisify(zstdCompress),
  gzip: promisify(gzip),
} satisfies Readonly<Record<string, (bytes: Buffer) => Promise<Buffer>>>;

/** The codings that can be sent, the one that makes answers smallest first: all take about as long. */
export const codings = Object.keys(compressors) as readonly Coding[];

/** Compresses the body of an answer. */
export const compress = (bytes: Buffer, coding: Coding): Promise<Buffer> =>
  compressors[coding](bytes);

const reusable = new WeakMap<Buffer, Map<Coding, Promise<Buffer>>>();

/** Compresses bytes that are sent again and again and never change, such as a file: once for each coding. */
export function compressOnce(bytes: Buffer, coding: Coding): Promise<Buffer> {
  const known = reusable.get(bytes) ?? new Map<Coding, Promise<Buffer>>();
  reusable.set(bytes, known);
  const pending = known.get(coding) ?? compress(bytes, coding);
  known.set(coding, pending);
  // The next request tries again.
  pending.catch(() => known.delete(coding));
  return pending;
}
