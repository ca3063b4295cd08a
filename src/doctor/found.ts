import { isJsonObject, objectsIn, type JsonObject } from '../posthog/api/json.ts';

/** What the answers so far contained, for the arguments of later readings. Nothing is trusted to be of its type. */
export class Found {
  /** Project whose objects are read: a number or `@current`. */
  readonly project: string;
  /** At most this many experiments are read one by one. */
  readonly sampleSize: number;
  /** The session recording to read, if one was named. */
  readonly session: string | undefined;
  readonly #answers = new Map<string, unknown[]>();

  constructor(options: {
    readonly project: string;
    readonly sampleSize: number;
    readonly session: string | undefined;
  }) {
    this.project = options.project;
    this.sampleSize = options.sampleSize;
    this.session = options.session;
  }

  add(operation: string, answer: unknown): void {
    this.#answers.set(operation, [...(this.#answers.get(operation) ?? []), answer]);
  }

  /** Every object that an operation returned; the rows of its pages. */
  rows(operation: string): readonly JsonObject[] {
    return (
      (this.#answers.get(operation) ?? [])
        // A metrics run has results too, but no count of them.
        .flatMap((answer) =>
          isJsonObject(answer) && 'count' in answer ? answer['results'] : answer,
        )
        .filter(isJsonObject)
    );
  }

  /** Numbers of the first rows. */
  ids(operation: string, most: number): readonly number[] {
    return this.rows(operation)
      .map(({ id }) => id)
      .filter((id): id is number => Number.isSafeInteger(id))
      .slice(0, most);
  }

  /** Experiments as different as possible: of each status and type one, then others. */
  sample(): readonly number[] {
    const chosen = new Map<string, number>();
    const others: number[] = [];
    for (const { id, status, type, archived } of this.rows('experiments_list')) {
      if (!Number.isSafeInteger(id)) continue;
      const kind = JSON.stringify([status, type, archived]);
      if (chosen.has(kind)) others.push(id as number);
      else chosen.set(kind, id as number);
    }
    return [...chosen.values(), ...others].slice(0, this.sampleSize);
  }

  /** The sampled experiments that have been launched. */
  launched(): readonly JsonObject[] {
    return this.rows('experiments_retrieve').filter(
      ({ id, start_date: start }) => Number.isSafeInteger(id) && typeof start === 'string',
    );
  }
}

/** Metrics of an experiment whose series can be read, with what PostHog asks for. */
export function seriesOf(experiment: JsonObject, most: number) {
  const lists = [experiment['metrics'], experiment['metrics_secondary']];
  return lists
    .flatMap(objectsIn)
    .flatMap(({ uuid, fingerprint }) =>
      typeof uuid === 'string' && typeof fingerprint === 'string'
        ? [{ metric_uuid: uuid, fingerprint }]
        : [],
    )
    .slice(0, most);
}
