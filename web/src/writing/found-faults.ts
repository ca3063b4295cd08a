import type { Fault } from './faults.ts';

/** Collects what is wrong, in the order of the form. */
export class FoundFaults {
  readonly found: Fault[] = [];

  add(path: string, message: string): void {
    this.found.push({ path, message });
  }

  required(path: string, text: string, message: string): void {
    if (text.trim() === '') this.add(path, message);
  }

  atMost(path: string, text: string, length: number): void {
    // PostHog counts characters, not the units of UTF-16.
    const count = Array.from(text.trim()).length;
    if (count > length)
      this.add(path, `At most ${length} characters are possible; these are ${count}.`);
  }

  /** A number within bounds; an empty text passes. */
  number(
    path: string,
    text: string,
    { min = -Infinity, max = Infinity, whole = false },
    message: string,
  ): void {
    if (text.trim() === '') return;
    const value = Number(text);
    if (
      !Number.isFinite(value) ||
      value < min ||
      value > max ||
      (whole && !Number.isInteger(value))
    )
      this.add(path, message);
  }
}
