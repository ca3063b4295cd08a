import type { Running } from '../running.ts';
import type { Requests } from './requests.ts';

/** What a run of load took. */
export interface LoadResult {
  /** Answers, or events that listeners received. */
  readonly requests: number;
  /** Microseconds of the run, and of a request at the median and at the 99th percentile. */
  readonly us: number;
  readonly p50: number;
  readonly p99: number;
  /** Bytes that were received. */
  readonly bytes: number;
  readonly errors: number;
}

/** Load on one server. */
export interface Load {
  run(seconds: number): Promise<LoadResult>;
  close(): Promise<void>;
}

/** Whether an answer reports something wrong, as GraphQL or as MCP does. */
export const reportsFailure = (text: string): boolean =>
  /"errors":\[\{|"error":\{|"isError":true/.test(text);

/** Those of a request whose scenario does not say otherwise. */
export const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/** Sends one request. @throws Error with the answer, when it reports anything wrong */
export async function sendOne(
  running: Running,
  { path, headers }: Pick<Requests, 'path' | 'headers'>,
  body: string,
): Promise<string> {
  const response = await fetch(running.url + path, {
    method: 'POST',
    headers: { ...JSON_HEADERS, ...headers },
    body,
  });
  const text = await response.text();
  if (!response.ok || reportsFailure(text))
    throw new Error(`${response.status} ${text.slice(0, 300)}`);
  return text;
}

/** The result of a run, from the time that each of its requests took. */
export function resultOf(
  waits: readonly number[],
  run: { readonly startedAt: number; readonly bytes: number; readonly errors: number },
): LoadResult {
  const sorted = waits.toSorted((one, other) => one - other);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 1_000;
  return {
    requests: waits.length,
    us: (performance.now() - run.startedAt) * 1_000,
    p50: at(0.5),
    p99: at(0.99),
    bytes: run.bytes,
    errors: run.errors,
  };
}
