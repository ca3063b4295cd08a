import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  admissionOf,
  credentialsOf,
  isRefusal,
  setAdmission,
  type Admission,
  type Admissions,
} from '../http/admission.ts';
import { recordOf } from '../instrumentation/request-record.ts';
import { onLong } from '../http/load-limit.ts';
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
    nameCaller(request, outcome);
    return outcome.count();
  };
  const outcome = admissions.admit(credentialsOf(request));
  return outcome instanceof Promise ? outcome.then(settle) : settle(outcome);
}

/** Puts the name of an admitted caller on the record of its request, with which it is logged. */
export function nameCaller(request: IncomingMessage, { caller, isNamed }: Admission): void {
  const record = recordOf(request);
  if (record && isNamed) record.caller = caller;
}

/**
 * Cuts a response that may take longer than a request, such as a stream or an export, when its caller may not use this
 * server any more, or not as before.
 */
export function endWhenWithdrawn({ headers }: IncomingMessage, response: ServerResponse): void {
  const admission = admissionOf(headers);
  if (!admission) return;
  onLong(response, () => {
    // Its caller has left: nothing would end the subscription.
    if (response.destroyed) return;
    const unsubscribe = admission.onWithdrawn(() => {
      response.destroy();
    });
    response.once('close', unsubscribe);
  });
}
