import { createHash } from 'node:crypto';
import { stripIgnoredCharacters } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Characters of the documents that clients have left, together; the longest unused go first. */
const MAX_LEFT = 10_000_000;

/** What any caller may ask whatever the list says: whether anybody is there. */
const ALIVE = '{ __typename }';

/** The id under which clients ask for a document: its SHA-256, in hex. */
export const hashOf = (document: string) => createHash('sha256').update(document).digest('hex');

/** Documents by the id they are asked for with. */
export type Manifest = ReadonlyMap<string, string>;

export interface PersistedOptions {
  /** Documents known from the start. */
  readonly manifest: Manifest;
  /** True runs no other ones. */
  readonly only: boolean;
}

/**
 * Documents that need not be sent: those of the manifest, and, unless only these may be run, those
 * that clients have left here (automatic persisted queries). Bounded; without any data of anybody.
 */
export class PersistedOperations {
  readonly only: boolean;
  #manifest: Manifest = new Map();
  /** Without what a parser skips, so that formatting and comments make no difference. */
  #listed: ReadonlySet<string> = new Set();
  readonly #left = new LRUCache<string, string>({
    maxSize: MAX_LEFT,
    sizeCalculation: (document) => Math.max(1, document.length),
  });

  constructor(options: PersistedOptions) {
    this.only = options.only;
    this.replace(options);
  }

  /** Replaces the manifest. Documents that clients have left stay, and what is running goes on. */
  replace({ manifest }: Pick<PersistedOptions, 'manifest'>): void {
    const documents = [...manifest.values()];
    this.#manifest = new Map([
      ...documents.map((document): [string, string] => [hashOf(document), document]),
      ...manifest,
    ]);
    this.#listed = new Set([...documents, ALIVE].map(stripIgnoredCharacters));
  }

  find(id: string): string | undefined {
    return this.#manifest.get(id) ?? this.#left.get(id);
  }

  /** How many documents clients have left. */
  get leftCount(): number {
    return this.#left.size;
  }

  /** Keeps a document for later; the caller has checked that the hash is its own. */
  leave(hash: string, document: string): void {
    if (!this.#manifest.has(hash)) this.#left.set(hash, document);
  }

  /** True for a document of the manifest, however it is formatted. */
  lists(document: string): boolean {
    try {
      return this.#listed.has(stripIgnoredCharacters(document));
    } catch {
      // It does not even parse.
      return false;
    }
  }
}
