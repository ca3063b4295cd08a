import { credentialOf } from '../../keys/credential.ts';
import type { OperationId } from '../../api/operations.ts';
import type { UpstreamRequest } from '../../request/exchange.ts';

/** Identifies the cached answers of one key and operation. */
export function holderOf(apiKey: string, operation: OperationId): string {
  return `${credentialOf(apiKey)} ${operation}`;
}

/** The credential in a name that begins with it and a space, as all names of what is remembered for a key do. */
export const credentialIn = (name: string): string => name.slice(0, name.indexOf(' '));

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
