import { getOperationAST, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Instrumentation } from '../../instrumentation/instrumentation.ts';
import { requestIdOf } from '../../instrumentation/operation.ts';
import type { GraphContext } from '../context/context.ts';
import { concluded } from './concluded-operation.ts';
import type { FastPathContext } from './fast-path/context.ts';

/** What the pipeline has of a request: the context is complete once the document was found valid. */
type ServerContext = FastPathContext & Partial<GraphContext>;

/**
 * Reports operations from the reading of their parameters to the end of their answer. The fast path, and connections that
 * carry several operations, do so themselves. Has to come before every other plugin: it must see the parameters before
 * they are refused, and the result before it is made into a response.
 */
export function useInstrumentation(instrumentation: Instrumentation): Plugin<GraphContext> {
  return {
    onParams({ context }) {
      const server = context as ServerContext;
      if (server.fastPath) return;
      server.operation ??= instrumentation.startOperation({
        api: 'graphql',
        parent: server.parent,
      });
    },
    onExecute: identify,
    onSubscribe: identify,
    onResultProcess(processing) {
      const { request, result } = processing;
      const { operation, parent, ledger } = processing.serverContext as ServerContext;
      const requestId = requestIdOf(parent);
      const { signal } = request;
      processing.setResult(
        concluded(result, { instrumentation, operation, requestId, ledger, signal }),
      );
    },
  };
}

function identify({ args }: { readonly args: ExecutionArgs }): void {
  const { operation } = args.contextValue as FastPathContext;
  if (!operation) return;
  const definition = getOperationAST(args.document, args.operationName);
  if (definition) operation.identify(definition.name?.value, definition.operation);
}
