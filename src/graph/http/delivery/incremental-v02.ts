import type { GraphQLError } from 'graphql';
import {
  ExpectedParts,
  type ExpectedPart,
  type PartsOperation,
  type Path,
} from './pending-parts.ts';

/** A part of an answer in the format of 2022-08-24, as the executor gives it. */
interface OlderPart {
  readonly data?: unknown;
  readonly items?: readonly unknown[] | null;
  readonly path?: Path;
  readonly label?: string;
  readonly errors?: readonly GraphQLError[];
  readonly extensions?: Record<string, unknown>;
}

/** One payload of an answer in the format of 2022-08-24. */
interface OlderPayload {
  readonly data?: unknown;
  readonly incremental?: readonly OlderPart[];
  readonly hasNext?: boolean;
}

interface Pending {
  readonly id: string;
  readonly part: ExpectedPart;
}

/** What one payload says of parts. */
interface Said {
  readonly pending: object[];
  readonly incremental: object[];
  readonly completed: object[];
}

/**
 * Translates the payloads of one answer into the format of `incrementalSpec=v0.2`, which graphql-js 17.0.0-alpha.9 has:
 * what is to come is announced in `pending` with an id, arrives in `incremental` under that id, and is closed in
 * `completed`. The end of a streamed list is closed with the last payload, because the older format does not say it
 * earlier.
 */
export class IncrementalTranslation {
  readonly #expected: ExpectedParts;
  readonly #open = new Map<string, Pending[]>();
  /** The lists of which nothing more is to be read, because one of their items failed. */
  readonly #failed = new Set<string>();
  #ids = 0;

  constructor(asked: PartsOperation) {
    this.#expected = new ExpectedParts(asked);
  }

  /** Translates the next payload; a result that did not come in parts is returned as it is. */
  translate(payload: OlderPayload): object {
    const { incremental: parts = [], ...rest } = payload;
    if (rest.hasNext === undefined) return payload;
    const said: Said = { pending: [], incremental: [], completed: [] };
    if ('data' in rest) this.#announce(this.#expected.ofData(rest.data), said);
    for (const part of parts) this.#deliver(part, said);
    if (!rest.hasNext) this.#closeAll(said);
    const spoken = Object.entries(said).filter(([, entries]) => entries.length > 0);
    return { ...rest, ...Object.fromEntries(spoken) };
  }

  #deliver({ path: at = [], label, errors, extensions, ...values }: OlderPart, said: Said): void {
    const isStream = 'items' in values;
    const path = isStream ? at.slice(0, -1) : at;
    const name = nameOf(isStream ? 'stream' : 'defer', path, label);
    if (this.#failed.has(name)) return;
    const { id, part } = this.#find(name) ?? this.#announceLate(name, path, label, said);
    const value = isStream ? values.items : values.data;
    if (value === null || value === undefined) {
      said.completed.push({ id, ...(errors && { errors }) });
      if (isStream) this.#failed.add(name);
      this.#close(name);
      return;
    }
    said.incremental.push({
      id,
      ...values,
      ...(errors && { errors }),
      ...(extensions && { extensions }),
    });
    if (!isStream) {
      said.completed.push({ id });
      this.#close(name);
    }
    this.#announce(part.below(value, at), said);
  }

  #announce(parts: readonly ExpectedPart[], said: Said): void {
    for (const part of parts) {
      const { kind, path, label } = part;
      const name = nameOf(kind, path, label);
      const open = this.#open.get(name) ?? [];
      const pending = { id: String(this.#ids++), part };
      this.#open.set(name, [...open, pending]);
      said.pending.push({ id: pending.id, path, ...(label !== undefined && { label }) });
    }
  }

  /** Announces a part with its own arrival: below an object of unknown type it could not be expected. */
  #announceLate(name: string, path: Path, label: string | undefined, said: Said): Pending {
    const kind = name.startsWith('stream') ? 'stream' : 'defer';
    const part: ExpectedPart = { kind, path, label, below: () => [] };
    this.#announce([part], said);
    return { id: String(this.#ids - 1), part };
  }

  /** The oldest open part of a name: parts of the same path without labels cannot be told apart. */
  #find(name: string): Pending | undefined {
    return this.#open.get(name)?.[0];
  }

  #close(name: string): void {
    const [, ...others] = this.#open.get(name) ?? [];
    if (others.length > 0) this.#open.set(name, others);
    else this.#open.delete(name);
  }

  #closeAll({ completed }: Said): void {
    for (const open of this.#open.values()) completed.push(...open.map(({ id }) => ({ id })));
    this.#open.clear();
  }
}

const nameOf = (kind: ExpectedPart['kind'], path: Path, label: string | undefined) =>
  `${kind} ${JSON.stringify(path)} ${label ?? ''}`;
