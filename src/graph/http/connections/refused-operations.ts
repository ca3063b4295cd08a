import { GraphQLError } from 'graphql';
import { serverBusy } from '../../../http/load-limit.ts';
import { serverStopping, type Refusal } from '../../../http/reply.ts';
import { MAX_OPERATIONS_PER_CONNECTION } from './connections.ts';

/** The error of an operation that is refused as a request would be. */
export const refusedOperation = ({ message, code, retryAfterSeconds }: Refusal): GraphQLError =>
  new GraphQLError(message, {
    extensions: { code, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) },
  });

/** The refusal of an operation that arrives while the server stops. */
export const stopping = (): GraphQLError => refusedOperation(serverStopping);

/** The refusal of an operation while the server has too much in progress. */
export const busy = (): GraphQLError => refusedOperation(serverBusy);

/** The refusal of an operation on a connection that has as many as it may have. */
export const tooManyOperations = (): GraphQLError =>
  new GraphQLError(
    `This connection already has ${MAX_OPERATIONS_PER_CONNECTION} operations. Nothing was done.`,
    { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } },
  );
