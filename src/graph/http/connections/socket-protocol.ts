import {
  parse,
  type ExecutionArgs,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { CloseCode, makeServer, type Context, type OperationResult } from 'graphql-ws';
import { isAsyncIterable } from 'graphql-yoga';
import { dropResult } from '../delivery/drop-result.ts';
import { sentErrors } from '../delivery/sent-json.ts';
import { Cancellation } from './cancellation.ts';
import { credentialsOf, type Credentials as SentCredentials } from './connection-init.ts';
import { connectionOwner, type KnownKeys } from './connection-owner.ts';
import { ConnectionCounts, MAX_OPERATIONS_PER_CONNECTION } from './connections.ts';
import { refusedOperation, stopping, tooManyOperations } from './refused-operations.ts';
import {
  paramsOf,
  runOperation,
  type OperationAnswer,
  type OperationLoad,
  type OperationRunner,
} from './run-operation.ts';
import { admissionOf, isRefusal, setAdmission, type Admission } from '../../../http/admission.ts';
import type { Refusal } from '../../../http/reply.ts';
import type { WebSocketOpening } from '../../../http/web-socket-opening.ts';
import type { SocketConnection } from './socket-connection.ts';

export interface SocketProtocolOptions extends KnownKeys {
  readonly yoga: OperationRunner;
  readonly schema: GraphQLSchema;
  /** The clock of the upstream, in epoch milliseconds. */
  readonly now: () => number;
  /** Bounds the operations in progress; without it there is no bound. */
  readonly load?: OperationLoad | undefined;
}

/** What the protocol knows of one WebSocket. */
export interface SocketClient {
  readonly connection: SocketConnection;
  readonly admit: WebSocketOpening['admit'];
}

type ClientContext = Context<Record<string, unknown>, SocketClient>;

/** Milliseconds a client has for `connection_init`. */
const INIT_TIMEOUT_MS = 10_000;
/** From IANA's registry of WebSocket close codes. */
const TRY_AGAIN_LATER = 1013;

/** graphql-ws executes a document by itself; ours was executed before, through the pipeline of all operations. */
const EXECUTED = parse('{ __typename }');
const answerOf = (args: ExecutionArgs) => args.contextValue as OperationAnswer;

/**
 * The protocol graphql-transport-ws. Operations run as over HTTP; a client that completes one, or leaves, ends it. An
 * operation that was not executed is answered with `error`.
 */
export function createSocketProtocol(options: SocketProtocolOptions) {
  const { yoga, schema, now, load } = options;
  const counts = new ConnectionCounts();
  /** By the payload of its message: clients may use the id of an operation again once they have completed it. */
  const operations = new WeakMap<object, Cancellation>();

  /**
   * The operation of a message, undefined for one that was refused at once. Never resolves for an operation that the client
   * has completed.
   */
  async function stillWanted({ extra: { connection } }: ClientContext, payload: unknown) {
    const operation = operations.get(payload as object);
    if (operation?.signal.aborted) await abandon(connection, operation);
    return operation;
  }

  function connect({ connectionParams, extra: { connection, admit } }: ClientContext) {
    const sent = credentialsOf(connectionParams);
    const outcome = admit(sent);
    // Where nothing has to be waited for, a refusal must come before the client's next message is read.
    return outcome instanceof Promise
      ? outcome.then((admitted) => connected(connection, sent, admitted))
      : connected(connection, sent, outcome);
  }

  /** @returns false when the connection is not to be opened, and has been closed */
  function connected(
    connection: SocketConnection,
    { authorization }: SentCredentials,
    outcome: Admission | Refusal | undefined,
  ): boolean {
    if (outcome && isRefusal(outcome)) {
      connection.close(closeCodeOf(outcome), outcome.code);
      return false;
    }
    if (authorization !== undefined) connection.headers = { ...connection.headers, authorization };
    if (outcome) {
      setAdmission(connection.headers, outcome);
      connection.whenClosed(
        outcome.onWithdrawn(() => {
          connection.close(CloseCode.Forbidden, 'ACCESS_WITHDRAWN');
        }),
      );
    }
    const release = counts.open(connectionOwner(connection.headers.authorization, options));
    if (!release) {
      connection.close(TRY_AGAIN_LATER, 'TOO_MANY_SUBSCRIPTIONS');
      return false;
    }
    connection.whenClosed(release);
    return true;
  }

  async function run(
    { subscriptions, extra: { connection } }: ClientContext,
    id: string,
    payload: unknown,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    if (connection.isStopping) return [stopping()];
    if (Object.keys(subscriptions).length > MAX_OPERATIONS_PER_CONNECTION) {
      return [tooManyOperations()];
    }
    const cancellation = new Cancellation();
    subscriptions[id] = cancellation;
    operations.set(payload as object, cancellation);
    connection.begin(cancellation);
    const { headers } = connection;
    const counted = admissionOf(headers)?.count();
    const refused = counted && (await counted);
    if (refused) {
      connection.end(cancellation);
      return [refusedOperation(refused)];
    }
    const operation = {
      params: paramsOf(payload) ?? {},
      headers,
      signal: cancellation.signal,
      arrivedAt: now(),
      parent: connection.record,
    };
    const answer = await runOperation(yoga, operation, load);
    const { result } = answer;
    if (cancellation.signal.aborted) {
      if (isAsyncIterable(result)) dropResult(result);
      return abandon(connection, cancellation);
    }
    if (isAsyncIterable(result)) {
      const events = cancellation.events(result);
      return { schema, document: EXECUTED, contextValue: { ...answer, result: events } };
    }
    if ('data' in result) return { schema, document: EXECUTED, contextValue: answer };
    connection.end(cancellation);
    return result.errors ?? [];
  }

  return makeServer<Record<string, unknown>, SocketClient>({
    connectionInitWaitTimeout: INIT_TIMEOUT_MS,
    onConnect: connect,
    onSubscribe: run,
    execute: (args) => answerOf(args).result as OperationResult,
    // An answer that cannot be written as JSON is replaced here, where graphql-ws would close the connection.
    async onNext(context, _id, payload, args, result) {
      await stillWanted(context, payload);
      return JSON.parse(answerOf(args).write(result)) as FormattedExecutionResult;
    },
    async onError(context, _id, payload, errors) {
      await stillWanted(context, payload);
      return sentErrors(errors);
    },
    async onComplete(context, _id, payload) {
      const operation = await stillWanted(context, payload);
      if (operation) context.extra.connection.end(operation);
    },
  });
}

/** The code with which a connection is closed whose caller is not admitted. */
function closeCodeOf({ status }: Refusal): number {
  if (status === 401) return CloseCode.Unauthorized;
  return status === 403 ? CloseCode.Forbidden : TRY_AGAIN_LATER;
}

/**
 * Ends the handling of an operation that the client has completed. graphql-ws knows operations by their ids alone and
 * would send what is left of this one as part of the next one with its id, so that its handling is never resumed.
 */
function abandon(connection: SocketConnection, operation: Cancellation): Promise<never> {
  connection.end(operation);
  return new Promise(() => undefined);
}
