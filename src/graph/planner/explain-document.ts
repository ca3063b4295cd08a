import { Kind, validate, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { readDocument } from './document/read-document.ts';
import { readVariables } from './coerced-variables.ts';
import { explainPlan, type Explanation } from './explain.ts';
import { fragmentsOf } from './fragments.ts';
import { computePrice } from './price.ts';

export interface ExplainedOperation {
  /** Null for the only, unnamed operation of a document. */
  readonly name: string | null;
  readonly explanation: Explanation;
}

/**
 * Prices every operation of a document without running it, and with an empty cache.
 * @param variables as JSON; operations that need others than given are refused
 * @param settings the configured project, and the calls a key may make in a minute
 * @throws GraphQLError the first one that makes the document or the variables invalid or too large
 */
export function explainDocument(
  schema: GraphQLSchema,
  text: string,
  variables: Record<string, unknown>,
  { projectId, callsPerMinute }: { readonly projectId: string; readonly callsPerMinute: number },
): ExplainedOperation[] {
  const document = readDocument(text);
  const [invalid] = validate(schema, document);
  if (invalid) throw invalid;
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION,
  );
  const fragments = fragmentsOf(document);
  return operations.map((operation) => {
    const { coerced, errors } = readVariables(schema, operation, variables);
    if (!coerced) throw errors[0]!;
    const plan = computePrice({
      schema,
      operation,
      fragments,
      variables: coerced,
      projectId,
      knowsCurrentProject: false,
    });
    return {
      name: operation.name?.value ?? null,
      explanation: explainPlan(plan, { callsPerMinute, countCached: () => 0 }),
    };
  });
}
