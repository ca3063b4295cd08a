import type { Operation } from '../api/operations.ts';
import type { ForbiddenByPolicyError } from '../errors/errors.ts';

/** A part of the budget of a key, which several callers use up together. */
export interface BudgetShare {
  /** Names what is counted together. */
  readonly name: string;
  readonly perMinute: number;
  readonly perHour: number;
}

/** What decides whether a role may make a call. */
export interface GrantedCall {
  readonly operation: Operation;
  /** Path and query, encoded. */
  readonly target: string;
  /** JSON text, absent when the operation has no body. */
  readonly body: string | undefined;
}

/** What a role may do with the server's own key. */
export interface Grant {
  /** The key that PostHog gets. */
  readonly apiKey: string;
  readonly share: BudgetShare | undefined;
  /** Why a call may not be made; undefined when it may. */
  refusalOf(call: GrantedCall): ForbiddenByPolicyError | undefined;
  /**
   * Why no call of an operation may be made, whatever its project.
   * @param body JSON of the call, where it decides what the call does
   */
  refusalOfOperation(operation: Operation, body?: unknown): ForbiddenByPolicyError | undefined;
}

/** The grants of role keys (`keys/role-key.ts`). */
export interface Grants {
  /** Undefined for a role key that has been withdrawn. */
  of(roleKey: string): Grant | undefined;
}
