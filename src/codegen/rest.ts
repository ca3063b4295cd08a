import { EXPORT_PATH, exportDescription } from '../export/http/description.ts';
import { pinnedContract } from '../posthog/api/openapi.ts';
import { operations } from '../posthog/api/operations.ts';
import { failureTable, type FailureHandling } from '../posthog/errors/failure-table.ts';
import { refusalCodes, type ErrorCodeEntry } from '../http/refusal-codes.ts';
import { REPORT_PATH, reportDescription } from '../report/http/description.ts';
import { openApi } from '../rest/openapi.ts';
import { restCodes } from '../rest/rest-codes.ts';
import { markdownTable } from './table.ts';

/** The reads that PostHog does not have. */
const ownRoutes = [
  { path: EXPORT_PATH, description: exportDescription },
  { path: REPORT_PATH, description: reportDescription },
];

/** The REST API's OpenAPI document, as `/v1/openapi.json` serves it. */
export function restDocument(): string {
  const document = openApi(Object.values(operations), pinnedContract(), { ownRoutes });
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Failures of the way to PostHog, which have no answer of its own to pass on. */
const failures = (['timeout', 'unavailable', 'malformed', 'unsupported'] as const).map((kind) => {
  const { httpStatus, code, meaning, remedy }: FailureHandling = failureTable[kind];
  return { status: httpStatus, code: code.toLowerCase(), meaning, remedy };
});

/** A call that was not sent has another status than one that failed. */
const notSent = {
  status: 503,
  code: 'upstream_unavailable',
  meaning: 'PostHog has been failing and was not asked. Nothing was sent.',
  remedy: 'Send it again after the seconds in `Retry-After`.',
};

/** Refusals of the HTTP server, but for those that REST answers itself before or besides. */
const refusals = Object.entries<ErrorCodeEntry & { readonly status: number }>(refusalCodes)
  .filter(([, { inRest = true }]) => inRest)
  .map(([code, entry]) => ({ ...entry, code: code.toLowerCase() }))
  .filter(({ code }) => !(code in restCodes));

/** The table in docs/errors.md of the REST API's own errors. */
export function restErrorTable(): string {
  const own = Object.entries(restCodes).map(([code, entry]) => ({ ...entry, code }));
  const rows = [...own, ...refusals, ...failures, notSent].toSorted(
    (one, other) => one.status - other.status,
  );
  return markdownTable([
    ['Status', '`code`', 'What has happened', 'What to do'],
    ...rows.map(({ status, code, meaning, remedy }) => [
      String(status),
      `\`${code}\``,
      meaning,
      remedy,
    ]),
  ]);
}
