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
 * The first contract violation in these answers; undefined when there is none. Meant for use after an unexpected
 * error, since it validates every answer in full.
 */
export function contractViolation(received: readonly Received[]): ContractViolation | undefined {
  for (const { operation, json } of received) {
    try {
      if (isTooDeep(json, MAX_JSON_DEPTH)) return { operation, message: tooDeep(operation) };
      const fault = checkOf(operation)(json);
      if (!fault) continue;
      const field = fault.field === '' ? 'the response' : fault.field;
      return {
        operation,
        message: `PostHog's response to ${operation} does not match its contract: ${field} ${fault.message}.`,
      };
    } catch (error) {
      // Rows of lists are decoded lazily, so reading one may throw.
      if (isPostHogFailure(error)) return { operation, message: error.message };
      throw error;
    }
  }
  return undefined;
}
