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
    'Somebody changed the experiment since the version that was expected; nothing was changed now. Read it again, then repeat.',
  interfaces: [MutationProblemRef],
  fields: (t) => ({
    expected: t.exposeInt('expected', {
      description: 'The `expectedVersion` that was sent.',
      nullable: true,
    }),
    current: t.exposeInt('current', {
      description: 'The version it has now; null when PostHog did not say.',
      nullable: true,
    }),
    fields: t.stringList({
      description: "Fields changed on both sides, by PostHog's names; empty when it named none.",
      resolve: ({ fields }) => [...fields],
    }),
    metricUuids: t.stringList({
      description: 'Uuids of metrics changed on both sides; empty when PostHog named none.',
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
