import type { Wire } from '../../../core/wire.ts';

/** All options of lifecycle actions; the input of each mutation has some of them. */
export interface ActionOptions {
  readonly variantKey?: string | null | undefined;
  readonly releaseToEveryone?: boolean | null | undefined;
  readonly conclusion?: Wire['ExperimentConclusion'] | null | undefined;
  readonly conclusionComment?: string | null | undefined;
  readonly openCleanupPr?: boolean | null | undefined;
  readonly repository?: string | null | undefined;
  readonly setRepositoryAsTeamDefault?: boolean | null | undefined;
  readonly disableFeatureFlag?: boolean | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
  readonly name?: string | null | undefined;
  readonly featureFlagKey?: string | null | undefined;
  readonly targetProjectId?: string | null | undefined;
}

/** Fields of every input about one experiment. */
export interface LifecycleInput extends ActionOptions {
  readonly id: string;
  readonly projectId?: string | null | undefined;
  readonly dryRun?: boolean | null | undefined;
}

type Sent = string | number | boolean | null;

/** The fields that have a value: null and absent both mean "leave it as it is" and are not sent. */
export function given<Fields extends Record<string, Sent | undefined>>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], null | undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], null | undefined>;
  };
}
