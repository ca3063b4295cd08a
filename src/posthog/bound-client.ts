import type {
  OperationArguments,
  OperationId,
  OperationResult,
  PagedOperationId,
  RowOf,
} from './api/operation-types.ts';
import {
  isPostHogFailure,
  MalformedError,
  PostHogError,
  type PostHogFailure,
} from './errors/errors.ts';
import { operations, type Operation } from './api/operations.ts';
import { isStopping } from './errors/failure-table.ts';
import { FirstOf, type CancelSignal } from './request/cancellation-token.ts';
import { PlannedRequest } from './request/planned-request.ts';
import { noteAge } from './layers/cache/age.ts';
import type { Exchange, UpstreamAnswer } from './request/exchange.ts';
import type { UpstreamLedger } from './request/ledger.ts';
import type { FreshnessPolicy } from './request/plan.ts';
import type { Speculation } from './speculation/speculation.ts';
import { endedEarly, lifetime, SharedLifetime } from './http/lifetime.ts';
import { isDepthChecked } from './http/answer.ts';
import { tooDeep } from './http/contract-check.ts';
import { readPages, toFetchedRows, type DecodedPage } from './http/pages.ts';
import { targetOf } from './http/target.ts';
import { isTooDeep, MAX_JSON_DEPTH } from './request/value-depth.ts';
import { writtenBody } from './request/written-body.ts';
import { whatToCheck } from './errors/what-to-check.ts';
import { reportedWrite } from './writes/report-write.ts';
import type {
  CallScope,
  Caller,
  CallOptions,
  UntypedArguments,
  PageWindow,
  OperationClient,
  CallLimits,
} from './types.ts';
const defaultMaxRows = 10_000;

/** A call on its way to the layers. */
interface Reach {
  readonly operation: Operation;
  readonly target: string;
  readonly body: string | undefined;
  readonly ledger: UpstreamLedger;
  readonly freshness?: FreshnessPolicy | undefined;
}

/**
 * The unchecked cast between contract types and JSON. For answers, the decoder sees to it that what is read of them is
 * as the contract says, or throws. For arguments, TypeScript cannot prove while `Id` is generic that an operation's
 * arguments are `UntypedArguments`.
 */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-parameters
const taken = <Type>(value: unknown) => value as Type;

