import type { Operation } from '../../posthog/api/operations.ts';
import type { OperationRequest } from '../operation-request.ts';

/** A call that was requested and has not been sent. */
export interface RequestedCall {
  /** The operation the caller requested. */
  readonly operation: Operation;
  /** The request that would be sent. */
  readonly request: OperationRequest;
  readonly table: Readonly<Record<string, Operation>>;
}
