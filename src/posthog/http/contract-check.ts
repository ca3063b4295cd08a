import { isPostHogFailure } from '../errors/errors.ts';
import type { Received } from '../request/ledger.ts';
import { pinnedContract } from '../api/openapi.ts';
import type { OperationId } from '../api/operations.ts';
import { compileCheck, type SchemaCheck } from '../api/schema-check.ts';
import { isTooDeep, MAX_JSON_DEPTH } from '../request/value-depth.ts';

/** A place where an answer violates PostHog's own contract. */
export interface ContractViolation {
  readonly operation: OperationId;
  /** Readable message: the field, and what it must be. */
  readonly message: string;
}

/** Message for an answer nested too deep for the recursive functions that process it. */
export const tooDeep = (operation: OperationId): string =>
  `PostHog's response to ${operation} is nested too deeply: more than ${MAX_JSON_DEPTH} levels of objects and lists.`;

const checks = new Map<OperationId, SchemaCheck>();

/** Compiled on first use: compiling is slow, and answers that follow the contract never need it. */
function checkOf(operation: OperationId): SchemaCheck {
  let check = checks.get(operation);
  if (!check) {
    const contract = pinnedContract();
    const { answer } = contract.operation(operation);
    const { components } = contract;
    check = answer ? compileCheck({ ...answer, components }) : () => undefined;
    checks.set(operation, check);
  }
  return check;
}

/**
 * The contract violations in these answers, the first of each operation. Meant for use after an unexpected error, since
 * it validates every answer in full.
 */
export function contractViolations(received: readonly Received[]): ContractViolation[] {
  const found = new Map<OperationId, ContractViolation>();
  for (const { operation, json } of received) {
    if (found.has(operation)) continue;
    const message = violationOf(operation, json);
    if (message !== undefined) found.set(operation, { operation, message });
  }
  return [...found.values()];
}

function violationOf(operation: OperationId, json: unknown): string | undefined {
  try {
    if (isTooDeep(json, MAX_JSON_DEPTH)) return tooDeep(operation);
    const fault = checkOf(operation)(json);
    if (!fault) return undefined;
    const field = fault.field === '' ? 'the response' : fault.field;
    return `PostHog's response to ${operation} does not match its contract: ${field} ${fault.message}.`;
  } catch (error) {
    // Rows of lists are decoded lazily, so reading one may throw.
    if (isPostHogFailure(error)) return error.message;
    throw error;
  }
}
