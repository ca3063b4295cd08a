import type { IncomingMessage } from 'node:http';
import type { Upstream } from '../posthog/client.ts';
import { callerKey } from '../posthog/keys/caller-key.ts';
import { admissionOf } from '../http/admission.ts';
import { credentialOf } from '../posthog/keys/credential.ts';
import { isRoleKey } from '../posthog/keys/role-key.ts';

/** What is known of a caller; an operation on an open connection has only its headers. */
type Asking = Pick<IncomingMessage, 'headers'> & Partial<Pick<IncomingMessage, 'socket'>>;

/** The name of all callers whose keys PostHog has not accepted: made-up keys do not count as several callers. */
const STRANGERS = 'strangers';

/**
 * Names the callers of requests, for their shares: by their key, and callers that use the server's own key by the
 * name that they were admitted with, such as their address where nothing else tells them apart.
 * @param serverKey the key for callers without one
 */
export const callerNames =
  (upstream: Pick<Upstream, 'knows'>, serverKey: string | undefined) =>
  ({ headers, socket }: Asking): string => {
    const apiKey = callerKey(headers.authorization, serverKey);
    if (apiKey === undefined || !upstream.knows({ apiKey })) return STRANGERS;
    const isServers = apiKey === serverKey || isRoleKey(apiKey);
    if (!isServers) return credentialOf(apiKey);
    return admissionOf(headers)?.caller ?? `at ${socket?.remoteAddress}`;
  };
