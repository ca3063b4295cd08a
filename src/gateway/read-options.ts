import { ConfigError, readConfig, type Config, type Environment } from '../config/config.ts';
import { variables } from '../config/variables.ts';
import { isPathPrefix } from '../http/host.ts';
import type { GatewayOptions } from './gateway.ts';
import { aboutOptions, optionVariables } from './option-names.ts';
import { GatewayOptionsError } from './options-error.ts';

/** The options beside those that are settings. */
const OWN_OPTIONS = new Set(['authenticate', 'basePath', 'logger', 'sandbox']);

/** Settings of the gateway as the environment that the services read. */
export interface ReadOptions {
  readonly environment: Environment;
  /** Reads the configuration with the rules for a mounted gateway. */
  readonly read: (environment: Environment) => Config;
}

/** @throws GatewayOptionsError for unknown options and invalid values */
export function readOptions(options: GatewayOptions): ReadOptions {
  const { basePath, authenticate, sandbox } = options;
  const problems: string[] = [];
  const environment: Record<string, string> = {};
  for (const [option, value] of Object.entries(options) as [string, unknown][]) {
    const name = optionVariables.get(option);
    if (name === undefined) {
      if (!OWN_OPTIONS.has(option)) problems.push(`There is no option ${option}.`);
      continue;
    }
    const text = value == null ? '' : textOf(value, variables[name].value);
    if (text === undefined) problems.push(`${option} must have an entry, or be left out.`);
    else environment[name] = text;
  }
  if (basePath && !isPathPrefix(basePath))
    problems.push(
      'basePath must be a path such as /experiments, without a slash at its end or escapes.',
    );
  if (sandbox && environment['POSTHOG_HOST'])
    problems.push('sandbox is for the embedded PostHog, which is not used with a posthogHost.');
  const read = (text: Environment) => {
    const config = readConfig(text, {
      opens: [],
      mounted: { authenticates: authenticate !== undefined },
    });
    // Several gateways of one machine must not compete for the default port.
    return text['SANDBOX_PORT'] ? config : { ...config, sandboxPort: 0 };
  };
  try {
    read(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems.map(aboutOptions));
  }
  if (problems.length > 0) throw new GatewayOptionsError(problems);
  return { environment, read };
}

interface Schema {
  safeParse(text: string): { readonly success: boolean; readonly data?: unknown };
}

/** The text that a variable would have for a value; undefined for an empty list, where no text stands for one. */
function textOf(value: unknown, schema: Schema): string | undefined {
  if (typeof value === 'boolean') {
    // Each switch has one pair of these.
    const words = ['on', 'off', '1', '0'];
    return words.find((word) => schema.safeParse(word).data === value) ?? String(value);
  }
  if (!Array.isArray(value)) return String(value).trim();
  if (value.length > 0) return value.join(',');
  const none = schema.safeParse('none').data;
  return Array.isArray(none) && none.length === 0 ? 'none' : undefined;
}
