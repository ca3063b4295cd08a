import type { IncomingMessage } from 'node:http';
import type { Operation } from '../posthog/api/operations.ts';
import { errorReply, RejectedRequest } from './envelope.ts';

/** Headers that make a write depend on the present state of the object (RFC 9110, 13.1). */
const CONDITIONS = ['if-match', 'if-none-match', 'if-unmodified-since'] as const;

/**
 * Refuses a write that must only be made in a certain state. PostHog knows no such conditions, and comparing here would
 * leave a gap before the write in which somebody else may change the object. Ignoring one would overwrite what its
 * sender wants to keep. `If-Match: *` passes: PostHog answers 404 for an object that does not exist.
 * @throws RejectedRequest
 */
export function refuseConditions({ effect }: Operation, { headers }: IncomingMessage): void {
  if (effect === 'read') return;
  const sent = CONDITIONS.find(
    (name) => headers[name] !== undefined && !isAny(name, headers[name]),
  );
  if (sent === undefined) return;
  const detail = `Writes with ${NAMES[sent]} are not supported, so nothing was sent. To change an object only if nobody else has, send the \`version\` that you read in the body, if the operation takes one.`;
  throw new RejectedRequest(errorReply(400, 'invalid_request', 'conditional_write', detail));
}

const NAMES: Readonly<Record<(typeof CONDITIONS)[number], string>> = {
  'if-match': 'If-Match',
  'if-none-match': 'If-None-Match',
  'if-unmodified-since': 'If-Unmodified-Since',
};

const isAny = (name: string, value: string | undefined) =>
  name === 'if-match' && value?.trim() === '*';
