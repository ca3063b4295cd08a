import { CombinedGraphQLErrors, ServerError } from '@apollo/client';

/** What went wrong, as a page says it. */
export interface Failure {
  /** The API's stable code; NETWORK when no answer came, UNEXPECTED for a fault of these pages. */
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly canRetry: boolean;
  readonly retryAfterSeconds: number | undefined;
}

const titles: Readonly<Record<string, string>> = {
  NETWORK: 'The API cannot be reached',
  UNAUTHENTICATED: 'This key is not accepted',
  FORBIDDEN: 'This key may not do that',
  RATE_LIMITED: 'PostHog asks to slow down',
  BUDGET_EXCEEDED: 'The budget of calls is used up',
  BUDGET_SKIPPED: 'Left out to stay within the budget',
  UPSTREAM_TIMEOUT: 'PostHog took too long',
  UPSTREAM_UNAVAILABLE: 'PostHog is not answering',
  UPSTREAM_MALFORMED: 'PostHog’s answer could not be read',
  UPSTREAM_UNSUPPORTED: 'This PostHog cannot do that',
  NOT_FOUND: 'Not found',
  VERSION_CONFLICT: 'Somebody was faster',
  LIFECYCLE_CONFLICT: 'Not possible in this state',
  APPROVAL_REQUIRED: 'Waiting for approval',
  VALIDATION_FAILED: 'PostHog refused this',
  IDEMPOTENCY_KEY_IN_PROGRESS: 'This is still being done',
  IDEMPOTENCY_UNAVAILABLE: 'Changes are not possible at the moment',
};

/** Codes that mean the same answer would come again. */
const final = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'UPSTREAM_UNSUPPORTED']);

/** The title a page shows for a code of the API. */
export const titleOf = (code: string) => titles[code] ?? 'Something went wrong';

/** Reads any error of Apollo Client by the code the API gave it. */
export function failureOf(error: unknown): Failure {
  const { code, message, retryAfterSeconds } = facts(error);
  return { code, title: titleOf(code), message, canRetry: !final.has(code), retryAfterSeconds };
}

function facts(error: unknown): Pick<Failure, 'code' | 'message' | 'retryAfterSeconds'> {
  const first = CombinedGraphQLErrors.is(error) ? error.errors[0] : firstOfBody(error);
  if (first) {
    const { code, retryAfterSeconds } = first.extensions ?? {};
    return {
      code: typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR',
      message: first.message,
      retryAfterSeconds: typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined,
    };
  }
  const isNetwork = error instanceof TypeError || ServerError.is(error);
  return {
    code: isNetwork ? 'NETWORK' : 'UNEXPECTED',
    message: isNetwork ? 'Is it running, and is this computer online?' : String(error),
    retryAfterSeconds: undefined,
  };
}

interface BodyError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The error in the body of an HTTP refusal. */
function firstOfBody(error: unknown): BodyError | undefined {
  if (!ServerError.is(error)) return undefined;
  try {
    return (JSON.parse(error.bodyText) as { errors?: BodyError[] }).errors?.[0];
  } catch {
    return undefined;
  }
}
