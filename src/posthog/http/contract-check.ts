import { isPostHogFailure } from '../errors/errors.ts';
import type { Received } from '../request/ledger.ts';
import { pinnedContract } from '../api/openapi.ts';
import type { OperationId } from '../api/operations.ts';
import { compileCheck, type SchemaCheck } from '../api/schema-check.ts';
import { isTooDeep, MAX_JSON_DEPTH } from '../request/value-depth.ts';

/** Where an answer of PostHog does not keep to its own contract. */
export interface ContractViolation {
  readonly operation: OperationId;
  /** For people: the field, and what it must be. */
  readonly message: string;
}

/** Says that an answer is nested too deep for what works on it, which calls itself for each level. */
export const tooDeep = (operation: OperationId): string =>
  `PostHog's response to ${operation} is nested too deeply: more than ${MAX_JSON_DEPTH} levels of objects and lists.`;

const checks = new Map<OperationId, SchemaCheck>();

/** Compiled when first needed: that takes long, and answers that keep to the contract never need it. */
function checkOf(operation: OperationId): SchemaCheck {
  let check = checks.get(operation);
  if (!check) {
    const contract = pinnedContract();
    const { answer } = contract.operation(operation);
    check = answer ? compileCheck(answer, contract) : () => undefined;
    checks.set(operation, check);
  }
  return check;
}

/**
 * The first answer that does not keep to PostHog's contract; undefined when all do. Meant for answers that
 * something has gone wrong with: every one of them is gone through in full.
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
      // Rows of lists are decoded when they are looked at.
      if (isPostHogFailure(error)) return { operation, message: error.message };
      throw error;
    }
  }
  return undefined;
}
