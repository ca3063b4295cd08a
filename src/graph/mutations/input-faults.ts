import { GraphQLError } from 'graphql';
import type { ErrorCode, UpstreamCode } from '../context/error-codes.ts';
import type { InputCode } from '../context/input-codes.ts';
import type { InputErrorCode } from '../core/input-error.ts';
import { readKey, type PostHogKey } from '../core/global-id.ts';

/** One thing that is wrong with an input. Paths are relative to `input`: `variants.1.key`. */
export interface InputFault {
  readonly path: string;
  /** Stable name, in the words of PostHog's own codes where it has one: REQUIRED, BLANK, MAX_LENGTH … */
  readonly code: ErrorCode | UpstreamCode;
  readonly message: string;
}

/** Thrown when an input is wrong, with all that was found; becomes a ValidationProblem. */
export class InvalidInput extends Error {
  readonly faults: readonly InputFault[];

  constructor(faults: readonly InputFault[]) {
    super(faults[0]?.message);
    this.faults = faults;
  }
}

/** Stands for a key that could not be read. Never sent: {@link Faults.raise} comes first. */
const UNREADABLE: PostHogKey = { projectId: '', posthogId: 0 };

/** Collects everything that is wrong with an input, so that it is reported at once and before any call. */
export class InputFaults {
  readonly #found: InputFault[] = [];

  add(path: string, code: InputCode | InputErrorCode, message: string): void {
    this.#found.push({ path, code, message });
  }

  addAll(faults: readonly InputFault[]): void {
    this.#found.push(...faults);
  }

  /** Reads an id of this graph or PostHog's number. */
  key(typename: string, value: string, projectId: string, path: string): PostHogKey {
    return this.reading(path, () => readKey(typename, value, projectId, path)) ?? UNREADABLE;
  }

  /** PostHog's number of an object that must be of the project the mutation is about. */
  keyIn(typename: string, value: string, projectId: string, path: string): number {
    const key = this.key(typename, value, projectId, path);
    const named = [key.projectId, projectId].filter((project) => /^\d+$/.test(project));
    if (key !== UNREADABLE && new Set(named).size > 1) {
      this.add(path, 'INVALID_ID', `This ${typename} belongs to project ${key.projectId}.`);
    }
    return key.posthogId;
  }

  /** Runs a reader that throws input errors; its error becomes a fault, and the result undefined. */
  reading<T>(path: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { code = 'INVALID_INPUT' } = error.extensions;
      this.#found.push({ path, code, message: error.message });
      return undefined;
    }
  }

  text(
    path: string,
    value: string | null | undefined,
    { max, blank = false }: { max: number; blank?: boolean },
  ): void {
    if (value == null) return;
    if (!blank && value.trim() === '') {
      this.add(path, 'BLANK', 'This field may not be blank.');
    }
    // PostHog counts code points, not the units of UTF-16.
    if (Array.from(value).length > max) {
      this.add(path, 'MAX_LENGTH', `Ensure this field has no more than ${max} characters.`);
    }
  }

  range(
    path: string,
    value: number | null | undefined,
    { min, max }: { min?: number; max?: number },
  ): void {
    if (value == null) return;
    if (min !== undefined && value < min) {
      this.add(path, 'MIN_VALUE', `Ensure this value is greater than or equal to ${min}.`);
    }
    if (max !== undefined && value > max) {
      this.add(path, 'MAX_VALUE', `Ensure this value is less than or equal to ${max}.`);
    }
  }

  percentage(path: string, value: number | null | undefined): void {
    this.range(path, value, { min: 0, max: 100 });
  }

  count(
    path: string,
    values: readonly unknown[],
    { min, max }: { min: number; max: number },
  ): void {
    if (values.length >= min && values.length <= max) return;
    this.add(path, 'LENGTH', `Give ${min} to ${max}, not ${values.length}.`);
  }

  distinct(path: string, values: readonly (string | number)[], what: string): void {
    const seen = new Set<string | number>();
    for (const [index, value] of values.entries()) {
      if (seen.has(value)) {
        this.add(`${path}.${index}`, 'DUPLICATE', `The ${what} "${value}" appears twice.`);
      }
      seen.add(value);
    }
  }

  /** @throws InvalidInput when anything was found */
  raise(): void {
    if (this.#found.length > 0) throw new InvalidInput(this.#found);
  }
}
