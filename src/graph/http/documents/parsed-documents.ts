import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Size of the cache in bytes; the least recently used documents are evicted first. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Measured: a token with its location and the node made of it take about 370 bytes. */
const BYTES_PER_TOKEN = 400;
const BYTES_PER_CHARACTER = 2;

/** Bytes a parsed document takes in memory, its text included: an estimate. */
function bytesOf({ tokenCount = 0, loc }: DocumentNode): number {
  const length = loc?.source.body.length ?? 0;
  return 1_000 + tokenCount * BYTES_PER_TOKEN + length * BYTES_PER_CHARACTER;
}

/** Parsed documents by their text, so that what comes again is not parsed again. Bounded by bytes. */
export class ParsedDocuments {
  readonly #documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_BYTES,
    maxEntrySize: MAX_BYTES / 8,
    sizeCalculation: bytesOf,
  });

  find(text: string): DocumentNode | undefined {
    return this.#documents.get(text);
  }

  /** Caches a document; one that was parsed without locations is too long to be cached. */
  add(document: DocumentNode): void {
    const text = document.loc?.source.body;
    if (text !== undefined) this.#documents.set(text, document);
  }

  get count(): number {
    return this.#documents.size;
  }

  /** Size of the cached documents in bytes, by the estimate that limits it. */
  get bytes(): number {
    return this.#documents.calculatedSize;
  }
}
