import { join } from 'node:path';
import { ConfigError, type Config } from '../../config/config.ts';
import { configuredEndpoints } from '../../webhooks/configured-endpoints.ts';
import { DeadLetters } from '../../webhooks/dead-letters.ts';
import type { Endpoint } from '../../webhooks/endpoint.ts';
import { WebhooksError } from '../../webhooks/read-webhooks.ts';

/**
 * The endpoints of the configuration.
 * @throws ConfigError
 */
export function endpointsOf({ watch }: Pick<Config, 'watch'>): Endpoint[] {
  try {
    return configuredEndpoints(watch);
  } catch (error) {
    if (error instanceof WebhooksError) throw new ConfigError(error.problems);
    throw error;
  }
}

/**
 * The file of dead letters.
 * @throws ConfigError where none is set
 */
export function deadLettersOf(
  { watch }: Pick<Config, 'watch'>,
  endpoints: readonly Endpoint[],
): DeadLetters {
  const { deadLetters, directory } = watch;
  const path = deadLetters ?? (directory && join(directory, 'dead-letters.ndjson'));
  if (path !== undefined) return new DeadLetters(path);
  if (endpoints.length === 0) return new DeadLetters('dead-letters.ndjson');
  throw new ConfigError([
    'Webhooks are set: set WEBHOOK_DEAD_LETTERS to a file for events that cannot be delivered, or WATCH_DIRECTORY.',
  ]);
}
