import type { Logger } from 'pino';
import { Access, type AccessParts, type AccessRules } from '../access/access.ts';
import type { OidcOptions } from '../access/callers/token-verifier.ts';
import { RateLimit } from '../access/rate-limit.ts';
import type { Config } from '../config/config.ts';
import type { SharedStore } from '../shared-store/shared-store.ts';

/** Access control, and what ends it. */
export interface OpenAccess {
  readonly access: Access;
  readonly close: () => void;
}

/**
 * Access control as it is configured, with these rules.
 * @param isKnown whether PostHog has recently accepted a key
 */
export async function openAccess(
  config: Config,
  rules: AccessRules,
  { store, log, isKnown }: { store: SharedStore; log: Logger; isKnown: AccessParts['isKnown'] },
): Promise<OpenAccess> {
  const now = Date.now;
  const { oidc } = config.access;
  const rateLimit = new RateLimit(store, now);
  const access = new Access(rules, {
    verifier: oidc && (await verifierOf(oidc, now, log)),
    rateLimit,
    limits: config.upstream.budget,
    replacesKey: config.replacesKey,
    isKnown,
    now,
  });
  return {
    access,
    close() {
      rateLimit.close();
    },
  };
}

/** Imported only when needed: most servers have no identity provider. */
async function verifierOf(oidc: OidcOptions, now: () => number, log: Logger) {
  const { TokenVerifier } = await import('../access/callers/token-verifier.ts');
  const onFault = (error: unknown) => {
    log.warn({ err: error }, 'the identity provider could not be reached');
  };
  return new TokenVerifier(oidc, { now, onFault });
}
