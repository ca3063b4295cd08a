import type { Logger } from 'pino';
import type { Config, Environment } from '../config/config.ts';
import { misnamedVariables } from '../config/misnamed.ts';
import { createLog } from '../log/log.ts';
import { formatted, type LogOutput } from './log-format.ts';
import { secretsOf } from './open-store.ts';

interface OpenLogOptions extends LogOutput {
  readonly environment: Environment;
  /** Texts that are removed from the log; those of the configuration are added to them. */
  readonly secrets: Set<string>;
  /** The number of this process among several workers. */
  readonly worker?: number | undefined;
}

/** The log of a process as it is configured. */
export async function openLog(
  config: Config,
  { environment, secrets, worker, ...output }: OpenLogOptions,
): Promise<Logger> {
  const traceHeaders = Object.values(config.traces?.headers ?? {});
  for (const secret of [...config.secrets, ...secretsOf(config.redis), ...traceHeaders])
    secrets.add(secret);
  return createLog({
    level: config.logLevel,
    secrets,
    destination: await formatted(output, config.logFormat, environment),
    worker,
  });
}

/** Logs a warning for each environment variable that looks like a misspelt setting. */
export function warnOfMisnamed(environment: Environment, log: Logger): void {
  for (const { message, ...variable } of misnamedVariables(environment))
    log.warn(variable, message);
}
