import type { Wire } from '../../../core/wire.ts';

/** What the inputs of all lifecycle mutations can say, each mutation its own part of it. */
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

/** What every input about one experiment has. */
export interface LifecycleInput extends ActionOptions {
  readonly id: string;
  readonly projectId?: string | null | undefined;
  readonly dryRun?: boolean | null | undefined;
}

type Sent = string | number | boolean | null;

/** The fields that were given: null and absent mean "leave it as it is" and are not sent. */
export function given<Fields extends Record<string, Sent | undefined>>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], null | undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], null | undefined>;
  };
}
