/**
 * Formats a time like Python's `datetime.isoformat()` in UTC: `2026-01-05T09:00:00+00:00`, with a
 * six-digit fraction if it is not zero. PostHog hashes start dates in this format, and
 * timeseries answers contain it (unlike DRF's `…Z` everywhere else).
 * @param moment a Date or any ISO-8601 text with an offset; microseconds of a text are preserved
 * @throws RangeError when the text is not a valid time
 */
export function isoformat(moment: Date | string): string {
  const date = typeof moment === 'string' ? new Date(moment) : moment;
  const seconds = date.toISOString().slice(0, 19);
  const written = typeof moment === 'string' ? /\.(\d+)/.exec(moment)?.[1] : undefined;
  const fraction = (written ?? String(date.getUTCMilliseconds()).padStart(3, '0'))
    .slice(0, 6)
    .padEnd(6, '0');
  return `${seconds}${Number(fraction) === 0 ? '' : `.${fraction}`}+00:00`;
}
