import { getOperationAST, GraphQLError, OperationTypeNode, type DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GraphContext } from '../../context/context.ts';

/** Refuses a mutation that is sent with GET, with the code of every refused method; Yoga's own refusal has another. */
export function useMethodCheck(): Plugin<GraphContext> {
  return {
    onParse() {
      return ({ result, context }) => {
        const { request, params } = context as unknown as {
          readonly request: Pick<Request, 'method'>;
          readonly params?: { readonly operationName?: string | null };
        };
        if (request.method !== 'GET' || result instanceof Error || !result) return;
        const operation = getOperationAST(result as DocumentNode, params?.operationName);
        if (operation?.operation !== OperationTypeNode.MUTATION) return;
        throw new GraphQLError('A mutation can only be sent with POST. Nothing was done.', {
          extensions: {
            code: 'METHOD_NOT_ALLOWED',
            http: { status: 405, headers: { allow: 'POST' } },
          },
        });
      };
    },
  };
}
