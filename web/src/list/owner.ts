import type { ExperimentRowFragment } from '../generated/graphql.ts';

/** Who created an experiment, by first name, or email address without one; undefined if the account was deleted. */
export const ownerOf = ({
  createdBy,
}: Pick<ExperimentRowFragment, 'createdBy'>): string | undefined =>
  createdBy?.firstName || createdBy?.email || undefined;
