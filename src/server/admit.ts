import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  admissionOf,
  credentialsOf,
  isRefusal,
  setAdmission,
  type Admissions,
} from '../http/admission.ts';
import { onStream } from '../http/load-limit.ts';
import type { Refusal } from '../http/reply.ts';

/**
 * Admits the caller of a request, and counts the request for it.
 * @returns undefined when the request may go on; a promise only where something has to be waited for
 */
export function admit(
  request: IncomingMessage,
  admissions: Admissions,
): Refusal | undefined | Promise<Refusal | undefined> {
  const settle = (outcome: Awaited<ReturnType<Admissions['admit']>>) => {
    if (isRefusal(outcome)) return outcome;
    setAdmission(request.headers, outcome);
    return outcome.count();
  };
  const outcome = admissions.admit(credentialsOf(request));
  return outcome instanceof Promise ? outcome.then(settle) : settle(outcome);
}

/** Ends a response that has become a stream when its caller may not use this server any more, or not as before. */
export function endWhenWithdrawn({ headers }: IncomingMessage, response: ServerResponse): void {
  const admission = admissionOf(headers);
  if (!admission) return;
  onStream(response, () => {
    const unsubscribe = admission.onWithdrawn(() => {
      response.destroy();
    });
    response.once('close', unsubscribe);
  });
}
