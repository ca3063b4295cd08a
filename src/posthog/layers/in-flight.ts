import { Places } from '../request/places.ts';

/**
 * Reads in flight, by identity. The map has only numbers as its values, because a hash table that it has dropped may stay
 * until a full collection (`places.ts`), with the identities in it.
 */
export class InFlight<Value> {
  readonly #placeOf = new Map<string, number>();
  readonly #values = new Places<Value>();

  get(identity: string): Value | undefined {
    const place = this.#placeOf.get(identity);
    return place === undefined ? undefined : this.#values.get(place);
  }

  /** Replaces the value of that identity, if there is one. */
  set(identity: string, value: Value): void {
    const place = this.#placeOf.get(identity);
    if (place !== undefined) this.#values.remove(place);
    this.#placeOf.set(identity, this.#values.add(value));
  }

  /** Removes the value, unless another one has replaced it meanwhile. */
  delete(identity: string, value: Value): void {
    const place = this.#placeOf.get(identity);
    if (place === undefined || this.#values.get(place) !== value) return;
    this.#values.remove(place);
    this.#placeOf.delete(identity);
  }
}
