import type { Logger } from 'pino';
import type { Access } from '../access/access.ts';
import { ConfigError, type Config } from '../config/config.ts';
import type { PersistedOperations } from '../graph/http/persisted/operations.ts';
import { kindOf } from '../posthog/keys/key-kind.ts';
import { accessRules } from './access-rules.ts';
import { persistedOperations } from './persisted-operations.ts';

export interface ReloadParts {
  /** The configuration that the server was started with. */
  readonly first: Config;
  readonly access: Access;
  readonly persisted: PersistedOperations;
  /** What is removed from the log, to which new secrets are added. */
  readonly secrets: Set<string>;
  readonly log: Logger;
}

/** The parts of a configuration that are replaced while the server runs; the others need a restart. */
const replaced: ReadonlySet<keyof Config> = new Set<keyof Config>([
  'access',
  'apiKey',
  'persisted',
  'secrets',
]);

/**
 * Replaces tokens, the own key, the policy and the persisted operations by what the configuration says now: all of it, or
 * nothing where something is wrong.
 * @param read reads the configuration again
 */
export async function reload(
  { first, access, persisted, secrets, log }: ReloadParts,
  read: () => Config,
): Promise<void> {
  try {
    const config = read();
    for (const secret of config.secrets) secrets.add(secret);
    const rules = await accessRules(config);
    const manifest = persistedOperations(config);
    if (keyKind(config) !== keyKind(first))
      throw new ConfigError([
        'POSTHOG_API_KEY is another kind of key than at the start, which needs a restart.',
      ]);
    access.replace(rules);
    persisted.replace(manifest);
    const ignored = needRestart(first, config);
    if (ignored.length > 0)
      log.warn({ settings: ignored }, 'changed settings take effect with the next start');
    log.info('tokens, policy and persisted operations were reloaded');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    log.error(
      { problems: error.problems },
      'nothing was reloaded: the configuration is wrong, and the one before stays',
    );
  }
}

const keyKind = ({ apiKey }: Config) => (apiKey === undefined ? undefined : kindOf(apiKey));

const differs = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) !== JSON.stringify(other);

/** The settings that differ and are not replaced. */
function needRestart(first: Config, now: Config): string[] {
  const names = (Object.keys(now) as (keyof Config)[]).filter(
    (name) => !replaced.has(name) && differs(first[name], now[name]),
  );
  // A held key that is not in a file, or an identity provider, is part of how the server was put together.
  const isKeyFixed = !first.replacesKey && !first.access.policyFile && first.apiKey !== now.apiKey;
  return [
    ...names,
    ...(isKeyFixed ? ['apiKey'] : []),
    ...(differs(first.access.oidc, now.access.oidc) ? ['access.oidc'] : []),
    ...(first.persisted.only === now.persisted.only ? [] : ['persisted.only']),
  ];
}
