import type { OperationId } from '../../posthog/api/operations.ts';

/** The effects that a call of PostHog can have, by which a role allows calls without naming each. */
export const effects = ['read', 'write', 'destructive'] as const;

export type Effect = (typeof effects)[number];

/** What the callers of one role may do with the server's own key. */
export interface Role {
  readonly name: string;
  /** Effects whose calls are allowed. */
  readonly effects: ReadonlySet<Effect>;
  /** Operations that are allowed whatever their effect. */
  readonly allowed: ReadonlySet<OperationId>;
  /** Operations that are not allowed, which takes precedence. */
  readonly denied: ReadonlySet<OperationId>;
  /** The projects it may use, as in the addresses of PostHog; undefined for all. */
  readonly projects: ReadonlySet<string> | undefined;
  /** Its part of the key's budget in percent; undefined for all of it. */
  readonly budgetPercent: number | undefined;
  /** Requests that each of its callers may make in a minute; undefined for any number. */
  readonly requestsPerMinute: number | undefined;
  /** Whether its callers may read the schema by introspection. */
  readonly introspection: boolean;
  /** All of the above as text, which is the same for the same rules. */
  readonly rules: string;
}

/** The rules for callers with a PostHog key of their own, whose calls are not limited otherwise. */
export interface OwnKeyRules {
  readonly requestsPerMinute: number | undefined;
  readonly introspection: boolean;
}

/** Who may do what with the server's own key. */
export interface Policy {
  /** In the order of the file: of several roles of a caller, the first one counts. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Roles by the name of a gateway token. */
  readonly callers: ReadonlyMap<string, Role>;
  /** The role of callers whose token names none, and of those without a token; undefined: they may not use the key. */
  readonly defaultRole: Role | undefined;
  readonly ownKeys: OwnKeyRules;
}
