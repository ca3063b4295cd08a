import { MalformedError, UnavailableError, type PostHogFailure } from '../errors/errors.ts';
import type { Operation } from '../api/operations.ts';
import { redact } from '../keys/redact.ts';

/** The server does not speak HTTP: the parser (`HPE_…`, or only its error's name) or undici rejected the response. */
const notHttp =
  /^(HPE_|HTTPParserError|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_EXCEEDED|UND_ERR_NOT_SUPPORTED)/;

/** Classifies a network error: no server, a lost connection, or a server that does not speak HTTP. */
export function networkFailure(
  operation: Operation,
  error: Error & { code?: unknown },
  sent: boolean,
  credential: string | undefined,
): PostHogFailure {
  const reason = codeOf(error);
  const uncertain = sent && operation.effect !== 'read';
  const facts = {
    operation: operation.id,
    uncertain,
    message: redact(
      sent
        ? `PostHog closed the connection (${reason})${uncertain ? '; the change may have been made' : ''}.`
        : `PostHog cannot be reached (${reason}).`,
      credential,
    ),
  };
  if (notHttp.test(reason))
    return new MalformedError({ ...facts, message: `The response is not HTTP (${reason}).` });
  return new UnavailableError({ ...facts, reason });
}

/** Node reports a failed connection to several addresses as an AggregateError whose parts have the codes. */
function codeOf(error: Error & { code?: unknown; errors?: unknown }): string {
  if (typeof error.code === 'string') return error.code;
  const parts: unknown[] = Array.isArray(error.errors) ? error.errors : [];
  const part = parts.find((one) => one instanceof Error && 'code' in one);
  return part instanceof Error && part !== error ? codeOf(part) : error.name;
}
