import { readConfig, type Config, type Environment } from '../config/config.ts';

/**
 * The configuration of a process that may run beside a server with the same settings: it takes none of that server's ports,
 * unless SANDBOX_PORT names one.
 * @throws ConfigError
 */
export function readConfigBesideServer(settings: Environment): Config {
  const config = readConfig(settings, { opens: ['SANDBOX_PORT'] });
  const isChosen = Boolean(settings['SANDBOX_PORT']?.trim());
  return { ...config, metrics: undefined, sandboxPort: isChosen ? config.sandboxPort : 0 };
}
