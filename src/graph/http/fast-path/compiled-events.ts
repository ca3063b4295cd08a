import { execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { GraphContext } from '../../context/context.ts';
import type { ExecuteEvent } from '../../subscriptions/use-live-events.ts';
import type { CompiledDocuments } from './compiled-documents.ts';

/**
 * Executes the events of subscriptions. Every event of every listener is an execution of the same document, so it is
 * compiled like one that is sent again and again.
 */
export function compiledEvents(documents: CompiledDocuments): ExecuteEvent {
  return async (args: ExecutionArgs & { readonly contextValue: GraphContext }) => {
    const compiled = documents.meet(args.schema, args.document);
    if (compiled) return compiled.execute(args) as ExecutionResult | Promise<ExecutionResult>;
    const result = await execute(args);
    documents.noteRun(args, result);
    return result;
  };
}
