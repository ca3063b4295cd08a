import type { OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { computePrice, type PlannedCall, type PricedDocument } from './price.ts';

/** Bytes of all prices kept, which come again and again; the longest unused go first. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Longer variables are not worth remembering. */
const MAX_VARIABLES = 1_000;
const BYTES_PER_CALL = 100;

/** Prices of operations with their variables. Bounded by bytes. */
class PriceCache {
  readonly #kept = new LRUCache<string, readonly PlannedCall[]>({
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
   * @param mayKeep false for callers whose key is not known to be good: they leave nothing behind
   * @throws GraphQLError as `computePrice` does
   */
  of(document: PricedDocument, mayKeep: boolean): readonly PlannedCall[] {
    const variables = JSON.stringify(document.variables);
    if (variables.length > MAX_VARIABLES) return computePrice(document);
    const name = `${this.#numberOf(document.operation)} ${variables}`;
    const kept = this.#kept.get(name);
    if (kept) return kept;
    const price = computePrice(document);
    if (mayKeep) this.#kept.set(name, price);
    return price;
  }

  get count(): number {
    return this.#kept.size;
  }

  /** Bytes of what is kept, by the same estimate that bounds it. */
  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  #numberOf(operation: OperationDefinitionNode): number {
    let number = this.#numbers.get(operation);
    if (number === undefined) this.#numbers.set(operation, (number = this.#operationsSeen += 1));
    return number;
  }
}

/** Those of this process. */
export const priceCache = new PriceCache();
