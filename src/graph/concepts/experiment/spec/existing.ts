import type { GraphContext } from '../../../context/context.ts';
import { InvalidInput } from '../../../mutations/input-faults.ts';
import type { FullFlag } from '../../feature-flag/loader.ts';
import type { ExperimentRow } from '../loader.ts';
import type { Spec } from '../../../../experiment-spec/shape.ts';

/** Rows of experiments in which one is looked for: those that are not archived, and those that are. */
export interface Rows {
  readonly current: readonly ExperimentRow[];
  readonly archived: readonly ExperimentRow[];
}

/**
 * The rows in which the experiment of one spec would be: 1 upstream call, and 1 more for archived ones where none has
 * its name.
 * @param flag the flag with the spec's key; null when there is none, so that only an experiment whose flag was
 *   deleted may be meant
 */
export async function rowsFor(
  context: GraphContext,
  projectId: string,
  flag: FullFlag | null,
  spec: Spec,
): Promise<Rows> {
  const current = await currentRowsFor(context, projectId, flag, spec);
  // PostHog cannot list archived and other experiments together.
  const archived = { archived: true };
  return {
    current,
    archived: current.some(isMeant(spec))
      ? []
      : await currentRowsFor(context, projectId, flag, spec, archived),
  };
}

/** Those of the rows that are not archived: 1 upstream call. */
export async function currentRowsFor(
  { posthog }: GraphContext,
  projectId: string,
  flag: Pick<FullFlag, 'id'> | null,
  spec: Pick<Spec, 'name'>,
  query: { readonly archived?: boolean } = {},
): Promise<readonly ExperimentRow[]> {
  const { results } = await posthog.allPages('experiments_list', {
    path: { project_id: projectId },
    query: { ...(flag ? { feature_flag_id: flag.id } : { search: spec.name }), ...query },
  });
  return results;
}

/**
 * All experiments of a project: 1 upstream call for each 100, archived ones apart.
 * @throws Error for a project with more than 10,000
 */
export async function allRows({ posthog }: GraphContext, projectId: string): Promise<Rows> {
  const list = async (query: { archived?: boolean }) => {
    const read = await posthog.allPages('experiments_list', {
      path: { project_id: projectId },
      query,
    });
    if (!read.complete)
      throw new Error('The project has too many experiments to plan them at once.');
    return read.results;
  };
  const [current, archived] = await Promise.all([list({}), list({ archived: true })]);
  return { current, archived };
}

const isOn = (key: string) => (row: ExperimentRow) => row.feature_flag_key === key;
const isMeant =
  ({ name, featureFlagKey }: Spec) =>
  (row: ExperimentRow) =>
    row.name === name && isOn(featureFlagKey)(row);
/** A deleted flag leaves its key to another, so that two experiments with one key may have different flags. */
const hasFlag = ({ feature_flag: flag }: ExperimentRow) => flag !== null && flag.deleted !== true;

/**
 * The experiment that a spec describes: the one with its flag and name, archived or not; else the only one on the
 * flag that is not archived, which is renamed.
 * @throws InvalidInput when several match
 */
export function existingOf({ current, archived }: Rows, spec: Spec): ExperimentRow | null {
  const named = [...current, ...archived].filter(isMeant(spec));
  const live = named.filter(hasFlag);
  const [first, ...more] = live.length > 0 ? live : named;
  if (more.length > 0)
    throw ambiguous(
      `Several experiments on the flag "${spec.featureFlagKey}" have the name "${spec.name}".`,
    );
  if (first) return first;
  const onFlag = current.filter(isOn(spec.featureFlagKey)).filter(hasFlag);
  const [only, ...rest] = onFlag;
  if (rest.length > 0)
    throw ambiguous(
      `Several experiments use the flag "${spec.featureFlagKey}". Give the exact name of the one you mean.`,
    );
  return only ?? null;
}

/** A spec that may be about several experiments, or about one that another spec is about. */
export const ambiguous = (message: string) =>
  new InvalidInput([{ path: 'spec.name', code: 'AMBIGUOUS', message }]);
