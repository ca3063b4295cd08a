import type { OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { computePrice, type PlannedCall, type PricedDocument } from './price.ts';

/** Size of the cache in bytes; the least recently used prices are evicted first. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Prices of operations with longer variables are not cached. */
const MAX_VARIABLES = 1_000;
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
  readonly #numbers = new WeakMap<OperationDefinitionNode, number>();
  #operationsSeen = 0;

  /**
   * What a document would cost upstream (`computePrice`).
   * @param mayCache false for callers whose key PostHog has not accepted, so that they use no memory
   * @throws GraphQLError as `computePrice` does
   */
  of(document: PricedDocument, mayCache: boolean): readonly PlannedCall[] {
    const variables = JSON.stringify(document.variables);
    if (variables.length > MAX_VARIABLES) return computePrice(document);
    const { operation, projectId, knowsCurrentProject } = document;
    const name = `${this.#numberOf(operation)} ${projectId} ${knowsCurrentProject} ${variables}`;
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

  #numberOf(operation: OperationDefinitionNode): number {
    let number = this.#numbers.get(operation);
    if (number === undefined) this.#numbers.set(operation, (number = this.#operationsSeen += 1));
    return number;
  }
}

/** Those of this process. */
export const priceCache = new PriceCache();
