import type { IncomingHttpHeaders } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type GraphQLParams } from 'graphql-yoga';
import { isJsonObject } from '../../../posthog/api/json.ts';
import type { Instrumentation } from '../../../instrumentation/instrumentation.ts';
import { requestIdOf, type Operation, type Parent } from '../../../instrumentation/operation.ts';
import { concluded } from '../concluded-operation.ts';
import type { MaskError } from '../mask-error.ts';
import { failedAnswer, withUncertainty } from '../delivery/failed-answer.ts';
import { sentJson } from '../delivery/sent-json.ts';
import type { GraphContext } from '../../context/context.ts';
import type { FastPathState, Yoga } from '../fast-path/context.ts';
import { busy } from './refused-operations.ts';
import { MinimalRequest } from '../fast-path/minimal-request.ts';

/** Bounds the operations in progress, together with the requests over HTTP (`LoadLimit`). */
export interface OperationLoad {
  /**
   * @param headers of the caller
   * @returns what ends the count; undefined when there is too much in progress
   */
  enter(headers: IncomingHttpHeaders): (() => void) | undefined;
}

/** The GraphQL server, as a connection for several operations uses it. */
export type OperationRunner = Pick<Yoga, 'getResultForParams'> & {
  readonly maskError: MaskError;
  readonly reporting: Instrumentation;
};

/** One operation of a connection that carries several. */
export interface ConnectionOperation {
  readonly params: GraphQLParams;
  /** The headers that count for the operation: who calls, and how fresh the answer must be. */
  readonly headers: IncomingHttpHeaders;
  /** Aborts when the caller wants no answer any more. */
  readonly signal: AbortSignal;
  /** When the operation arrived, in epoch milliseconds by the clock of the upstream. */
  readonly arrivedAt: number;
  /** The request that brought the operation, or opened its connection. */
  readonly parent: Parent | undefined;
}

/** What running an operation came to. */
export interface OperationAnswer {
  /** Events of a subscription, or the one answer; an answer without `data` was not executed. */
  readonly result: ExecutionResult | AsyncIterable<ExecutionResult>;
  /** The answer, or an event, as JSON. */
  readonly write: (part: object) => string;
}

/**
 * Runs an operation through the same pipeline as one over HTTP: the same limits on documents, persisted operations,
 * budget and masking. An answer in parts comes in one piece. The promise never rejects.
 */
export async function runOperation(
  yoga: OperationRunner,
  operation: ConnectionOperation,
  load?: OperationLoad,
): Promise<OperationAnswer> {
  const { reporting: instrumentation } = yoga;
  const { headers, parent, signal } = operation;
  const reported = instrumentation.startOperation({ api: 'graphql', parent });
  const requestId = requestIdOf(parent);
  const leave = load?.enter(headers);
  // The events of a subscription come later, and are no work in progress.
  const { result, context } =
    load && !leave
      ? { result: { errors: [busy()] }, context: undefined }
      : await executeOperation(yoga, operation, reported).finally(leave);
  const ledger = context?.ledger;
  const by = { instrumentation, operation: reported, requestId, ledger, signal };
  return {
    result: concluded(result, by),
    write: (part) => sentJson(part, context, yoga.maskError),
  };
}

async function executeOperation(
  yoga: OperationRunner,
  { params, headers, signal, arrivedAt, parent }: ConnectionOperation,
  operation: Operation | undefined,
): Promise<Pick<OperationAnswer, 'result'> & { readonly context: GraphContext | undefined }> {
  const state: FastPathState = { sendsEvents: true };
  // The connection delivers every kind of answer, whatever the request that opened it accepted.
  const { accept: _accepted, ...others } = headers;
  const minimal = new MinimalRequest({ headers: others, url: '/graphql' }, signal, arrivedAt);
  const request = minimal as unknown as Request;
  try {
    const context = { request, fastPath: state, arrivedAt, parent, operation };
    const result = await yoga.getResultForParams({ params, request }, context);
    if (isAsyncIterable(result)) return { result, context: state.context };
    if (!result || Array.isArray(result)) throw new TypeError('An operation had no single answer.');
    return { result: withUncertainty(result, state.context), context: state.context };
  } catch (error) {
    state.context?.planned.end();
    const result = failedAnswer(error, state.context, yoga.maskError);
    return { result, context: state.context };
  }
}

/** The operation that a client sent; undefined for what is no GraphQL request. */
export function paramsOf(sent: unknown): GraphQLParams | undefined {
  if (!isJsonObject(sent)) return undefined;
  const { query, variables, operationName, extensions } = sent;
  if (query !== undefined && typeof query !== 'string') return undefined;
  if (operationName != null && typeof operationName !== 'string') return undefined;
  if (!isMissingOrObject(variables) || !isMissingOrObject(extensions)) return undefined;
  const given = { query, variables, operationName, extensions };
  const present = Object.entries(given).filter(([, value]) => value != null && value !== '');
  return Object.fromEntries(present) as GraphQLParams;
}

const isMissingOrObject = (value: unknown) => value == null || typeof value === 'object';
