import { LRUCache } from 'lru-cache';
import { nameOfRun } from './name-of-run.ts';
import { computePrice, type PlannedCall, type PricedDocument } from './price.ts';

/** Size of the cache in bytes; the least recently used prices are evicted first. */
const MAX_BYTES = 8 * 1024 * 1024;
const BYTES_PER_CALL = 100;

/** Prices of operations with their variables. Bounded by bytes. */
class PriceCache {
  readonly #prices = new LRUCache<string, readonly PlannedCall[]>({
    maxSize: MAX_BYTES,
    sizeCalculation: (calls, name) =>
      calls.reduce(
        (sum, { path }) => sum + BYTES_PER_CALL + path.length,
        BYTES_PER_CALL + name.length,
      ),
  });

  /**
   * What a document would cost upstream (`computePrice`).
   * @param mayCache false for callers whose key PostHog has not accepted, so that they use no memory
   * @throws GraphQLError as `computePrice` does
   */
  of(document: PricedDocument, mayCache: boolean): readonly PlannedCall[] {
    const run = nameOfRun(document);
    if (run === undefined) return computePrice(document);
    const name = `${document.knowsCurrentProject} ${run}`;
    const cached = this.#prices.get(name);
    if (cached) return cached;
    const price = computePrice(document);
    if (mayCache) this.#prices.set(name, price);
    return price;
  }

  get count(): number {
    return this.#prices.size;
  }

  /** Size of the cached prices in bytes, by the estimate that limits it. */
  get bytes(): number {
    return this.#prices.calculatedSize;
  }
}

/** Those of this process. */
export const priceCache = new PriceCache();
