import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Refusal } from './reply.ts';

/** Not `Authorization`, which contains the caller's PostHog key and may be sent as well. */
export const GATEWAY_TOKEN_HEADER = 'x-gateway-token';

/** What a caller sent to say who it is. */
export interface Credentials {
  /** As in the header `Authorization`; undefined when none was sent. */
  readonly authorization: string | undefined;
  /** The token of the gateway; undefined when none was sent. */
  readonly gatewayToken: string | undefined;
  /** The address of the connection, which is all that tells callers without credentials apart. */
  readonly address?: string | undefined;
}

/** A caller that may use this server. */
export interface Admission {
  /** Who calls, for limits and the log: `token:ci`, `user:…`, `key:…` or `address:…`. Contains no secret. */
  readonly caller: string;
  /** False for a caller that did not say who it is, so that it is only told apart by its key or address. */
  readonly isNamed: boolean;
  /** The caller's role in the access policy; undefined without one. */
  readonly role: string | undefined;
  /** The header `Authorization` with which the APIs work for the caller; undefined for none. */
  readonly authorization: string | undefined;
  /** Counts one request or operation. @returns why it is refused; undefined when it is not */
  count(): Promise<Refusal | undefined> | undefined;
  /**
   * Calls `listener` once the caller may no longer use this server, or not as before, such as when its token has been
   * revoked or has expired. Returns a function that unsubscribes.
   */
  onWithdrawn(listener: () => void): () => void;
}

/** Admits the callers of this server. */
export interface Admissions {
  /** @returns a refusal for a caller that may not use this server */
  admit(credentials: Credentials): Admission | Refusal | Promise<Admission | Refusal>;
}

export const isRefusal = (outcome: Admission | Refusal): outcome is Refusal => 'status' in outcome;

/** What the headers of a request say about its caller. */
export function credentialsOf({
  headers,
  socket,
}: Pick<IncomingMessage, 'headers'> & {
  readonly socket?: { readonly remoteAddress?: string | undefined };
}): Credentials {
  const token = headers[GATEWAY_TOKEN_HEADER];
  return {
    authorization: headers.authorization,
    gatewayToken: typeof token === 'string' ? token : undefined,
    address: socket?.remoteAddress,
  };
}

const ADMISSION = Symbol('admission');

/** A property rather than a WeakMap, whose entries survive every minor garbage collection. */
interface Admitted {
  [ADMISSION]?: Admission;
}

/** Notes as what the caller of a request was admitted, and lets the APIs see only the `Authorization` of that. */
export function setAdmission(headers: IncomingHttpHeaders, admission: Admission): void {
  (headers as Admitted)[ADMISSION] = admission;
  const { authorization } = admission;
  if (authorization === undefined) delete headers.authorization;
  else headers.authorization = authorization;
}

/** As what the caller with these headers was admitted; undefined where everybody is, and before it is known. */
export const admissionOf = (headers: IncomingHttpHeaders): Admission | undefined =>
  (headers as Admitted)[ADMISSION];
