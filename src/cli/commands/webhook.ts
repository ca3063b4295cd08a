import { exampleEvent } from '../../events/example-event.ts';
import { readConfig, type Config } from '../../config/config.ts';
import { deadLettersOf, endpointsOf } from '../../services/watch/webhook-settings.ts';
import type { DeadLetter } from '../../webhooks/dead-letters.ts';
import type { Endpoint } from '../../webhooks/endpoint.ts';
import { post, type Attempt } from '../../webhooks/post.ts';
import { signedRequest } from '../../webhooks/signed-request.ts';
import { OptionError } from '../option-error.ts';
import { withChosen, withSettings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

export interface WebhookOptions {
  readonly webhooks?: string;
  readonly endpoint?: string;
  readonly config?: string;
  readonly json?: true;
}

/** One request, as it is printed. */
interface Sent {
  readonly endpoint: string;
  readonly event: string;
  readonly type: string;
  readonly delivered: boolean;
  readonly detail: string;
}

/**
 * Sends an example event to endpoints, or their dead letters again. What is not delivered stays a dead letter.
 * @returns the exit code: 1 if anything was not delivered
 * @throws ConfigError, OptionError
 */
export async function webhook(
  terminal: Terminal,
  action: 'test' | 'retry',
  { webhooks, endpoint, json, ...options }: WebhookOptions,
): Promise<number> {
  const { environment } = withChosen(terminal, { WEBHOOKS: webhooks });
  const config = readConfig(withSettings(environment, options), { servesKey: false, opens: [] });
  const endpoints = chosenOf(endpointsOf(config), endpoint);
  const sent =
    action === 'test'
      ? await Promise.all(endpoints.map((one) => sendExample(one)))
      : await sendDeadLetters(config, endpoints, (message) => {
          terminal.printError(message);
        });
  if (json) terminal.print(JSON.stringify(sent, undefined, 2));
  else for (const one of sent) terminal.print(lineOf(one));
  if (!json && sent.length === 0) terminal.print('There are no dead letters.');
  return sent.every(({ delivered }) => delivered) ? 0 : 1;
}

function chosenOf(endpoints: readonly Endpoint[], name: string | undefined): readonly Endpoint[] {
  if (endpoints.length === 0)
    throw new OptionError('No endpoint is configured: set WEBHOOKS or WEBHOOK_URL.');
  if (name === undefined) return endpoints;
  const found = endpoints.filter((one) => one.name === name);
  if (found.length > 0) return found;
  const names = endpoints.map((one) => one.name).join(', ');
  throw new OptionError(`--endpoint must be one of ${names}.`);
}

async function sendExample(endpoint: Endpoint): Promise<Sent> {
  const event = exampleEvent(new Date());
  return sentAs(endpoint, event, await send(endpoint, event));
}

async function sendDeadLetters(
  config: Config,
  endpoints: readonly Endpoint[],
  warn: (message: string) => void,
): Promise<Sent[]> {
  const file = deadLettersOf(config, endpoints);
  const taken = await file.take();
  const { letters, unreadable } = taken;
  if (unreadable > 0)
    warn(`${unreadable} lines are no dead letters of this version, and stay in the file.`);
  const left: DeadLetter[] = [];
  const sent: Sent[] = [];
  for (const letter of letters) {
    const endpoint = endpoints.find(({ name }) => name === letter.endpoint);
    if (!endpoint) {
      left.push(letter);
      continue;
    }
    // In the order in which they were given up.
    // oxlint-disable-next-line no-await-in-loop
    const attempt = await send(endpoint, letter.event);
    sent.push(sentAs(endpoint, letter.event, attempt));
    if (attempt.kind !== 'delivered') left.push(letter);
  }
  await taken.finish(left);
  return sent;
}

const send = (endpoint: Endpoint, event: DeadLetter['event']): Promise<Attempt> =>
  post(endpoint.url, signedRequest(endpoint, event, new Date()), { now: () => new Date() });

const sentAs = ({ name }: Endpoint, { id, type }: DeadLetter['event'], attempt: Attempt): Sent => ({
  endpoint: name,
  event: id,
  type,
  delivered: attempt.kind === 'delivered',
  detail: attempt.kind === 'delivered' ? `it was answered with ${attempt.status}` : attempt.reason,
});

const lineOf = ({ endpoint, event, type, delivered, detail }: Sent): string =>
  `${endpoint}: ${type} (${event}) was ${delivered ? '' : 'not '}delivered: ${detail}`;
