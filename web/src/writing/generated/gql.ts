/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Holdouts($after: String) {\n    holdouts(first: 100, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...HoldoutRow\n      }\n    }\n  }\n\n  fragment HoldoutRow on Holdout {\n    id\n    name\n    description\n    exclusionPercentage\n    groups {\n      rolloutPercentage\n      properties\n    }\n  }\n": typeof types.HoldoutsDocument,
    "\n  query HoldoutUses {\n    experiments(first: 100) {\n      totalCount\n      nodes {\n        id\n        name\n        status\n        holdout {\n          id\n        }\n      }\n    }\n  }\n": typeof types.HoldoutUsesDocument,
    "\n  mutation CreateHoldout($input: CreateHoldoutInput!) {\n    outcome: createHoldout(input: $input) {\n      ... on CreateHoldoutPayload {\n        holdout {\n          ...HoldoutRow\n        }\n      }\n      ...Refused\n    }\n  }\n": typeof types.CreateHoldoutDocument,
    "\n  mutation UpdateHoldout($input: UpdateHoldoutInput!) {\n    outcome: updateHoldout(input: $input) {\n      ... on UpdateHoldoutPayload {\n        holdout {\n          ...HoldoutRow\n        }\n      }\n      ...Refused\n    }\n  }\n": typeof types.UpdateHoldoutDocument,
    "\n  mutation DeleteHoldout($input: DeleteHoldoutInput!) {\n    outcome: deleteHoldout(input: $input) {\n      ... on DeleteHoldoutPayload {\n        deletedId\n      }\n      ...Refused\n    }\n  }\n": typeof types.DeleteHoldoutDocument,
    "\n  query SharedMetrics($after: String, $filter: SavedMetricFilter) {\n    savedMetrics(first: 25, after: $after, filter: $filter) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...SharedMetricRow\n      }\n    }\n  }\n\n  fragment SharedMetricRow on SavedMetric {\n    id\n    name\n    description\n    tags\n    metric {\n      __typename\n      id\n      goal\n      raw\n    }\n  }\n": typeof types.SharedMetricsDocument,
    "\n  query SharedMetricUses($id: ID!) {\n    savedMetric(id: $id) {\n      id\n      experiments(first: 25) {\n        candidates\n        pageInfo {\n          hasNextPage\n        }\n        nodes {\n          id\n          name\n          status\n        }\n      }\n    }\n  }\n": typeof types.SharedMetricUsesDocument,
    "\n  mutation CreateSharedMetric($input: CreateSavedMetricInput!) {\n    outcome: createSavedMetric(input: $input) {\n      ... on CreateSavedMetricPayload {\n        savedMetric {\n          ...SharedMetricRow\n        }\n      }\n      ...Refused\n    }\n  }\n": typeof types.CreateSharedMetricDocument,
    "\n  mutation UpdateSharedMetric($input: UpdateSavedMetricInput!) {\n    outcome: updateSavedMetric(input: $input) {\n      ... on UpdateSavedMetricPayload {\n        savedMetric {\n          ...SharedMetricRow\n        }\n      }\n      ...Refused\n    }\n  }\n": typeof types.UpdateSharedMetricDocument,
    "\n  mutation DeleteSharedMetric($input: DeleteSavedMetricInput!) {\n    outcome: deleteSavedMetric(input: $input) {\n      ... on DeleteSavedMetricPayload {\n        deletedId\n      }\n      ...Refused\n    }\n  }\n": typeof types.DeleteSharedMetricDocument,
    "\n  query RunningTime($input: CalculateRunningTimeInput!) {\n    calculateRunningTime(input: $input) {\n      baselineValue\n      variance\n      numberOfVariants\n      recommendedSampleSize\n      recommendedSampleSizePerVariant\n      recommendedRunningTimeDays\n      warnings {\n        field\n        message\n      }\n    }\n  }\n": typeof types.RunningTimeDocument,
    "\n  query Baseline($input: ExperimentSetupContextInput!) {\n    experimentSetupContext(input: $input) {\n      candidateMetric {\n        status\n        data {\n          conversionRate\n          windowDays\n          meanCountBaselineStats {\n            numberOfSamples\n            sum\n          }\n        }\n      }\n      targetSurface {\n        status\n        data {\n          exposuresPerDayEstimate\n        }\n      }\n    }\n  }\n": typeof types.BaselineDocument,
    "\n  query Projects {\n    projects {\n      id\n      posthogId\n      name\n    }\n  }\n": typeof types.ProjectsDocument,
    "\n  query Choices {\n    holdouts(first: 100) {\n      nodes {\n        id\n        name\n        exclusionPercentage\n      }\n    }\n    savedMetrics(first: 50) {\n      totalCount\n      nodes {\n        ...SharedChoice\n      }\n    }\n  }\n\n  fragment SharedChoice on SavedMetric {\n    id\n    name\n    description\n    tags\n    metric {\n      __typename\n      id\n      goal\n    }\n  }\n": typeof types.ChoicesDocument,
    "\n  query SharedMetricSearch($search: String!) {\n    savedMetrics(first: 50, filter: { search: $search }) {\n      totalCount\n      nodes {\n        ...SharedChoice\n      }\n    }\n  }\n": typeof types.SharedMetricSearchDocument,
    "\n  query FlagOfKey($key: String!) {\n    featureFlag(key: $key) {\n      id\n      key\n      active\n      archived\n    }\n  }\n": typeof types.FlagOfKeyDocument,
    "\n  query EligibleFlags($search: String!) {\n    eligibleFeatureFlags(first: 100, filter: { search: $search }) {\n      nodes {\n        id\n        key\n        active\n        variants {\n          key\n          name\n          rolloutPercentage\n        }\n      }\n    }\n  }\n": typeof types.EligibleFlagsDocument,
    "\n  query EditedExperiment($id: ID!) {\n    experiment(id: $id) {\n      ...Edited\n    }\n  }\n\n  fragment Edited on Experiment {\n    id\n    name\n    description\n    status\n    version\n    isLegacy\n    tags\n    featureFlagKey\n    featureFlag {\n      id\n      releaseConditions {\n        rolloutPercentage\n      }\n    }\n    variants {\n      key\n      name\n      rolloutPercentage\n    }\n    holdout {\n      id\n      name\n    }\n    exposureCriteria {\n      exposureEvent\n      filterTestAccounts\n      multipleVariantHandling\n      raw\n    }\n    statsConfig {\n      method\n      confidenceLevel\n      cupedEnabled\n      raw\n    }\n    runningTime {\n      minimumDetectableEffect\n      recommendedSampleSize\n      recommendedRunningTimeDays\n      exposureEstimateConfig\n    }\n    savedMetrics {\n      id\n      name\n      role\n      savedMetricId\n      metadata\n    }\n    metrics {\n      __typename\n      id\n      name\n      role\n      isShared\n      raw\n    }\n  }\n": typeof types.EditedExperimentDocument,
    "\n  query LastChanges($id: ID!) {\n    experiment(id: $id) {\n      id\n      activity(first: 5) {\n        nodes {\n          id\n          createdAt\n          user {\n            firstName\n            email\n          }\n        }\n      }\n    }\n  }\n": typeof types.LastChangesDocument,
    "\n  fragment Refused on MutationProblem {\n    __typename\n    code\n    message\n    ... on ValidationProblem {\n      path\n      faults {\n        path\n        message\n      }\n    }\n    ... on VersionConflict {\n      fields\n    }\n    ... on PermissionDenied {\n      missingScopes\n    }\n  }\n": typeof types.RefusedFragmentDoc,
    "\n  mutation Create($input: CreateExperimentInput!) {\n    outcome: createExperiment(input: $input) {\n      ... on CreateExperimentPayload {\n        notStored\n        experiment {\n          id\n        }\n      }\n      ...Refused\n    }\n  }\n": typeof types.CreateDocument,
    "\n  mutation Update($input: UpdateExperimentInput!) {\n    outcome: updateExperiment(input: $input) {\n      __typename\n      ... on UpdateExperimentPayload {\n        notStored\n        experiment {\n          ...Edited\n        }\n      }\n      ...Refused\n    }\n  }\n": typeof types.UpdateDocument,
    "\n  mutation Duplicate($input: DuplicateExperimentInput!) {\n    outcome: duplicateExperiment(input: $input) {\n      ... on DuplicateExperimentPayload {\n        experiment {\n          id\n        }\n      }\n      ...Refused\n    }\n  }\n": typeof types.DuplicateDocument,
};
const documents: Documents = {
    "\n  query Holdouts($after: String) {\n    holdouts(first: 100, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...HoldoutRow\n      }\n    }\n  }\n\n  fragment HoldoutRow on Holdout {\n    id\n    name\n    description\n    exclusionPercentage\n    groups {\n      rolloutPercentage\n      properties\n    }\n  }\n": types.HoldoutsDocument,
    "\n  query HoldoutUses {\n    experiments(first: 100) {\n      totalCount\n      nodes {\n        id\n        name\n        status\n        holdout {\n          id\n        }\n      }\n    }\n  }\n": types.HoldoutUsesDocument,
    "\n  mutation CreateHoldout($input: CreateHoldoutInput!) {\n    outcome: createHoldout(input: $input) {\n      ... on CreateHoldoutPayload {\n        holdout {\n          ...HoldoutRow\n        }\n      }\n      ...Refused\n    }\n  }\n": types.CreateHoldoutDocument,
    "\n  mutation UpdateHoldout($input: UpdateHoldoutInput!) {\n    outcome: updateHoldout(input: $input) {\n      ... on UpdateHoldoutPayload {\n        holdout {\n          ...HoldoutRow\n        }\n      }\n      ...Refused\n    }\n  }\n": types.UpdateHoldoutDocument,
    "\n  mutation DeleteHoldout($input: DeleteHoldoutInput!) {\n    outcome: deleteHoldout(input: $input) {\n      ... on DeleteHoldoutPayload {\n        deletedId\n      }\n      ...Refused\n    }\n  }\n": types.DeleteHoldoutDocument,
    "\n  query SharedMetrics($after: String, $filter: SavedMetricFilter) {\n    savedMetrics(first: 25, after: $after, filter: $filter) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...SharedMetricRow\n      }\n    }\n  }\n\n  fragment SharedMetricRow on SavedMetric {\n    id\n    name\n    description\n    tags\n    metric {\n      __typename\n      id\n      goal\n      raw\n    }\n  }\n": types.SharedMetricsDocument,
    "\n  query SharedMetricUses($id: ID!) {\n    savedMetric(id: $id) {\n      id\n      experiments(first: 25) {\n        candidates\n        pageInfo {\n          hasNextPage\n        }\n        nodes {\n          id\n          name\n          status\n        }\n      }\n    }\n  }\n": types.SharedMetricUsesDocument,
    "\n  mutation CreateSharedMetric($input: CreateSavedMetricInput!) {\n    outcome: createSavedMetric(input: $input) {\n      ... on CreateSavedMetricPayload {\n        savedMetric {\n          ...SharedMetricRow\n        }\n      }\n      ...Refused\n    }\n  }\n": types.CreateSharedMetricDocument,
    "\n  mutation UpdateSharedMetric($input: UpdateSavedMetricInput!) {\n    outcome: updateSavedMetric(input: $input) {\n      ... on UpdateSavedMetricPayload {\n        savedMetric {\n          ...SharedMetricRow\n        }\n      }\n      ...Refused\n    }\n  }\n": types.UpdateSharedMetricDocument,
    "\n  mutation DeleteSharedMetric($input: DeleteSavedMetricInput!) {\n    outcome: deleteSavedMetric(input: $input) {\n      ... on DeleteSavedMetricPayload {\n        deletedId\n      }\n      ...Refused\n    }\n  }\n": types.DeleteSharedMetricDocument,
    "\n  query RunningTime($input: CalculateRunningTimeInput!) {\n    calculateRunningTime(input: $input) {\n      baselineValue\n      variance\n      numberOfVariants\n      recommendedSampleSize\n      recommendedSampleSizePerVariant\n      recommendedRunningTimeDays\n      warnings {\n        field\n        message\n      }\n    }\n  }\n": types.RunningTimeDocument,
    "\n  query Baseline($input: ExperimentSetupContextInput!) {\n    experimentSetupContext(input: $input) {\n      candidateMetric {\n        status\n        data {\n          conversionRate\n          windowDays\n          meanCountBaselineStats {\n            numberOfSamples\n            sum\n          }\n        }\n      }\n      targetSurface {\n        status\n        data {\n          exposuresPerDayEstimate\n        }\n      }\n    }\n  }\n": types.BaselineDocument,
    "\n  query Projects {\n    projects {\n      id\n      posthogId\n      name\n    }\n  }\n": types.ProjectsDocument,
    "\n  query Choices {\n    holdouts(first: 100) {\n      nodes {\n        id\n        name\n        exclusionPercentage\n      }\n    }\n    savedMetrics(first: 50) {\n      totalCount\n      nodes {\n        ...SharedChoice\n      }\n    }\n  }\n\n  fragment SharedChoice on SavedMetric {\n    id\n    name\n    description\n    tags\n    metric {\n      __typename\n      id\n      goal\n    }\n  }\n": types.ChoicesDocument,
    "\n  query SharedMetricSearch($search: String!) {\n    savedMetrics(first: 50, filter: { search: $search }) {\n      totalCount\n      nodes {\n        ...SharedChoice\n      }\n    }\n  }\n": types.SharedMetricSearchDocument,
    "\n  query FlagOfKey($key: String!) {\n    featureFlag(key: $key) {\n      id\n      key\n      active\n      archived\n    }\n  }\n": types.FlagOfKeyDocument,
    "\n  query EligibleFlags($search: String!) {\n    eligibleFeatureFlags(first: 100, filter: { search: $search }) {\n      nodes {\n        id\n        key\n        active\n        variants {\n          key\n          name\n          rolloutPercentage\n        }\n      }\n    }\n  }\n": types.EligibleFlagsDocument,
    "\n  query EditedExperiment($id: ID!) {\n    experiment(id: $id) {\n      ...Edited\n    }\n  }\n\n  fragment Edited on Experiment {\n    id\n    name\n    description\n    status\n    version\n    isLegacy\n    tags\n    featureFlagKey\n    featureFlag {\n      id\n      releaseConditions {\n        rolloutPercentage\n      }\n    }\n    variants {\n      key\n      name\n      rolloutPercentage\n    }\n    holdout {\n      id\n      name\n    }\n    exposureCriteria {\n      exposureEvent\n      filterTestAccounts\n      multipleVariantHandling\n      raw\n    }\n    statsConfig {\n      method\n      confidenceLevel\n      cupedEnabled\n      raw\n    }\n    runningTime {\n      minimumDetectableEffect\n      recommendedSampleSize\n      recommendedRunningTimeDays\n      exposureEstimateConfig\n    }\n    savedMetrics {\n      id\n      name\n      role\n      savedMetricId\n      metadata\n    }\n    metrics {\n      __typename\n      id\n      name\n      role\n      isShared\n      raw\n    }\n  }\n": types.EditedExperimentDocument,
    "\n  query LastChanges($id: ID!) {\n    experiment(id: $id) {\n      id\n      activity(first: 5) {\n        nodes {\n          id\n          createdAt\n          user {\n            firstName\n            email\n          }\n        }\n      }\n    }\n  }\n": types.LastChangesDocument,
    "\n  fragment Refused on MutationProblem {\n    __typename\n    code\n    message\n    ... on ValidationProblem {\n      path\n      faults {\n        path\n        message\n      }\n    }\n    ... on VersionConflict {\n      fields\n    }\n    ... on PermissionDenied {\n      missingScopes\n    }\n  }\n": types.RefusedFragmentDoc,
    "\n  mutation Create($input: CreateExperimentInput!) {\n    outcome: createExperiment(input: $input) {\n      ... on CreateExperimentPayload {\n        notStored\n        experiment {\n          id\n        }\n      }\n      ...Refused\n    }\n  }\n": types.CreateDocument,
    "\n  mutation Update($input: UpdateExperimentInput!) {\n    outcome: updateExperiment(input: $input) {\n      __typename\n      ... on UpdateExperimentPayload {\n        notStored\n        experiment {\n          ...Edited\n        }\n      }\n      ...Refused\n    }\n  }\n": types.UpdateDocument,
    "\n  mutation Duplicate($input: DuplicateExperimentInput!) {\n    outcome: duplicateExperiment(input: $input) {\n      ... on DuplicateExperimentPayload {\n        experiment {\n          id\n        }\n      }\n      ...Refused\n    }\n  }\n": types.DuplicateDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Holdouts($after: String) {\n    holdouts(first: 100, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...HoldoutRow\n      }\n    }\n  }\n\n  fragment HoldoutRow on Holdout {\n    id\n    name\n    description\n    exclusionPercentage\n    groups {\n      rolloutPercentage\n      properties\n    }\n  }\n"): (typeof documents)["\n  query Holdouts($after: String) {\n    holdouts(first: 100, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...HoldoutRow\n      }\n    }\n  }\n\n  fragment HoldoutRow on Holdout {\n    id\n    name\n    description\n    exclusionPercentage\n    groups {\n      rolloutPercentage\n      properties\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HoldoutUses {\n    experiments(first: 100) {\n      totalCount\n      nodes {\n        id\n        name\n        status\n        holdout {\n          id\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query HoldoutUses {\n    experiments(first: 100) {\n      totalCount\n      nodes {\n        id\n        name\n        status\n        holdout {\n          id\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateHoldout($input: CreateHoldoutInput!) {\n    outcome: createHoldout(input: $input) {\n      ... on CreateHoldoutPayload {\n        holdout {\n          ...HoldoutRow\n        }\n      }\n      ...Refused\n    }\n  }\n"): (typeof documents)["\n  mutation CreateHoldout($input: CreateHoldoutInput!) {\n    outcome: createHoldout(input: $input) {\n      ... on CreateHoldoutPayload {\n        holdout {\n          ...HoldoutRow\n        }\n      }\n      ...Refused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateHoldout($input: UpdateHoldoutInput!) {\n    outcome: updateHoldout(input: $input) {\n      ... on UpdateHoldoutPayload {\n        holdout {\n          ...HoldoutRow\n        }\n      }\n      ...Refused\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateHoldout($input: UpdateHoldoutInput!) {\n    outcome: updateHoldout(input: $input) {\n      ... on UpdateHoldoutPayload {\n        holdout {\n          ...HoldoutRow\n        }\n      }\n      ...Refused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteHoldout($input: DeleteHoldoutInput!) {\n    outcome: deleteHoldout(input: $input) {\n      ... on DeleteHoldoutPayload {\n        deletedId\n      }\n      ...Refused\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteHoldout($input: DeleteHoldoutInput!) {\n    outcome: deleteHoldout(input: $input) {\n      ... on DeleteHoldoutPayload {\n        deletedId\n      }\n      ...Refused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SharedMetrics($after: String, $filter: SavedMetricFilter) {\n    savedMetrics(first: 25, after: $after, filter: $filter) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...SharedMetricRow\n      }\n    }\n  }\n\n  fragment SharedMetricRow on SavedMetric {\n    id\n    name\n    description\n    tags\n    metric {\n      __typename\n      id\n      goal\n      raw\n    }\n  }\n"): (typeof documents)["\n  query SharedMetrics($after: String, $filter: SavedMetricFilter) {\n    savedMetrics(first: 25, after: $after, filter: $filter) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        ...SharedMetricRow\n      }\n    }\n  }\n\n  fragment SharedMetricRow on SavedMetric {\n    id\n    name\n    description\n    tags\n    metric {\n      __typename\n      id\n      goal\n      raw\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SharedMetricUses($id: ID!) {\n    savedMetric(id: $id) {\n      id\n      experiments(first: 25) {\n        candidates\n        pageInfo {\n          hasNextPage\n        }\n        nodes {\n          id\n          name\n          status\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query SharedMetricUses($id: ID!) {\n    savedMetric(id: $id) {\n      id\n      experiments(first: 25) {\n        candidates\n        pageInfo {\n          hasNextPage\n        }\n        nodes {\n          id\n          name\n          status\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateSharedMetric($input: CreateSavedMetricInput!) {\n    outcome: createSavedMetric(input: $input) {\n      ... on CreateSavedMetricPayload {\n        savedMetric {\n          ...SharedMetricRow\n        }\n      }\n      ...Refused\n    }\n  }\n"): (typeof documents)["\n  mutation CreateSharedMetric($input: CreateSavedMetricInput!) {\n    outcome: createSavedMetric(input: $input) {\n      ... on CreateSavedMetricPayload {\n        savedMetric {\n          ...SharedMetricRow\n        }\n      }\n      ...Refused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateSharedMetric($input: UpdateSavedMetricInput!) {\n    outcome: updateSavedMetric(input: $input) {\n      ... on UpdateSavedMetricPayload {\n        savedMetric {\n          ...SharedMetricRow\n        }\n      }\n      ...Refused\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateSharedMetric($input: UpdateSavedMetricInput!) {\n    outcome: updateSavedMetric(input: $input) {\n      ... on UpdateSavedMetricPayload {\n        savedMetric {\n          ...SharedMetricRow\n        }\n      }\n      ...Refused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteSharedMetric($input: DeleteSavedMetricInput!) {\n    outcome: deleteSavedMetric(input: $input) {\n      ... on DeleteSavedMetricPayload {\n        deletedId\n      }\n      ...Refused\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteSharedMetric($input: DeleteSavedMetricInput!) {\n    outcome: deleteSavedMetric(input: $input) {\n      ... on DeleteSavedMetricPayload {\n        deletedId\n      }\n      ...Refused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RunningTime($input: CalculateRunningTimeInput!) {\n    calculateRunningTime(input: $input) {\n      baselineValue\n      variance\n      numberOfVariants\n      recommendedSampleSize\n      recommendedSampleSizePerVariant\n      recommendedRunningTimeDays\n      warnings {\n        field\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  query RunningTime($input: CalculateRunningTimeInput!) {\n    calculateRunningTime(input: $input) {\n      baselineValue\n      variance\n      numberOfVariants\n      recommendedSampleSize\n      recommendedSampleSizePerVariant\n      recommendedRunningTimeDays\n      warnings {\n        field\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Baseline($input: ExperimentSetupContextInput!) {\n    experimentSetupContext(input: $input) {\n      candidateMetric {\n        status\n        data {\n          conversionRate\n          windowDays\n          meanCountBaselineStats {\n            numberOfSamples\n            sum\n          }\n        }\n      }\n      targetSurface {\n        status\n        data {\n          exposuresPerDayEstimate\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Baseline($input: ExperimentSetupContextInput!) {\n    experimentSetupContext(input: $input) {\n      candidateMetric {\n        status\n        data {\n          conversionRate\n          windowDays\n          meanCountBaselineStats {\n            numberOfSamples\n            sum\n          }\n        }\n      }\n      targetSurface {\n        status\n        data {\n          exposuresPerDayEstimate\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Projects {\n    projects {\n      id\n      posthogId\n      name\n    }\n  }\n"): (typeof documents)["\n  query Projects {\n    projects {\n      id\n      posthogId\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Choices {\n    holdouts(first: 100) {\n      nodes {\n        id\n        name\n        exclusionPercentage\n      }\n    }\n    savedMetrics(first: 50) {\n      totalCount\n      nodes {\n        ...SharedChoice\n      }\n    }\n  }\n\n  fragment SharedChoice on SavedMetric {\n    id\n    name\n    description\n    tags\n    metric {\n      __typename\n      id\n      goal\n    }\n  }\n"): (typeof documents)["\n  query Choices {\n    holdouts(first: 100) {\n      nodes {\n        id\n        name\n        exclusionPercentage\n      }\n    }\n    savedMetrics(first: 50) {\n      totalCount\n      nodes {\n        ...SharedChoice\n      }\n    }\n  }\n\n  fragment SharedChoice on SavedMetric {\n    id\n    name\n    description\n    tags\n    metric {\n      __typename\n      id\n      goal\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SharedMetricSearch($search: String!) {\n    savedMetrics(first: 50, filter: { search: $search }) {\n      totalCount\n      nodes {\n        ...SharedChoice\n      }\n    }\n  }\n"): (typeof documents)["\n  query SharedMetricSearch($search: String!) {\n    savedMetrics(first: 50, filter: { search: $search }) {\n      totalCount\n      nodes {\n        ...SharedChoice\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FlagOfKey($key: String!) {\n    featureFlag(key: $key) {\n      id\n      key\n      active\n      archived\n    }\n  }\n"): (typeof documents)["\n  query FlagOfKey($key: String!) {\n    featureFlag(key: $key) {\n      id\n      key\n      active\n      archived\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EligibleFlags($search: String!) {\n    eligibleFeatureFlags(first: 100, filter: { search: $search }) {\n      nodes {\n        id\n        key\n        active\n        variants {\n          key\n          name\n          rolloutPercentage\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query EligibleFlags($search: String!) {\n    eligibleFeatureFlags(first: 100, filter: { search: $search }) {\n      nodes {\n        id\n        key\n        active\n        variants {\n          key\n          name\n          rolloutPercentage\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EditedExperiment($id: ID!) {\n    experiment(id: $id) {\n      ...Edited\n    }\n  }\n\n  fragment Edited on Experiment {\n    id\n    name\n    description\n    status\n    version\n    isLegacy\n    tags\n    featureFlagKey\n    featureFlag {\n      id\n      releaseConditions {\n        rolloutPercentage\n      }\n    }\n    variants {\n      key\n      name\n      rolloutPercentage\n    }\n    holdout {\n      id\n      name\n    }\n    exposureCriteria {\n      exposureEvent\n      filterTestAccounts\n      multipleVariantHandling\n      raw\n    }\n    statsConfig {\n      method\n      confidenceLevel\n      cupedEnabled\n      raw\n    }\n    runningTime {\n      minimumDetectableEffect\n      recommendedSampleSize\n      recommendedRunningTimeDays\n      exposureEstimateConfig\n    }\n    savedMetrics {\n      id\n      name\n      role\n      savedMetricId\n      metadata\n    }\n    metrics {\n      __typename\n      id\n      name\n      role\n      isShared\n      raw\n    }\n  }\n"): (typeof documents)["\n  query EditedExperiment($id: ID!) {\n    experiment(id: $id) {\n      ...Edited\n    }\n  }\n\n  fragment Edited on Experiment {\n    id\n    name\n    description\n    status\n    version\n    isLegacy\n    tags\n    featureFlagKey\n    featureFlag {\n      id\n      releaseConditions {\n        rolloutPercentage\n      }\n    }\n    variants {\n      key\n      name\n      rolloutPercentage\n    }\n    holdout {\n      id\n      name\n    }\n    exposureCriteria {\n      exposureEvent\n      filterTestAccounts\n      multipleVariantHandling\n      raw\n    }\n    statsConfig {\n      method\n      confidenceLevel\n      cupedEnabled\n      raw\n    }\n    runningTime {\n      minimumDetectableEffect\n      recommendedSampleSize\n      recommendedRunningTimeDays\n      exposureEstimateConfig\n    }\n    savedMetrics {\n      id\n      name\n      role\n      savedMetricId\n      metadata\n    }\n    metrics {\n      __typename\n      id\n      name\n      role\n      isShared\n      raw\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LastChanges($id: ID!) {\n    experiment(id: $id) {\n      id\n      activity(first: 5) {\n        nodes {\n          id\n          createdAt\n          user {\n            firstName\n            email\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query LastChanges($id: ID!) {\n    experiment(id: $id) {\n      id\n      activity(first: 5) {\n        nodes {\n          id\n          createdAt\n          user {\n            firstName\n            email\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Refused on MutationProblem {\n    __typename\n    code\n    message\n    ... on ValidationProblem {\n      path\n      faults {\n        path\n        message\n      }\n    }\n    ... on VersionConflict {\n      fields\n    }\n    ... on PermissionDenied {\n      missingScopes\n    }\n  }\n"): (typeof documents)["\n  fragment Refused on MutationProblem {\n    __typename\n    code\n    message\n    ... on ValidationProblem {\n      path\n      faults {\n        path\n        message\n      }\n    }\n    ... on VersionConflict {\n      fields\n    }\n    ... on PermissionDenied {\n      missingScopes\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Create($input: CreateExperimentInput!) {\n    outcome: createExperiment(input: $input) {\n      ... on CreateExperimentPayload {\n        notStored\n        experiment {\n          id\n        }\n      }\n      ...Refused\n    }\n  }\n"): (typeof documents)["\n  mutation Create($input: CreateExperimentInput!) {\n    outcome: createExperiment(input: $input) {\n      ... on CreateExperimentPayload {\n        notStored\n        experiment {\n          id\n        }\n      }\n      ...Refused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Update($input: UpdateExperimentInput!) {\n    outcome: updateExperiment(input: $input) {\n      __typename\n      ... on UpdateExperimentPayload {\n        notStored\n        experiment {\n          ...Edited\n        }\n      }\n      ...Refused\n    }\n  }\n"): (typeof documents)["\n  mutation Update($input: UpdateExperimentInput!) {\n    outcome: updateExperiment(input: $input) {\n      __typename\n      ... on UpdateExperimentPayload {\n        notStored\n        experiment {\n          ...Edited\n        }\n      }\n      ...Refused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Duplicate($input: DuplicateExperimentInput!) {\n    outcome: duplicateExperiment(input: $input) {\n      ... on DuplicateExperimentPayload {\n        experiment {\n          id\n        }\n      }\n      ...Refused\n    }\n  }\n"): (typeof documents)["\n  mutation Duplicate($input: DuplicateExperimentInput!) {\n    outcome: duplicateExperiment(input: $input) {\n      ... on DuplicateExperimentPayload {\n        experiment {\n          id\n        }\n      }\n      ...Refused\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;