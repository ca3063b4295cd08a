import { graphql } from '../writing/generated/gql.ts';

/** The holdouts, a hundred at a time. 1 upstream call. */
export const HoldoutsDocument = graphql(`
  query Holdouts($after: String) {
    holdouts(first: 100, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...HoldoutRow
      }
    }
  }

  fragment HoldoutRow on Holdout {
    id
    name
    description
    exclusionPercentage
    groups {
      rolloutPercentage
      properties
    }
  }
`);

/** Which of the newest hundred experiments use a holdout. 1 upstream call. */
export const HoldoutUsesDocument = graphql(`
  query HoldoutUses {
    experiments(first: 100) {
      totalCount
      nodes {
        id
        name
        status
        holdout {
          id
        }
      }
    }
  }
`);

/** 1 upstream call. */
export const CreateHoldoutDocument = graphql(`
  mutation CreateHoldout($input: CreateHoldoutInput!) {
    outcome: createHoldout(input: $input) {
      ... on CreateHoldoutPayload {
        holdout {
          ...HoldoutRow
        }
      }
      ...Refused
    }
  }
`);

/** 1 upstream call. */
export const UpdateHoldoutDocument = graphql(`
  mutation UpdateHoldout($input: UpdateHoldoutInput!) {
    outcome: updateHoldout(input: $input) {
      ... on UpdateHoldoutPayload {
        holdout {
          ...HoldoutRow
        }
      }
      ...Refused
    }
  }
`);

/** 1 upstream call. */
export const DeleteHoldoutDocument = graphql(`
  mutation DeleteHoldout($input: DeleteHoldoutInput!) {
    outcome: deleteHoldout(input: $input) {
      ... on DeleteHoldoutPayload {
        deletedId
      }
      ...Refused
    }
  }
`);

/** A page of the shared metrics. 1 upstream call. */
export const SharedMetricsDocument = graphql(`
  query SharedMetrics($after: String, $filter: SavedMetricFilter) {
    savedMetrics(first: 25, after: $after, filter: $filter) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...SharedMetricRow
      }
    }
  }

  fragment SharedMetricRow on SavedMetric {
    id
    name
    description
    tags
    metric {
      __typename
      id
      goal
      raw
    }
  }
`);

/**
 * The experiments that use a shared metric: 1 upstream call, and 1 for each experiment with one of its events, as
 * PostHog does not say it in one.
 */
export const SharedMetricUsesDocument = graphql(`
  query SharedMetricUses($id: ID!) {
    savedMetric(id: $id) {
      id
      experiments(first: 25) {
        candidates
        pageInfo {
          hasNextPage
        }
        nodes {
          id
          name
          status
        }
      }
    }
  }
`);

/** 1 upstream call. */
export const CreateSharedMetricDocument = graphql(`
  mutation CreateSharedMetric($input: CreateSavedMetricInput!) {
    outcome: createSavedMetric(input: $input) {
      ... on CreateSavedMetricPayload {
        savedMetric {
          ...SharedMetricRow
        }
      }
      ...Refused
    }
  }
`);

/** 1 upstream call. */
export const UpdateSharedMetricDocument = graphql(`
  mutation UpdateSharedMetric($input: UpdateSavedMetricInput!) {
    outcome: updateSavedMetric(input: $input) {
      ... on UpdateSavedMetricPayload {
        savedMetric {
          ...SharedMetricRow
        }
      }
      ...Refused
    }
  }
`);

/** 1 upstream call. */
export const DeleteSharedMetricDocument = graphql(`
  mutation DeleteSharedMetric($input: DeleteSavedMetricInput!) {
    outcome: deleteSavedMetric(input: $input) {
      ... on DeleteSavedMetricPayload {
        deletedId
      }
      ...Refused
    }
  }
`);