/** A client whose calls use one caller's key and end with one GraphQL request. */
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

  const send = (operation: Operation, args: UntypedArguments, options?: CallOptions) =>
    operation.effect === 'read'
      ? exchangeOnce(operation, args, options)
      : reportedWrite(
          {
            operation,
            path: args.path ?? {},
            body: args.body,
            apiKey: caller.apiKey,
            client: scope.client,
            ledger: scope.ledger,
          },
          limits,
          () => exchangeOnce(operation, args, options),
        );

  /** Reads begun before the request asks for them; undefined where it does not allow any. */
  let speculation: Speculation | undefined;
  const speculationOf = (operation: Operation, options?: CallOptions): Speculation | undefined => {
    const name = planned.plan.speculatesOn;
    if (!limits.speculation || name === undefined) return undefined;
    if (operation.method !== 'GET' || options?.freshness !== undefined) return undefined;
    return (speculation ??= limits.speculation(name, caller, scope.ledger, {
      planned,
      make: async ({ operation: ahead, target }, ledger, over) => {
        const either = scope.signal ? new FirstOf(scope.signal, over) : undefined;
        try {
          return await reach({ operation: ahead, target, body: undefined, ledger }, either ?? over);
        } finally {
          either?.end();
        }
      },
    }));
  };

  /** Sends a call through the layers, for as long as the request may take. */
  async function reach(
    { operation, target, body, ledger, freshness }: Reach,
    own?: CancelSignal,
  ): Promise<UpstreamAnswer> {
    const expiresAt = expiryOf(operation, scope, limits);
    const running = own ? lifetime(own, expiresAt - limits.now(), limits.cutoff) : begin(expiresAt);
    const { signal } = running;
    try {
      // Check expiry before any layer runs: an aborted call must not be answered from the cache or charged to the
      // budget.
      if (signal.aborted) throw endedEarly(signal, operation, false);
      return await exchange({
        operation,
        target,
        body,
        apiKey: caller.apiKey,
        client: scope.client,
        signal,
        expiresAt,
        ledger,
        plan: planned.plan,
        freshness: freshness ?? planned.plan.freshness,
        reserved: planned.reserved,
        progress: { attempt: 1, budgetWaitMs: 0 },
      });
    } catch (error) {
      // An interrupted wait (concurrency limit, retry) rejects with its own error, which is replaced here.
      if (signal.aborted && !isPostHogFailure(error)) throw endedEarly(signal, operation, false);
      throw error;
    } finally {
      running.end();
    }
  }

  async function exchangeOnce(
    operation: Operation,
    args: UntypedArguments,
    options?: CallOptions,
  ): Promise<unknown> {
    const target = targetOf(operation, args.path ?? {}, args.query);
    if (operation.method === 'GET' && scope.alreadyRead?.has(target)) {
      const json = scope.alreadyRead.get(target);
      if (json instanceof PostHogError) throw json;
      scope.ledger.received.push({ operation: operation.id, json });
      return json;
    }
    const body = args.body === undefined ? undefined : writtenBody(operation, args.body);
    const { ledger } = scope;
    const { freshness } = options ?? {};
    const ask = () => reach({ operation, target, body, ledger, freshness });
    try {
      const answer = await (speculationOf(operation, options)?.read({ operation, target }, ask) ??
        ask());
      noteAge(answer);
      scope.ledger.received.push({ operation: operation.id, json: answer.json });
      if (operation.method === 'GET') scope.note?.(target, answer.json);
      return answer.json;
    } catch (error) {
      if (operation.method === 'GET') scope.note?.(target, error);
      if (isPostHogFailure(error) && error.uncertain)
        error.check ??= whatToCheck(operation, target, args);
      if (isPostHogFailure(error) && error.uncertain && wasAbandoned(error)) {
        limits.onAbandonedWrite({
          operation: operation.id,
          method: operation.method,
          path: target,
        });
      }
      throw error;
    }
  }

  async function call<Id extends OperationId>(
    operation: Id,
    args: OperationArguments<Id>,
    options?: CallOptions,
  ) {
    const json = await send(operations[operation], taken(args), options);
    return taken<OperationResult<Id>>(limits.decoder.decode(operations[operation], json));
  }

  async function pages<Id extends PagedOperationId>(
    operation: Id,
    args: OperationArguments<Id>,
    { offset = 0, limit = defaultMaxRows, freshness }: PageWindow = {},
  ) {
    const { path, query } = taken<UntypedArguments>(args);
    return readPages(
      async (at, size) => {
        const window = { path, query: { ...query, offset: at, limit: size } };
        const json = await send(operations[operation], window, { freshness });
        return toFetchedRows(
          taken<DecodedPage<RowOf<Id>>>(limits.decoder.decode(operations[operation], json)),
        );
      },
      offset,
      limit,
    );
  }

  async function perform(operation: Operation, args: UntypedArguments): Promise<unknown> {
    const json = await send(operation, args);
    if (!isDepthChecked(operation) && isTooDeep(json, MAX_JSON_DEPTH)) {
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
      const { results } = page;
      return { results, complete: isComplete(page.count, results.length, maxRows) };
    },
  };
}

/** Where the number of rows is not known, a list that ends before the bound was read to its end. */
const isComplete = (count: number | MalformedError, found: number, maxRows: number) =>
  count instanceof MalformedError ? found < maxRows : found >= count;

/** True when the caller left before the answer to its call arrived. */
const wasAbandoned = (failure: PostHogFailure) =>
  failure.kind === 'cancelled' || isStopping(failure);

/**
 * Epoch milliseconds by which a call must end. Work that PostHog does inside the request may outlive the deadline of
 * the GraphQL request: aborting a snapshot of thousands of users would leave it unknown whether it was completed.
 */
function expiryOf(operation: Operation, scope: CallScope, limits: CallLimits): number {
  const now = limits.now();
  const deadline = scope.deadline ?? now + limits.timeoutMs;
  return operation.pace === 'inline' ? Math.max(deadline, now + limits.inlineTimeoutMs) : deadline;
}
