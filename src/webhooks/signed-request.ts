import { Webhook } from 'standardwebhooks';
import type { ExperimentEvent } from '../events/event.ts';
import { version } from '../version.ts';
import type { Endpoint } from './endpoint.ts';
import { slackMessage } from './slack-message.ts';

/** A request that delivers an event. */
export interface DeliveryRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The request for an event: its body in the format of the endpoint, signed with each of its secrets by Standard Webhooks.
 * @param at when it is sent, which is signed too, so that receivers can refuse an old copy
 */
export function signedRequest(
  { format, secrets }: Endpoint,
  event: ExperimentEvent,
  at: Date,
): DeliveryRequest {
  const body = JSON.stringify(format === 'SLACK' ? slackMessage(event) : event);
  const headers = {
    'content-type': 'application/json',
    'user-agent': `posthog-experiments-graph/${version}`,
    'webhook-id': event.id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
  };
  if (secrets.length === 0) return { headers, body };
  const signatures = secrets.map((secret) => new Webhook(secret).sign(event.id, at, body));
  return { headers: { ...headers, 'webhook-signature': signatures.join(' ') }, body };
}
