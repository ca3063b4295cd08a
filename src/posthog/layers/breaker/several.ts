/** Tells whether several different values were seen; keeps the first one only. */
export class Several {
  #first: string | undefined;
  #isSeveral = false;

  add(value: string): void {
    this.#first ??= value;
    this.#isSeveral ||= value !== this.#first;
  }

  get isSeveral(): boolean {
    return this.#isSeveral;
  }

  /** The only value that was seen; undefined when there was none, or several. */
  get only(): string | undefined {
    return this.#isSeveral ? undefined : this.#first;
  }

  clear(): void {
    this.#first = undefined;
    this.#isSeveral = false;
  }
}
