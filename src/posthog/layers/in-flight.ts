/**
 * Reads in flight, by identity. A plain Map would retain them long afterwards: whenever its hash table is full, V8
 * allocates a new one, and the old table, once promoted to the old generation, retains its entries and the new table
 * until a full garbage collection. Values are therefore wrapped in a slot that is emptied on deletion.
 */
export class InFlight<Value> {
  readonly #slots = new Map<string, { value: Value | undefined }>();

  get(identity: string): Value | undefined {
    return this.#slots.get(identity)?.value;
  }

  set(identity: string, value: Value): void {
    this.#slots.set(identity, { value });
  }

  /** Removes the value, unless another one has replaced it meanwhile. */
  delete(identity: string, value: Value): void {
    const slot = this.#slots.get(identity);
    if (slot?.value !== value) return;
    slot.value = undefined;
    this.#slots.delete(identity);
  }
}
