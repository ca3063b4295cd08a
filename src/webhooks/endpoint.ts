import { z } from 'zod';
import { eventTypeNames, type EventType } from '../events/event-types.ts';
import { faultOfAddress } from './address.ts';
import { isWebhookSecret, SECRET_FORM } from './secret.ts';

const pattern = z
  .string()
  .refine((text) => typesMatching(text).length > 0, { error: 'no event type matches it' });

/** An endpoint, as it is written in the file of WEBHOOKS. */
export const endpointOfFile = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z\d][a-z\d-]{0,39}$/, {
        error: 'must be at most 40 small letters, digits and hyphens',
      })
      .describe(
        'Name of the endpoint, for logs and commands. What waits for it is stored under it.',
      ),
    url: z.string().max(2_000).describe('Where events are posted to: https, or http on loopback.'),
    allowHttp: z
      .boolean()
      .default(false)
      .describe('Whether plain http may be used beyond loopback, where others can read it.'),
    format: z
      .enum(['STANDARD', 'SLACK'])
      .default('STANDARD')
      .describe(
        'STANDARD posts the event as JSON, signed by Standard Webhooks. SLACK posts a message for an incoming webhook of Slack, or of a chat that takes the same.',
      ),
    secrets: z
      .array(z.string().refine(isWebhookSecret, { error: `must be ${SECRET_FORM}` }))
      .max(2)
      .default([])
      .describe(
        'Secrets that sign what is posted. Two of them during a rotation: receivers accept either.',
      ),
    secretFiles: z
      .array(z.string().min(1))
      .max(2)
      .default([])
      .describe('Files that hold the secrets, in place of `secrets`.'),
    types: z
      .array(pattern)
      .min(1)
      .default(['*'])
      .describe(
        'Types of events, with * for any text, such as `experiment.decision.*`. All if omitted.',
      ),
    projects: z
      .array(z.union([z.string(), z.int()]).transform(String))
      .optional()
      .describe('Numbers of projects. All that are watched if omitted.'),
    tags: z
      .array(z.string())
      .optional()
      .describe('Only experiments with at least one of these tags. All if omitted.'),
  })
  .superRefine(({ url, allowHttp, format, secrets, secretFiles }, context) => {
    const fault = faultOfAddress(url, allowHttp);
    if (fault !== undefined)
      context.addIssue({ code: 'custom', path: ['url'], message: `must be ${fault}` });
    const isSigned = secrets.length + secretFiles.length > 0;
    if (secrets.length > 0 && secretFiles.length > 0)
      context.addIssue({
        code: 'custom',
        path: ['secrets'],
        message: 'and secretFiles are both given',
      });
    if (format === 'STANDARD' && !isSigned)
      context.addIssue({
        code: 'custom',
        path: [],
        message: 'needs `secrets` or `secretFiles`, so that the receiver can verify who sends',
      });
  });

/** The file of WEBHOOKS. */
export const webhooksFile = z.strictObject({
  $schema: z.string().optional(),
  endpoints: z.array(endpointOfFile).min(1).max(50).describe('Where events are sent.'),
});

export type EndpointOfFile = z.output<typeof endpointOfFile>;

/** Where events are sent. */
export interface Endpoint {
  readonly name: string;
  readonly url: string;
  readonly format: 'STANDARD' | 'SLACK';
  /** The first signs, and so does the second while it is rotated. Empty for no signature. */
  readonly secrets: readonly string[];
  readonly types: ReadonlySet<EventType>;
  /** Undefined for all. */
  readonly projects: ReadonlySet<string> | undefined;
  readonly tags: readonly string[] | undefined;
}

/** The types that a pattern with * names. */
export function typesMatching(text: string): EventType[] {
  const parts = text.split('*').map((part) => part.replaceAll('.', String.raw`\.`));
  if (!/^[\w.*]*$/.test(text)) return [];
  const expression = new RegExp(`^${parts.join('.*')}$`);
  return eventTypeNames.filter((name) => expression.test(name));
}
