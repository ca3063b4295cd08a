import {
  defaultExtractPersistedOperationId as idOf,
  usePersistedOperations as usePersisted,
} from '@graphql-yoga/plugin-persisted-operations';
import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin, YogaInitialContext } from 'graphql-yoga';
import type { GraphContext } from '../../context/context.ts';
import { hashOf, type PersistedOperations } from './operations.ts';

type RequestContext = GraphContext & YogaInitialContext;

/**
 * Runs operations by hash, as automatic persisted queries ask for them (`extensions.persistedQuery`):
 * an unknown hash is answered with PersistedQueryNotFound, and registered when it comes again with its
 * document. In safelist mode nothing is registered, and what the manifest does not list is refused.
 */
export function usePersistedOperations(operations: PersistedOperations): Plugin<GraphContext>[] {
  return [
    {
      onParams({ params, request, context }) {
        const document = params.query;
        if (typeof document !== 'string' || document === '') return;
        const hash = idOf(params, request, context);
        if (operations.only) {
          if (!operations.lists(document)) throw notInList();
        } else if (hash !== null) {
          if (hash.toLowerCase() !== hashOf(document)) throw otherHash();
        }
      },
      onExecute({ context }) {
        return {
          // After the run: only callers whose key PostHog has accepted leave something here.
          onExecuteDone() {
            if (context.known.isAccepted()) leave(operations, context);
          },
        };
      },
      onSubscribe({ args }) {
        const { contextValue } = args;
        if (contextValue.known.isAccepted()) leave(operations, contextValue);
      },
    },
    usePersisted({
      // Whether a document may be sent in full was decided above, from the document itself.
      allowArbitraryOperations: true,
      getPersistedOperation: (id) => operations.find(id) ?? null,
      customErrors: {
        notFound: () => (operations.only ? notInList() : notFound()),
        keyNotFound: ({ params }) => noDocument(params),
      },
    }),
  ];
}

/** Keeps the document of a request that named its hash, which was compared with it before. */
function leave(operations: PersistedOperations, context: RequestContext): void {
  const { params, request } = context;
  const hash = idOf(params, request, { ...context });
  if (operations.only || hash === null || params.query === undefined) return;
  if (operations.find(hash) === undefined) operations.leave(hash, params.query);
}

/** The message is what clients go by; they send the document then. */
function notFound(): GraphQLError {
  return new GraphQLError('PersistedQueryNotFound', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status: 200 } },
  });
}

function notInList(): GraphQLError {
  return new GraphQLError('This server only runs persisted operations from its list.', {
    extensions: { code: 'PERSISTED_QUERY_NOT_IN_LIST', http: { status: 403 } },
  });
}

function otherHash(): GraphQLError {
  return badRequest('`sha256Hash` is not the SHA-256 of `query`.');
}

function noDocument({ extensions }: GraphQLParams): GraphQLError {
  return badRequest(
    extensions?.['persistedQuery'] === undefined
      ? 'Must provide query string.'
      : '`persistedQuery` must be { version: 1, sha256Hash }.',
  );
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });
}
