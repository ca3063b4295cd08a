import { builder } from './builder.ts';

/** The answer of PostHog's `matching_ids` endpoints, with what is needed to build global ids. */
export interface MatchingIdsNode {
  readonly typename: 'Experiment' | 'FeatureFlag';
  readonly projectId: string;
  /** PostHog's numbers. */
  readonly numbers: readonly number[];
  readonly total: number;
}

export const MatchingIdsRef = builder.objectRef<MatchingIdsNode>('MatchingIds');
