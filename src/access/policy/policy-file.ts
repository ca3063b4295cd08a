import { z } from 'zod';
import { effects } from './policy.ts';

const projectIds = z
  .array(
    z.union([
      z.number().int().positive(),
      z.string().regex(/^(@current|\d{1,19}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i),
    ]),
  )
  .min(1)
  .describe('Projects that may be used, by number, UUID or `@current`. All of them when left out.');

const requestsPerMinute = z
  .number()
  .int()
  .min(1)
  .max(100_000)
  .describe('Requests that one caller may make in a minute. Any number when left out.');

const introspection = z
  .boolean()
  .describe('Whether callers may read the schema by introspection, where the server allows it.');

const names = z.array(z.string().min(1));

const role = z.strictObject({
  description: z.string().optional().describe('For people who read the file.'),
  allow: names.describe(
    `What may be done: ${effects.map((one) => `\`${one}\``).join(', ')}, or names of PostHog operations or GraphQL mutations.`,
  ),
  deny: names
    .optional()
    .describe('Operations or mutations that may not be used, although `allow` covers them.'),
  projects: projectIds.optional(),
  budgetPercent: z
    .number()
    .min(1)
    .max(100)
    .optional()
    .describe("The role's part of the key's budget, in percent. All of it when left out."),
  requestsPerMinute: requestsPerMinute.optional(),
  introspection: introspection.optional(),
});

const roleName = z.string().regex(/^[\w.:/-]{1,64}$/);

/** The file of `ACCESS_POLICY_FILE`, as it is written. */
export const policyFile = z.strictObject({
  $schema: z.string().optional(),
  roles: z
    .record(roleName, role)
    .describe('Roles by name. Of several roles of a caller, the one that comes first here counts.'),
  callers: z
    .record(z.string(), z.string())
    .optional()
    .describe('Roles by the name of a gateway token. The token of `GATEWAY_TOKEN` is `gateway`.'),
  defaultRole: z
    .string()
    .optional()
    .describe('The role of callers who have none otherwise. Without it, they are refused.'),
  ownKeys: z
    .strictObject({
      requestsPerMinute: requestsPerMinute.optional(),
      introspection: introspection.optional(),
    })
    .optional()
    .describe('Limits of callers with a PostHog key of their own.'),
});

export type PolicyFile = z.output<typeof policyFile>;
export type RoleOfFile = z.output<typeof role>;
