import { failureTable } from '../../../posthog/errors/failure-table.ts';
import { builder } from '../../core/builder.ts';
import { MutationProblemRef, type ProblemBase } from './problem.ts';

export interface VersionConflict extends ProblemBase {
  readonly typename: 'VersionConflict';
  readonly expected: number | null;
  readonly current: number | null;
  readonly fields: readonly string[];
  readonly metricUuids: readonly string[];
}

export const VersionConflictRef = builder.objectRef<VersionConflict>('VersionConflict').implement({
  description:
    'The experiment has changed since the expected version. Nothing was changed. Read it again, then repeat the mutation.',
  interfaces: [MutationProblemRef],
  fields: (t) => ({
    expected: t.exposeInt('expected', {
      description: 'The `expectedVersion` that was sent.',
      nullable: true,
    }),
    current: t.exposeInt('current', {
      description: 'The current version. Null if PostHog did not say.',
      nullable: true,
    }),
    fields: t.stringList({
      description:
        'Fields changed by both sides, by their names in PostHog. Empty if PostHog returned none.',
      resolve: ({ fields }) => [...fields],
    }),
    metricUuids: t.stringList({
      description: 'UUIDs of metrics changed by both sides. Empty if PostHog returned none.',
      resolve: ({ metricUuids }) => [...metricUuids],
    }),
  }),
});

export function versionConflict(
  conflict: Pick<VersionConflict, 'message' | 'expected' | 'current'> &
    Partial<Pick<VersionConflict, 'fields' | 'metricUuids'>>,
): VersionConflict {
  const { code } = failureTable['version-conflict'];
  return { typename: 'VersionConflict', code, fields: [], metricUuids: [], ...conflict };
}
