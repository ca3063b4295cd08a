import type {
  OperationArguments,
  OperationId,
  OperationResult,
  PagedOperationId,
  RowOf,
} from './api/operation-types.ts';
import { isPostHogFailure, MalformedError, type PostHogFailure } from './errors/errors.ts';
import { operations, type Operation } from './api/operations.ts';
import { isStopping } from './errors/failure-table.ts';
import { PlannedRequest } from './request/planned-request.ts';
import { noteAge } from './layers/cache/age.ts';
import type { Exchange } from './request/exchange.ts';
import { endedEarly, lifetime, SharedLifetime } from './http/lifetime.ts';
import { tooDeep } from './http/contract-check.ts';
import { MAX_ANSWER_DEPTH } from './http/lazy-json/scan.ts';
import { readPages } from './http/pages.ts';
import { targetOf } from './http/target.ts';
import { isTooDeep } from './request/value-depth.ts';
import { whatToCheck } from './errors/what-to-check.ts';
import type {
  CallScope,
  Caller,
  CallOptions,
  UntypedArguments,
  RowPage,
  PageWindow,
  OperationClient,
  CallLimits,
} from './types.ts';
const defaultMaxRows = 10_000;

/**
 * Where types meet the wire. Answers: `answerOf` has checked the outer shape, the rest is the contract's word.
 * Arguments: any operation's arguments are `UntypedArguments`, which TypeScript cannot see while the operation is open.
 */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-parameters
const taken = <Type>(value: unknown) => value as Type;

/** A client whose calls carry one caller's key and end with one GraphQL request. */
export function boundClient(
  exchange: Exchange,
  limits: CallLimits,
  caller: Caller,
  scope: CallScope,
): OperationClient {
  const { planned = new PlannedRequest() } = scope;
  const { deadline } = scope;
  const untilDeadline = new SharedLifetime(scope.signal, limits.cutoff);
  const begin = (expiresAt: number) =>
    expiresAt === deadline
      ? untilDeadline.enter(() => deadline - limits.now())
      : lifetime(scope.signal, expiresAt - limits.now(), limits.cutoff);

  async function send(
    operation: Operation,
    args: UntypedArguments,
    options?: CallOptions,
  ): Promise<unknown> {
    const target = targetOf(operation, args.path ?? {}, args.query);
    const expiresAt = expiryOf(operation, scope, limits);
    const { signal, end } = begin(expiresAt);
    const body = args.body === undefined ? undefined : JSON.stringify(args.body);
    try {
      // Before any layer is asked: what is over is over, whatever the budget or a kept answer would say.
      if (signal.aborted) throw endedEarly(signal, operation, false);
      const { apiKey } = caller;
      const answer = await exchange({
        operation,
        target,
        body,
        apiKey,
        signal,
        expiresAt,
        ledger: scope.ledger,
        plan: planned.plan,
        freshness: options?.freshness ?? planned.plan.freshness,
        reserved: planned.reserved,
      });
      noteAge(answer);
      scope.ledger.received.push({ operation: operation.id, json: answer.json });
      return answer.json;
    } catch (error) {
      if (isPostHogFailure(error) && error.uncertain)
        error.check ??= whatToCheck(operation, target, args);
      if (isPostHogFailure(error) && error.uncertain && wasAbandoned(error)) {
        limits.onAbandonedWrite({
          operation: operation.id,
          method: operation.method,
          path: target,
        });
      }
      // A wait that was interrupted (gate, retry) rejects with whatever its kind of wait rejects with.
      if (signal.aborted && !isPostHogFailure(error)) throw endedEarly(signal, operation, false);
      throw error;
    } finally {
      end();
    }
  }

  async function call<Id extends OperationId>(
    operation: Id,
    args: OperationArguments<Id>,
    options?: CallOptions,
  ) {
    return taken<OperationResult<Id>>(await send(operations[operation], taken(args), options));
  }

  async function pages<Id extends PagedOperationId>(
    operation: Id,
    args: OperationArguments<Id>,
    { offset = 0, limit = defaultMaxRows }: PageWindow = {},
  ) {
    const { path, query } = taken<UntypedArguments>(args);
    return readPages(
      async (at, size) => {
        const window = { path, query: { ...query, offset: at, limit: size } };
        return taken<RowPage<RowOf<Id>>>(await send(operations[operation], window));
      },
      offset,
      limit,
    );
  }

  async function perform(operation: Operation, args: UntypedArguments): Promise<unknown> {
    const json = await send(operation, args);
    // Rows of pages, and what writes answer, were looked at when they arrived.
    if (
      operation.answer !== 'page' &&
      operation.effect === 'read' &&
      isTooDeep(json, MAX_ANSWER_DEPTH)
    ) {
      throw new MalformedError({ operation: operation.id, message: tooDeep(operation.id) });
    }
    return json;
  }

  return {
    perform,
    call,
    pages,
    async allPages(operation, args, { maxRows = defaultMaxRows } = {}) {
      const page = await pages(operation, args, { limit: maxRows });
      return { ...page, complete: page.results.length >= page.count };
    },
  };
}

/** True when nobody waited for the answer of a call any more. */
const wasAbandoned = (failure: PostHogFailure) =>
  failure.kind === 'cancelled' || isStopping(failure);

/**
 * When a call must be over. Work PostHog does inside the request outlives the deadline of a GraphQL request: cutting a
 * snapshot of thousands of users half way would leave everybody guessing whether it happened.
 */
function expiryOf(operation: Operation, scope: CallScope, limits: CallLimits): number {
  const now = limits.now();
  const deadline = scope.deadline ?? now + limits.timeoutMs;
  return operation.pace === 'inline' ? Math.max(deadline, now + limits.inlineTimeoutMs) : deadline;
}
