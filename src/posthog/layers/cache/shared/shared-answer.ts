import type { WireAnswer } from '../../../http/wire.ts';
import type { Dated } from './history.ts';

/** An answer of PostHog as replicas share it: what it said, and what is needed to tell whether it may be used. */
export interface SharedAnswer extends Dated {
  /** Different for every answer that was stored. */
  readonly id: string;
  /** Epoch milliseconds when PostHog answered. */
  readonly asOf: number;
  /** Epoch milliseconds until which it is fresh; in the past for one that is only passed on, such as a refusal. */
  readonly freshUntil: number;
  /** HTTP status: a 404 is stored as well. */
  readonly status: number;
  /** `Retry-After`, as PostHog sent it. */
  readonly retryAfter?: string | undefined;
  /** JSON as PostHog sent it. */
  readonly body: string;
}

/** The text of an answer: a line of JSON about it, then its body, which is neither parsed nor escaped. */
export function encodeAnswer({ body, ...head }: SharedAnswer): string {
  return `${JSON.stringify(head)}\n${body}`;
}

/** Undefined for a text that is no such answer. */
export function decodeAnswer(text: string): SharedAnswer | undefined {
  const end = text.indexOf('\n');
  try {
    const head = JSON.parse(text.slice(0, Math.max(end, 0))) as Omit<SharedAnswer, 'body'>;
    const isComplete =
      [head.id, head.epoch, head.at].every((one) => typeof one === 'string') &&
      [head.asOf, head.freshUntil, head.status].every((one) => typeof one === 'number') &&
      Array.isArray(head.tags);
    return isComplete ? { ...head, body: text.slice(end + 1) } : undefined;
  } catch {
    return undefined;
  }
}

/** The answer as it came over the wire, to be read like any other. */
export function wireOf({ status, retryAfter, body }: SharedAnswer): WireAnswer {
  const headers = { 'content-type': 'application/json', 'retry-after': retryAfter };
  return { status, headers, body: Buffer.from(body) };
}

/** PostHog's keys and tokens: they are never written to the store, not even as a part of an answer. */
const KEY = /\bph[xsarc]_[A-Za-z0-9]/;

/** True for a body that may be stored: it does not contain a key. */
export function isStorable(body: string, apiKey: string | undefined): boolean {
  return !KEY.test(body) && (apiKey === undefined || !body.includes(apiKey));
}
