import { GraphQLError } from 'graphql';
import { serverBusy } from '../../../http/load-limit.ts';
import { serverStopping } from '../../../http/reply.ts';
import { MAX_OPERATIONS_PER_CONNECTION } from './connections.ts';

/** The refusal of an operation that arrives while the server stops. */
export const stopping = (): GraphQLError =>
  new GraphQLError(serverStopping.message, { extensions: { code: serverStopping.code } });

/** The refusal of an operation while the server has too much in progress. */
export const busy = (): GraphQLError =>
  new GraphQLError(serverBusy.message, {
    extensions: { code: serverBusy.code, retryAfterSeconds: serverBusy.retryAfterSeconds },
  });

/** The refusal of an operation on a connection that has as many as it may have. */
export const tooManyOperations = (): GraphQLError =>
  new GraphQLError(
    `This connection already has ${MAX_OPERATIONS_PER_CONNECTION} operations. Nothing was done.`,
    { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } },
  );
