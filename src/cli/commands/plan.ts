import { writeFileSync } from 'node:fs';
import { readSpecFiles } from '../../specs/files/read-spec-files.ts';
import type { DirectoryPlan } from '../../specs/plan/directory-plan.ts';
import { makePlan } from '../../specs/plan/make-plan.ts';
import { planJson } from '../../specs/plan/plan-json.ts';
import { planMarkdown } from '../../specs/plan/show-markdown.ts';
import { planText } from '../../specs/plan/show-text.ts';
import { checkWritable, fileError } from '../output-file.ts';
import type { SettingOptions } from '../settings.ts';
import { isColoured, reportingFailures } from '../spec-failures.ts';
import type { Terminal } from '../terminal.ts';
import { withGraphClient } from '../with-graph-client.ts';

export const planFormats = ['text', 'markdown', 'json'] as const;
export type PlanFormat = (typeof planFormats)[number];

export interface PlanOptions extends SettingOptions {
  readonly format?: PlanFormat;
  readonly json?: true;
  /** File to which the plan is written as JSON besides. */
  readonly out?: string;
}

/**
 * Prints what applying the spec files of a directory would do. Changes nothing in PostHog.
 * @returns 0 when a plan was made, 1 when the files have faults, PostHog did not answer, or a file asks for something
 *   impossible
 * @throws OptionError, ConfigError, ListenError
 */
export function plan(terminal: Terminal, directory: string, options: PlanOptions): Promise<number> {
  return reportingFailures(terminal, () => {
    // Before PostHog is asked for anything.
    const files = readSpecFiles(directory);
    if (options.out !== undefined) checkWritable(options.out, 'in place');
    return withGraphClient(terminal, 'plan', options, async (client, { posthogUrl }) => {
      const made = await makePlan(client, files, posthogUrl);
      const format = options.json ? 'json' : (options.format ?? 'text');
      terminal.print(shown(made, format, isColoured(terminal)));
      if (options.out !== undefined) writePlan(options.out, made);
      return made.experiments.some(({ obstacles }) => obstacles.length > 0) ? 1 : 0;
    });
  });
}

function shown(made: DirectoryPlan, format: PlanFormat, coloured: boolean): string {
  if (format === 'json') return planJson(made);
  return format === 'markdown' ? planMarkdown(made) : planText(made, coloured);
}

function writePlan(file: string, made: DirectoryPlan): void {
  try {
    writeFileSync(file, `${planJson(made)}\n`);
  } catch (error) {
    throw fileError('write', file, error);
  }
}
