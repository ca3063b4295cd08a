import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import {
  applyPlan,
  writesOf,
  writeText,
  type Applied,
  type PlannedWrite,
} from '../../specs/apply/apply-plan.ts';
import { readSpecFiles } from '../../specs/files/read-spec-files.ts';
import type { DirectoryPlan } from '../../specs/plan/directory-plan.ts';
import { makePlan } from '../../specs/plan/make-plan.ts';
import { planText } from '../../specs/plan/show-text.ts';
import { canAsk, confirm } from '../confirm.ts';
import { OptionError } from '../option-error.ts';
import type { SettingOptions } from '../settings.ts';
import { isColoured, reportingFailures } from '../spec-failures.ts';
import type { Terminal } from '../terminal.ts';
import { withGraphClient } from '../with-graph-client.ts';

export interface ApplyOptions extends SettingOptions {
  readonly yes?: true;
  /** File that `plan --out` wrote. */
  readonly plan?: string;
  readonly planHash?: string;
  readonly json?: true;
}

/**
 * Prints the plan of a directory, asks, and carries out that plan and no other. Stops at the first failure.
 * @returns 0 when everything was done or there was nothing to do, else 1
 * @throws OptionError, ConfigError, ListenError
 */
export function apply(
  terminal: Terminal,
  directory: string,
  options: ApplyOptions,
): Promise<number> {
  const reviewed = reviewedHash(options);
  if (!options.yes && !canAsk(terminal))
    throw new OptionError(
      'Nobody can be asked here: add --yes to apply the plan without a question.',
    );
  return reportingFailures(terminal, () => {
    const files = readSpecFiles(directory);
    return withGraphClient(terminal, 'apply', options, async (client, { posthogUrl }, signal) => {
      const plan = await makePlan(client, files, posthogUrl);
      const complain = (line: string) => {
        terminal.printError(line);
      };
      // With --json, standard output is for machines alone.
      const print = (line: string) => {
        if (options.json) complain(line);
        else terminal.print(line);
      };
      print(planText(plan, isColoured(terminal)));
      const refusal = await refusalOf(terminal, plan, reviewed, options);
      const report = (applied: Applied) => {
        if (options.json) terminal.print(appliedJson(plan, applied, client.calls));
        return applied.failed || refusal !== undefined ? 1 : 0;
      };
      if (refusal !== undefined) {
        terminal.printError(refusal);
        return report({ done: [], left: writesOf(plan) });
      }
      if (writesOf(plan).length === 0) {
        print('Nothing is to be done.');
        return report({ done: [], left: [] });
      }
      const applied = await applyPlan(client, plan, {
        wait: async (seconds) => {
          terminal.printError(`PostHog's limit is reached: waiting ${Math.ceil(seconds)} seconds.`);
          await sleep(seconds * 1_000, undefined, { signal });
        },
        isStopping: () => signal.aborted,
        onDone: (write, { reconciled, notStored }) => {
          const found = reconciled ? ' (its answer was lost; a read showed that it was done)' : '';
          print(`Done: ${writeText(write)}${found}`);
          if (notStored.length > 0)
            terminal.printError(`PostHog did not store all of it: ${notStored.join(', ')}.`);
        },
      });
      for (const line of endLines(applied)) (applied.failed ? complain : print)(line);
      print(`${client.calls} calls to PostHog.`);
      return report(applied);
    });
  });
}

const planFile = z.looseObject({ planHash: z.string().min(1) });

/** The hash of the plan that was reviewed; undefined where none was named. */
function reviewedHash({ plan: file, planHash }: ApplyOptions): string | undefined {
  if (file === undefined) return planHash?.trim();
  if (planHash !== undefined) throw new OptionError('Give either --plan or --plan-hash.');
  try {
    return planFile.parse(JSON.parse(readFileSync(file, 'utf8'))).planHash;
  } catch (error) {
    throw new OptionError(`${file} is not a plan that \`plan --out\` wrote.`, { cause: error });
  }
}

/** Why nothing is done; undefined where the plan may be carried out. */
async function refusalOf(
  terminal: Terminal,
  plan: DirectoryPlan,
  reviewed: string | undefined,
  { yes }: ApplyOptions,
): Promise<string | undefined> {
  if (plan.experiments.some(({ obstacles }) => obstacles.length > 0))
    return 'Nothing was done: a part of the plan is impossible. Correct the files and plan again.';
  if (reviewed !== undefined && reviewed !== plan.planHash)
    return `Nothing was done: the plan above is not the one that was reviewed (${reviewed}), because the files or the experiments have changed since. Review it, and give its hash.`;
  if (yes || writesOf(plan).length === 0) return undefined;
  return (await confirm(terminal, 'Apply this plan?')) ? undefined : 'Nothing was done.';
}

const happened = {
  duplicate: 'It was done twice.',
  refused: 'It was not done.',
  uncertain: 'It may have been done: PostHog did not say, and it could not be found out.',
} as const;

function endLines({ done, failed, left }: Applied): string[] {
  if (!failed) return [`Applied: ${done.length} of ${done.length} writes were made.`];
  return [
    `Failed: ${writeText(failed)}: ${failed.written.message} ${happened[failed.written.kind]}`,
    `Before it, ${done.length} of ${done.length + 1 + left.length} writes were made.`,
    ...left.map((write) => `Not begun: ${writeText(write)}`),
    'Run `plan` to see what is left, then `apply` again: what was done is not done a second time.',
  ];
}

const plain = ({ plan: { file }, step }: PlannedWrite) => ({
  file: file.path,
  name: file.spec.name,
  step,
});

function appliedJson(plan: DirectoryPlan, { done, failed, left }: Applied, calls: number): string {
  return JSON.stringify(
    {
      format: 1,
      planHash: plan.planHash,
      calls,
      done: done.map((write) => ({
        ...plain(write),
        id: write.written.id,
        reconciled: write.written.reconciled,
        notStored: write.written.notStored,
      })),
      failed: failed
        ? {
            ...plain(failed),
            message: failed.written.message,
            mayHaveHappened: failed.written.kind !== 'refused',
          }
        : null,
      left: left.map(plain),
    },
    undefined,
    2,
  );
}
