import type { OperationDefinitionNode } from 'graphql';
import type { PricedDocument } from './price.ts';

/** Runs with longer variables have no name. */
const MAX_VARIABLES = 1_000;

const numbers = new WeakMap<OperationDefinitionNode, number>();
let operationsSeen = 0;

/**
 * Names an operation with its variables and its project, for what is remembered of its runs. A document is parsed once
 * while it is in use, so that its node identifies it; after it was evicted it has another name.
 * @returns undefined where the variables are too long
 */
export function nameOfRun({
  operation,
  projectId,
  variables,
}: Pick<PricedDocument, 'operation' | 'projectId' | 'variables'>): string | undefined {
  const written = JSON.stringify(variables);
  if (written.length > MAX_VARIABLES) return undefined;
  let number = numbers.get(operation);
  if (number === undefined) numbers.set(operation, (number = operationsSeen += 1));
  return `${number} ${projectId} ${written}`;
}
