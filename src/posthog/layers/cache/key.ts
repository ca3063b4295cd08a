import { credentialOf } from '../../keys/credential.ts';
import type { OperationId } from '../../api/operations.ts';
import type { UpstreamRequest } from '../../request/exchange.ts';

/** Identifies the cached answers of one key and operation. */
export function holderOf(apiKey: string, operation: OperationId): string {
  return `${credentialOf(apiKey)} ${operation}`;
}

/** Identity of a read: the credential and the exact request. Two keys never share one. */
export function identityOf({
  apiKey,
  operation,
  target,
  body,
}: Pick<UpstreamRequest, 'apiKey' | 'operation' | 'target' | 'body'>): string {
  const who = apiKey === undefined ? '' : credentialOf(apiKey);
  return `${who} ${operation.method} ${target} ${body ?? ''}`;
}
