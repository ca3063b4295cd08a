/**
 * What is under way, by identity. A Map alone would keep it long after: each time a Map has had its fill of
 * additions it goes on in a new table, and the old one, once it is old enough to wait for a full collection,
 * holds what it held and the new one. So what is taken out leaves an empty slot behind.
 */
export class InFlight<Value> {
  readonly #slots = new Map<string, { value: Value | undefined }>();

  get(identity: string): Value | undefined {
    return this.#slots.get(identity)?.value;
  }

  set(identity: string, value: Value): void {
    this.#slots.set(identity, { value });
  }

  /** Takes it out, unless another has taken its place meanwhile. */
  delete(identity: string, value: Value): void {
    const slot = this.#slots.get(identity);
    if (slot?.value !== value) return;
    slot.value = undefined;
    this.#slots.delete(identity);
  }
}
