/**
 * PostHog's throttle sentence, for an answer without the header (docs/posthog/rate-limits.md#answer-over-the-limit).
 */
const sentence = /\bavailable in (\d+) seconds?\b/;

/** The longest wait that is accepted: PostHog's own throttle never names more than an hour. */
const MAX_RETRY_AFTER_SECONDS = 86_400;

/**
 * The wait that a 429 (or 503) asks for, in whole seconds rounded up and at most a day, so that every date
 * and timer computed from it is valid; undefined when it names none.
 * @param header value of `Retry-After`: seconds or an HTTP date
 * @param text the body's `detail`
 * @param now epoch milliseconds, for a date
 */
export function retryAfterSeconds(
  header: string | undefined,
  text: string,
  now: number,
): number | undefined {
  const seconds = fromHeader(header?.trim() ?? '', now) ?? fromText(text);
  return seconds === undefined ? undefined : Math.min(seconds, MAX_RETRY_AFTER_SECONDS);
}

function fromHeader(value: string, now: number): number | undefined {
  if (value === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value));
  // Only the HTTP date format: Date.parse accepts nearly anything as a date, even "-5".
  const date = value.endsWith('GMT') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

function fromText(text: string): number | undefined {
  const seconds = sentence.exec(text)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
