import { createHash } from 'node:crypto';
import { graphql } from '../../graph-client/generated/gql.ts';
import type { GraphClient } from '../../graph-client/graph-client.ts';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import { SpecFilesError } from '../files/fault.ts';
import type { SpecFile } from '../files/read-spec-files.ts';
import { conflictFaults, type Planned } from './conflicts.ts';
import { isUnchanged, type DirectoryPlan, type ExperimentPlan } from './directory-plan.ts';
import { launchObstacles } from './launch-checks.ts';
import { stepsTo } from './steps.ts';
import { warningsOf } from './warnings.ts';

const PLAN = graphql(`
  query PlanSpecs($specs: [JSON!]!) {
    planExperiments(specs: $specs) {
      faults {
        path
        code
        message
      }
      plan {
        action
        planHash
        obstacles {
          message
        }
        changes {
          path
          before
          after
        }
        experiment {
          id
          name
          statusText
          version
          archived
          conclusion
          conclusionComment
          lifecycle {
            action
            allowed
          }
        }
      }
    }
  }
`);

/** Specs of one operation. */
const AT_ONCE = 100;

/**
 * Computes what applying spec files would do. Changes nothing.
 * @param posthog base URL of the PostHog, which is part of the hash
 * @throws SpecFilesError with what PostHog's project does not have, at its place in the files, and with files that
 *   are about one experiment
 * @throws GraphFailure when something could not be read
 */
export async function makePlan(
  client: GraphClient,
  files: readonly SpecFile[],
  posthog: string,
): Promise<DirectoryPlan> {
  const before = client.calls;
  const planned: Planned[] = [];
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const specs = files.slice(start, start + AT_ONCE).map(({ spec }) => spec);
    // One part after another: together they could take more calls than a minute has.
    // oxlint-disable-next-line no-await-in-loop
    const { data, errors } = await client.read(PLAN, { specs });
    if (errors.length > 0) throw new GraphFailure(errors);
    planned.push(...data.planExperiments);
  }
  const faults = files.flatMap((file, index) =>
    (planned[index]?.faults ?? []).map(({ path, code, message }) =>
      file.fault(pathIn(path ?? 'spec'), message, code === 'UNRECOGNIZED_KEYS'),
    ),
  );
  faults.push(...conflictFaults(files, planned));
  if (faults.length > 0) throw new SpecFilesError(faults);
  const plans = files.map((file, index) => planOfFile(file, planned[index]));
  const experiments = await launchObstacles(client, plans);
  return {
    experiments,
    planHash: hashOf(posthog, experiments),
    calls: client.calls - before,
  };
}

/** The path in a file of a path that begins with `spec`. */
const pathIn = (path: string): PropertyKey[] =>
  path
    .split('.')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

function planOfFile(file: SpecFile, planned: Planned | undefined): ExperimentPlan {
  const plan = planned?.plan;
  if (!plan) throw new Error(`No plan was computed for ${file.path}.`);
  const { experiment, planHash } = plan;
  const changes = (plan.changes ?? []).map(({ path, before = null, after = null }) => ({
    path,
    before,
    after,
  }));
  const current = experiment && {
    status: experiment.statusText ?? null,
    conclusion: experiment.conclusion?.toLowerCase() ?? null,
    conclusionComment: experiment.conclusionComment ?? null,
    isFrozen: (experiment.lifecycle ?? []).some(
      ({ action, allowed }) => action === 'UNFREEZE_EXPOSURE' && allowed === true,
    ),
  };
  const { steps, impossible, remarks } = stepsTo(file, current ?? null);
  const warnings = warningsOf(changes, current?.status ?? null, experiment?.archived === true);
  return {
    file,
    action: plan.action === 'CREATE' ? 'create' : plan.action === 'UPDATE' ? 'update' : 'none',
    id: experiment?.id ?? null,
    status: current?.status ?? null,
    changes,
    steps,
    obstacles: [
      ...(impossible === null ? [] : [impossible]),
      ...plan.obstacles.map(({ message }) => message),
    ],
    warnings: [
      ...warnings,
      ...remarks,
      ...(steps.includes('END') && file.conclusion == null ? [NO_CONCLUSION] : []),
      ...(plan.action === 'CREATE' && steps.includes('LAUNCH') ? [UNCHECKED] : []),
    ],
    planHash,
    version: experiment?.version ?? null,
  };
}

const NO_CONCLUSION = 'It ends without a conclusion, because the file has none.';
const UNCHECKED =
  'It is launched right after it is created, before its launch checklist can be looked at.';

/** Covers what would be done, not what stays as it is: that may change without changing the plan. */
function hashOf(posthog: string, experiments: readonly ExperimentPlan[]): string {
  const parts = experiments
    .filter((one) => !isUnchanged(one))
    .map(({ file, planHash, steps, obstacles, id, status }) => [
      file.spec.featureFlagKey,
      file.spec.name,
      planHash,
      id,
      status,
      steps,
      obstacles,
      steps.length > 0 && [file.conclusion ?? null, file.conclusionComment ?? null],
    ])
    .map((part) => JSON.stringify(part))
    .toSorted();
  return createHash('sha256')
    .update(JSON.stringify([posthog, parts]))
    .digest('base64url');
}
