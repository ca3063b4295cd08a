import type { Environment } from '../config/config.ts';
import type { VariableName } from '../config/variables.ts';

/** Options that take the place of environment variables. */
export interface SettingOptions {
  readonly port?: string;
  readonly host?: string;
  readonly posthogHost?: string;
  readonly project?: string;
  readonly sandboxPort?: string;
  readonly logLevel?: string;
}

const variableOf: Readonly<Record<keyof SettingOptions, VariableName>> = {
  port: 'PORT',
  host: 'HOST',
  posthogHost: 'POSTHOG_HOST',
  project: 'POSTHOG_PROJECT_ID',
  sandboxPort: 'SANDBOX_PORT',
  logLevel: 'LOG_LEVEL',
};

/** The environment with the settings that were given as options; an option takes precedence over its variable. */
export function withSettings(environment: Environment, options: SettingOptions): Environment {
  const chosen: Record<string, string> = {};
  for (const [option, name] of Object.entries(variableOf) as [
    keyof SettingOptions,
    VariableName,
  ][]) {
    const value = options[option];
    if (value !== undefined) chosen[name] = value;
  }
  return { ...environment, ...chosen };
}
