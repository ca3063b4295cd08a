import { isJsonObject } from '../../api/json.ts';
import { pinnedContract } from '../../api/openapi.ts';
import type { Operation, OperationId } from '../../api/operations.ts';
import { MalformedError } from '../../errors/errors.ts';
import { rowOf } from '../lazy-json/row.ts';
import { Compiler } from './compile.ts';
import { ListReader, ObjectReader } from './containers.ts';
import { decodedRow } from './decoded-row.ts';
import { Misfit, noteOriginal, type ErrorOf } from './misfit.ts';
import { pathOf, patternOf, wholeAnswer, type Place } from './place.ts';
import { readWith, type Reader } from './reader.ts';

/** A value in an answer of PostHog's that is not of its declared kind, as it is logged. */
export interface MalformedValue {
  readonly operation: OperationId;
  /** JSON path without positions and keys: `results[].feature_flag.filters.groups`. */
  readonly path: string;
  readonly message: string;
}

/** Called once for each operation and path. */
export type MalformedValueLog = (value: MalformedValue) => void;

/** Operations and paths that are remembered as logged. */
const MAX_LOGGED = 1_000;

/** Property of an answer that does not fit, or whose rows are lazy: what it was decoded to (as {@link original}, its inverse). */
const view: unique symbol = Symbol('the answer as decoded');

let compiler: Compiler | undefined;
const readers = new Map<OperationId, Reader | undefined>();

/** Compiled on first use, for all upstreams together. */
function readerOf(operation: OperationId): Reader | undefined {
  if (readers.has(operation)) return readers.get(operation);
  const contract = pinnedContract();
  compiler ??= new Compiler(contract);
  const { answer } = contract.operation(operation);
  const reader = answer && (compiler.object(answer) ?? compiler.reader(answer));
  readers.set(operation, reader);
  return reader;
}

/**
 * Reads PostHog's answers by the kinds that its contract declares. An answer that fits is returned itself;
 * otherwise a copy, in which a value that can be converted is converted, and a value that cannot fails with
 * a `MalformedError` when it is read. The given answers never change: they may be cached, and REST and MCP
 * pass them on as they are.
 */
export class Decoder {
  readonly #log: MalformedValueLog;
  readonly #logged = new Set<string>();
  /** Answers that fit: one that is used again, by another request or from the cache, is tested once. */
  readonly #fitting = new WeakSet<object>();

  constructor(log: MalformedValueLog) {
    this.#log = log;
  }

  decode(operation: Operation, json: unknown): unknown {
    if (typeof json !== 'object' || json === null) return json;
    if (this.#fitting.has(json)) return json;
    if (view in json) return json[view];
    const decoded = this.#read(operation, json);
    if (decoded === json) this.#fitting.add(json);
    else Object.defineProperty(json, view, { value: decoded });
    return decoded;
  }

  #read(operation: Operation, json: object): unknown {
    const reader = readerOf(operation.id);
    if (!reader) return json;
    const errorOf: ErrorOf = (misfit) => this.#errorOf(operation.id, misfit);
    const decoded =
      operation.answer === 'page' && reader instanceof ObjectReader && isJsonObject(json)
        ? readPage(reader, json, errorOf)
        : readWith(reader, json, wholeAnswer, errorOf);
    if (decoded instanceof Misfit) throw errorOf(decoded);
    return decoded;
  }

  #errorOf(operation: OperationId, { place, wanted, found }: Misfit): Error {
    const path = pathOf(place);
    const pattern = patternOf(place);
    const message = (at: string) =>
      wanted === 'left out'
        ? `PostHog's response to ${operation} lacks ${at}.`
        : `PostHog's response to ${operation} has a value that does not fit: ${at === '' ? 'the response' : at} is ${found}, not ${wanted}.`;
    const name = `${operation} ${pattern}`;
    if (!this.#logged.has(name) && this.#logged.size < MAX_LOGGED) {
      this.#logged.add(name);
      this.#log({ operation, path: pattern, message: message(pattern) });
    }
    return new MalformedError({ operation, message: message(path), path });
  }
}

/** Rows of a page that are not parsed yet are decoded one property at a time, when it is read. */
function readPage(
  reader: ObjectReader,
  page: Readonly<Record<string, unknown>>,
  errorOf: ErrorOf,
): unknown {
  const list = reader.properties.get('results')?.reader;
  const item = list instanceof ListReader ? list.item : undefined;
  const rows = page['results'];
  if (!(item instanceof ObjectReader) || !Array.isArray(rows) || !rowOf(rows[0])) {
    return readWith(reader, page, wholeAnswer, errorOf);
  }
  const parent: Place = { parent: wholeAnswer, name: 'results' };
  const results = rows.map((row: unknown, name) =>
    decodedRow(row, item, { parent, name }, errorOf),
  );
  // Not copied: a property that fails when it is read would be left out.
  const decoded = readWith(reader, { ...page, results: [] }, wholeAnswer, errorOf) as {
    results: unknown;
  };
  decoded.results = results;
  noteOriginal(decoded, page);
  return decoded;
}
