/** The kinds of PostHog key that act differently: what they open, and what PostHog counts of them. */
export type KeyKind = 'personal' | 'oauth' | 'project-secret';

/**
 * The kind of a key, by its prefix: `phs_` project secret keys, `pha_` OAuth access tokens, and personal keys (`phx_`,
 * or without a prefix if they are old).
 */
export function kindOf(apiKey: string): KeyKind {
  if (apiKey.startsWith('phs_')) return 'project-secret';
  return apiKey.startsWith('pha_') ? 'oauth' : 'personal';
}
