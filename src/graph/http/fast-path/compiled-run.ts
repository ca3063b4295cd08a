import { OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import type { GraphContext } from '../../context/context.ts';
import { failedAnswer } from '../delivery/failed-answer.ts';
import { maskErrorsOf, type MaskError } from '../mask-error.ts';
import { attributeToUpstream } from '../../core/error-attribution.ts';
import { readVariables } from '../../planner/coerced-variables.ts';
import { withUpstream } from '../../planner/extension.ts';
import { withinLimit } from '../../planner/result-size.ts';
import { plan, projectOfPrice } from '../../planner/use-plan.ts';
import type { Executed } from './attempt.ts';
import type { CompiledDocument, CompiledDocuments } from './compiled-documents.ts';
import type { MinimalRequest } from './minimal-request.ts';

/**
 * Runs a request for a document that is compiled; undefined where the whole pipeline is wanted, and then
 * nothing was executed. The promise never rejects.
 */
export type CompiledRun = (
  params: GraphQLParams,
  request: MinimalRequest,
) => Promise<Executed & { readonly context: GraphContext }> | undefined;

export interface CompiledRunParts {
  readonly schema: GraphQLSchema;
  readonly documents: CompiledDocuments;
  readonly contextOf: (request: MinimalRequest) => GraphContext;
  readonly maskError: MaskError;
}

/**
 * The steps that are left of the pipeline for a document it has let through before: variables, context,
 * plan, execution, masking, extensions. They are the pipeline's own, called one after the other; its
 * hooks for every step of every plugin are most of what a small query takes. Whatever else a request
 * may want (its price, an operation by hash, variables that do not fit) goes the whole way.
 */
export function createCompiledRun({
  schema,
  documents,
  contextOf,
  maskError,
}: CompiledRunParts): CompiledRun {
  async function run(
    compiled: CompiledDocument,
    context: GraphContext,
    variables: Record<string, unknown>,
  ) {
    const kind = 'executed' as const;
    try {
      const bounded = withinLimit(await compiled.run(context, variables), context);
      const attributed = attributeToUpstream(bounded, context.ledger);
      const result = maskErrorsOf(attributed, maskError, context.requestId);
      return { kind, result: withUpstream(result, context), context };
    } catch (error) {
      return {
        kind,
        result: withUpstream(failedAnswer(error, context, maskError), context),
        context,
      };
    } finally {
      context.planned.end();
    }
  }

  return (params, request) => {
    if (!isUsual(params)) return undefined;
    const { query, variables, operationName } = params;
    const compiled = query === undefined ? undefined : documents.find(query);
    if (!compiled) return undefined;
    const { operation, fragments } = compiled;
    // Compiled for its events; subscribing is not executing.
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) return undefined;
    if (operationName != null && operationName !== operation.name?.value) return undefined;
    const { coerced } = readVariables(schema, operation, variables);
    if (!coerced) return undefined;
    request.operation?.identify(operation.name?.value, operation.operation);
    const context = contextOf(request);
    const answer = plan(
      { schema, operation, fragments, variables: coerced, ...projectOfPrice(context) },
      context,
    );
    return answer ? undefined : run(compiled, context, coerced);
  };
}

const usual = new Set(['query', 'variables', 'operationName']);

/** What nearly every client sends and nothing else: the rest is the pipeline's to read, or to refuse. */
function isUsual(params: GraphQLParams): boolean {
  for (const name of Object.keys(params)) if (!usual.has(name)) return false;
  const { variables } = params;
  return variables == null || (typeof variables === 'object' && !Array.isArray(variables));
}
