import { createHmac } from 'node:crypto';
import { kindOf, type KeyKind } from './key-kind.ts';

/** Each kind keeps its prefix, so that what depends on the kind of a key needs not know of role keys. */
const prefixes: Readonly<Record<KeyKind, string>> = {
  personal: 'phx_role-',
  oauth: 'pha_role-',
  'project-secret': 'phs_role-',
};

/**
 * A key that stands for the server's own one, limited to what a role may do. It takes the place of the caller's
 * `Authorization` inside this process, so that whatever is stored for a key is stored for each role by itself. It is
 * never sent to PostHog, and nobody can compute it without the server's key. Replicas with the same key and the same
 * rules compute the same.
 * @param key the server's own key
 * @param rules the role with its rules, as text: other rules make another key, for which nothing is stored yet
 */
export function roleKeyOf(key: string, rules: string): string {
  return prefixes[kindOf(key)] + createHmac('sha256', key).update(rules).digest('base64url');
}

/** True for text that looks like a role key. PostHog has no keys like that. */
export const isRoleKey = (apiKey: string): boolean => /^ph[xas]_role-/.test(apiKey);
