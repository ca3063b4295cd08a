import { parseArgs } from 'node:util';
import { PROJECT2_KEY, READONLY_KEY, SANDBOX_KEY } from './model/keys.ts';
import { PROFILES } from './model/profile.ts';
import type { ProfileName } from './model/profile.ts';
import { createSandbox } from './sandbox.ts';
import type { Sandbox } from './sandbox.ts';
import { StateFileError } from './control/state-file.ts';

const DEFAULT_PORT = 4010;

/** The command's output: results, and errors. */
interface Terminal {
  print(line: string): void;
  printError(line: string): void;
}

const isProfileName = (name: string): name is ProfileName => Object.hasOwn(PROFILES, name);

/**
 * `sandbox --port 4010 --host 127.0.0.1 --experiments 500 --state file.json --profile older --now ISO`
 * @param allowedHosts host names the sandbox accepts, besides loopback names and `--host`
 * @returns the running sandbox, after printing its URL and its keys
 * @throws TypeError for an unknown option, RangeError for an invalid value,
 *   StateFileError for a state file that is invalid or cannot be written
 */
export async function runSandbox(
  argv: string[],
  terminal: Terminal,
  allowedHosts: readonly string[] = [],
): Promise<Sandbox> {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      experiments: { type: 'string' },
      state: { type: 'string' },
      profile: { type: 'string', default: 'default' },
      now: { type: 'string' },
    },
  });
  if (!isProfileName(values.profile)) {
    throw new RangeError(`--profile must be one of ${Object.keys(PROFILES).join(', ')}`);
  }
  if (values.now !== undefined && Number.isNaN(Date.parse(values.now))) {
    throw new RangeError('--now must be an ISO 8601 time');
  }
  const experiments = wholeNumber('experiments', values.experiments);
  const sandbox = await createSandbox({
    port: wholeNumber('port', values.port) ?? DEFAULT_PORT,
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(experiments === undefined ? {} : { experiments }),
    ...(values.state === undefined ? {} : { stateFile: values.state }),
    ...(values.now === undefined ? {} : { now: values.now }),
    profile: PROFILES[values.profile],
    allowedHosts,
    onFailure(error) {
      terminal.printError(errorMessage(error));
    },
  });
  terminal.print(`Sandbox  ${sandbox.url}`);
  terminal.print(
    `Keys     ${SANDBOX_KEY} (everything)  ${READONLY_KEY} (reads)  ${PROJECT2_KEY} (project 2)`,
  );
  return sandbox;
}

/** A state that cannot be saved is not a bug of this program, so a stack trace would not help. */
function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof StateFileError ? error.message : (error.stack ?? error.message);
}

function wholeNumber(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new RangeError(`--${option} must be a whole number`);
  return Number(value);
}
