import { readFileSync, statSync } from 'node:fs';
import { readSpecFiles } from '../../specs/files/read-spec-files.ts';
import { isUnchanged } from '../../specs/plan/directory-plan.ts';
import { makePlan } from '../../specs/plan/make-plan.ts';
import { planJson } from '../../specs/plan/plan-json.ts';
import { planText } from '../../specs/plan/show-text.ts';
import { OptionError } from '../option-error.ts';
import type { SettingOptions } from '../settings.ts';
import { isColoured, reportingFailures } from '../spec-failures.ts';
import type { Terminal } from '../terminal.ts';
import { withGraphClient } from '../with-graph-client.ts';

/** An experiment differs from its file. */
const DRIFTED = 2;

export interface DriftOptions extends SettingOptions {
  readonly json?: true;
}

/**
 * Compares the experiments in PostHog with the spec files of a directory. Changes nothing.
 * @returns 0 when all are as their files say, 2 when one is not, 1 when that could not be found out
 * @throws OptionError, ConfigError, ListenError
 */
export function drift(
  terminal: Terminal,
  directory: string,
  options: DriftOptions,
): Promise<number> {
  if (isContract(directory))
    throw new OptionError(
      `${directory} is an OpenAPI document. To compare it with the contract this API expects, use \`contract-drift ${directory}\`.`,
    );
  return reportingFailures(terminal, () => {
    const files = readSpecFiles(directory);
    return withGraphClient(terminal, 'drift', options, async (client, { posthogUrl }) => {
      const plan = await makePlan(client, files, posthogUrl);
      const hasDrifted = !plan.experiments.every(isUnchanged);
      if (options.json) terminal.print(planJson(plan));
      else {
        terminal.print(planText(plan, isColoured(terminal)));
        terminal.print(
          hasDrifted
            ? 'PostHog differs from the files. The lines above say what `apply` would do.'
            : 'PostHog is as the files say.',
        );
      }
      return hasDrifted ? DRIFTED : 0;
    });
  });
}

/** True for a file that begins like an OpenAPI document: this command had another meaning before. */
function isContract(path: string): boolean {
  try {
    return (
      statSync(path).isFile() &&
      /["']?openapi["']?\s*:/.test(readFileSync(path, 'utf8').slice(0, 4_096))
    );
  } catch {
    return false;
  }
}
