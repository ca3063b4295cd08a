import type { Environment } from '../config/config.ts';
import { readConfigFile } from '../config/config-file.ts';
import type { Terminal } from './terminal.ts';
import { fileVariableOf, secretVariables, type VariableName } from '../config/variables.ts';

/** Options that take the place of environment variables. */
export interface SettingOptions {
  readonly port?: string;
  readonly host?: string;
  readonly posthogHost?: string;
  readonly project?: string;
  readonly sandboxPort?: string;
  readonly logLevel?: string;
  /** Path of a file with settings, over which the environment and the other options take precedence. */
  readonly config?: string;
}

const variableOf: Readonly<Record<Exclude<keyof SettingOptions, 'config'>, VariableName>> = {
  port: 'PORT',
  host: 'HOST',
  posthogHost: 'POSTHOG_HOST',
  project: 'POSTHOG_PROJECT_ID',
  sandboxPort: 'SANDBOX_PORT',
  logLevel: 'LOG_LEVEL',
};

/**
 * The environment with the settings of the file of `--config` and those that were given as options. An option takes
 * precedence over its variable, which takes precedence over the file; an empty variable counts as unset.
 * @throws ConfigError for a file that cannot be used
 */
export function withSettings(environment: Environment, options: SettingOptions): Environment {
  const chosen: Record<string, string> = {};
  for (const [option, name] of Object.entries(variableOf) as [
    keyof typeof variableOf,
    VariableName,
  ][]) {
    const value = options[option];
    if (value !== undefined) chosen[name] = value;
  }
  const file = options.config === undefined ? {} : readConfigFile(options.config);
  const set = Object.entries(environment).filter(([name, value]) => value?.trim() || !file[name]);
  return withoutOvertaken({ ...file, ...Object.fromEntries(set), ...chosen }, file);
}

/**
 * A terminal whose environment has the settings that were given as options of a command.
 * @param chosen by the names of their variables; undefined for an option that was not given
 */
export const withChosen = (
  terminal: Terminal,
  chosen: Readonly<Partial<Record<VariableName, string | undefined>>>,
): Terminal => {
  const given = Object.entries(chosen).filter(([, value]) => value !== undefined);
  return Object.create(terminal, {
    environment: { value: { ...terminal.environment, ...Object.fromEntries(given) } },
  }) as Terminal;
};

/** A secret of the environment takes precedence over the file that the settings name for it, and the other way round. */
function withoutOvertaken(settings: Environment, file: Environment): Environment {
  const overtaken = secretVariables.flatMap((name) => {
    const variable = fileVariableOf(name);
    const both = settings[name]?.trim() && settings[variable]?.trim();
    if (!both) return [];
    // Both in the same place is a mistake that the configuration reports.
    const [isSecretOfFile, isPathOfFile] = [name, variable].map(
      (one) => settings[one] === file[one],
    );
    return isSecretOfFile === isPathOfFile ? [] : [isSecretOfFile ? name : variable];
  });
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !overtaken.includes(name)));
}
