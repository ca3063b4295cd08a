import type { z } from 'zod';
import { endpointOfFile, type Endpoint } from './endpoint.ts';
import { readWebhooks, toEndpoint, WebhooksError } from './read-webhooks.ts';

/** The settings of endpoints. */
export interface WebhookSettings {
  /** File of endpoints. */
  readonly webhooks: string | undefined;
  /** A single endpoint. */
  readonly webhook:
    | {
        readonly url: string;
        readonly secrets: readonly string[];
        readonly format: Endpoint['format'];
      }
    | undefined;
}

/** Name of the endpoint of WEBHOOK_URL. */
const SINGLE = 'webhook';

/** The variable behind each property of the single endpoint. */
const variableOf: Readonly<Record<string, string>> = {
  url: 'WEBHOOK_URL',
  secrets: 'WEBHOOK_SECRET',
  format: 'WEBHOOK_FORMAT',
};

/**
 * The endpoints of the file and of the variables.
 * @throws WebhooksError with all faults
 */
export function configuredEndpoints({ webhooks, webhook }: WebhookSettings): Endpoint[] {
  const listed = webhooks === undefined ? [] : readWebhooks(webhooks);
  if (!webhook) return listed;
  const read = endpointOfFile.safeParse({ name: SINGLE, ...webhook });
  if (!read.success) throw new WebhooksError(read.error.issues.map((issue) => sentenceOf(issue)));
  if (listed.some(({ name }) => name === SINGLE))
    throw new WebhooksError([
      `WEBHOOK_URL is set, and an endpoint of WEBHOOKS is called ${SINGLE} too: rename it.`,
    ]);
  return [...listed, toEndpoint(read.data, webhook.secrets)];
}

function sentenceOf({ path, message }: z.core.$ZodIssue): string {
  const variable = variableOf[String(path[0])];
  return variable === undefined
    ? 'WEBHOOK_SECRET must be set with WEBHOOK_URL, so that the receiver can verify who sends.'
    : `${variable} ${message}.`;
}
