import { failureTable, type FailureCode } from '../posthog/errors/failure-table.ts';
import { errorReply, errorTypeOf, noCredentials, type Reply } from './envelope.ts';
import { toRestCode } from './rest-codes.ts';

/** An error of the GraphQL API, from which an own route answers. */
interface GraphError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

const statusOf = new Map<unknown, number>(
  Object.values(failureTable).map(({ code, httpStatus }) => [code, httpStatus]),
);

/** What the graph says of wrong arguments. */
const WRONG_INPUT: ReadonlySet<unknown> = new Set(['BAD_USER_INPUT', 'INVALID_ID']);

/** The answer to a request whose query failed, by its first error: its status and code are those of the REST API. */
export function replyToErrors(errors: readonly GraphError[]): Reply {
  const { message = 'The query returned no data.', extensions = {} } = errors[0] ?? {};
  const { code, retryAfterSeconds } = extensions;
  if (code === 'UNAUTHENTICATED') return noCredentials();
  const status = statusOf.get(code) ?? (WRONG_INPUT.has(code) ? 400 : 502);
  const seconds = Number(retryAfterSeconds);
  return errorReply(
    status,
    errorTypeOf(status),
    statusOf.has(code) ? toRestCode(code as FailureCode) : 'invalid_input',
    message,
    seconds > 0 ? { 'retry-after': String(Math.ceil(seconds)) } : {},
  );
}
