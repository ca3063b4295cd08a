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
    "\n  fragment ActionDone on ExperimentPayload {\n    experiment {\n      ...ExperimentHead\n    }\n    dryRun {\n      wouldSucceed\n      statusBefore\n      statusAfter\n      preconditions {\n        holds\n        message\n      }\n      warnings {\n        code\n        severity\n        message\n        variantKey\n        metricUuid\n      }\n      request {\n        method\n        path\n      }\n      flagBefore {\n        ...FlagFacts\n      }\n      flagAfter {\n        ...FlagFacts\n      }\n    }\n  }\n\n  fragment FlagFacts on FlagState {\n    key\n    active\n    variants {\n      key\n      rolloutPercentage\n    }\n    releaseConditions {\n      rolloutPercentage\n      properties\n      variant\n      exposureFrozen\n    }\n  }\n\n  fragment ActionRefused on MutationProblem {\n    code\n    message\n  }\n": typeof types.ActionDoneFragmentDoc,
    "\n  mutation Launch($input: LaunchExperimentInput!) {\n    outcome: launchExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": typeof types.LaunchDocument,
    "\n  mutation Pause($input: PauseExperimentInput!) {\n    outcome: pauseExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": typeof types.PauseDocument,
    "\n  mutation Resume($input: ResumeExperimentInput!) {\n    outcome: resumeExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": typeof types.ResumeDocument,
    "\n  mutation FreezeExposure($input: FreezeExposureInput!) {\n    outcome: freezeExposure(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": typeof types.FreezeExposureDocument,
    "\n  mutation UnfreezeExposure($input: UnfreezeExposureInput!) {\n    outcome: unfreezeExposure(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": typeof types.UnfreezeExposureDocument,
    "\n  mutation End($input: EndExperimentInput!) {\n    outcome: endExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": typeof types.EndDocument,
    "\n  mutation ShipVariant($input: ShipVariantInput!) {\n    outcome: shipVariant(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": typeof types.ShipVariantDocument,
    "\n  mutation Reset($input: ResetExperimentInput!) {\n    outcome: resetExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": typeof types.ResetDocument,
    "\n  mutation Archive($input: ArchiveExperimentInput!) {\n    outcome: archiveExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": typeof types.ArchiveDocument,
    "\n  mutation Unarchive($input: UnarchiveExperimentInput!) {\n    outcome: unarchiveExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": typeof types.UnarchiveDocument,
    "\n  query Experiment($id: ID!) {\n    experiment(id: $id) {\n      ...ExperimentHead\n    }\n  }\n\n  fragment ExperimentHead on Experiment {\n    id\n    name\n    description\n    status\n    archived\n    version\n    startDate\n    endDate\n    durationDays\n    createdAt\n    conclusion\n    conclusionComment\n    featureFlagKey\n    createdBy {\n      id\n      firstName\n      email\n    }\n    featureFlag {\n      id\n      active\n    }\n    holdout {\n      id\n      name\n    }\n    statsConfig {\n      method\n      confidenceLevel\n    }\n    variants {\n      key\n      name\n      rolloutPercentage\n      isExcluded\n    }\n    lifecycle {\n      action\n      allowed\n      destructive\n      message\n    }\n  }\n": typeof types.ExperimentDocument,
    "\n  query Results($id: ID!) {\n    experiment(id: $id) {\n      id\n      metrics {\n        ...MetricHead\n        ...MetricResults @defer\n      }\n      ...Exposures @defer\n    }\n  }\n\n  fragment Exposures on Experiment {\n    sampleRatioUntested\n    sampleRatioMismatch {\n      suspicious\n      pValue\n      arms {\n        key\n        observed\n        expected\n      }\n    }\n  }\n\n  fragment MetricHead on Metric {\n    id\n    name\n    role\n    goal\n  }\n\n  fragment MetricResults on Metric {\n    verdict {\n      state\n      variant\n      because\n    }\n    timeseries {\n      status\n      computedAt\n      staleReason\n      points {\n        date\n        variants {\n          key\n          delta\n          interval {\n            lower\n            upper\n          }\n        }\n      }\n      latest {\n        date\n        baseline {\n          key\n          samples\n          mean\n        }\n        variants {\n          ...VariantRow\n        }\n      }\n    }\n  }\n\n  fragment VariantRow on VariantResult {\n    key\n    samples\n    mean\n    delta\n    direction\n    significant\n    method\n    chanceToImprove\n    pValue\n    interval {\n      lower\n      upper\n      level\n    }\n  }\n": typeof types.ResultsDocument,
    "\n  subscription ExperimentChanged($id: ID!) {\n    experimentChanged(id: $id) {\n      isFirst\n      pace\n      changes {\n        field\n        before\n        after\n      }\n      experiment {\n        ...ExperimentHead\n      }\n    }\n  }\n": typeof types.ExperimentChangedDocument,
};
const documents: Documents = {
    "\n  fragment ActionDone on ExperimentPayload {\n    experiment {\n      ...ExperimentHead\n    }\n    dryRun {\n      wouldSucceed\n      statusBefore\n      statusAfter\n      preconditions {\n        holds\n        message\n      }\n      warnings {\n        code\n        severity\n        message\n        variantKey\n        metricUuid\n      }\n      request {\n        method\n        path\n      }\n      flagBefore {\n        ...FlagFacts\n      }\n      flagAfter {\n        ...FlagFacts\n      }\n    }\n  }\n\n  fragment FlagFacts on FlagState {\n    key\n    active\n    variants {\n      key\n      rolloutPercentage\n    }\n    releaseConditions {\n      rolloutPercentage\n      properties\n      variant\n      exposureFrozen\n    }\n  }\n\n  fragment ActionRefused on MutationProblem {\n    code\n    message\n  }\n": types.ActionDoneFragmentDoc,
    "\n  mutation Launch($input: LaunchExperimentInput!) {\n    outcome: launchExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": types.LaunchDocument,
    "\n  mutation Pause($input: PauseExperimentInput!) {\n    outcome: pauseExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": types.PauseDocument,
    "\n  mutation Resume($input: ResumeExperimentInput!) {\n    outcome: resumeExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": types.ResumeDocument,
    "\n  mutation FreezeExposure($input: FreezeExposureInput!) {\n    outcome: freezeExposure(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": types.FreezeExposureDocument,
    "\n  mutation UnfreezeExposure($input: UnfreezeExposureInput!) {\n    outcome: unfreezeExposure(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": types.UnfreezeExposureDocument,
    "\n  mutation End($input: EndExperimentInput!) {\n    outcome: endExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": types.EndDocument,
    "\n  mutation ShipVariant($input: ShipVariantInput!) {\n    outcome: shipVariant(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": types.ShipVariantDocument,
    "\n  mutation Reset($input: ResetExperimentInput!) {\n    outcome: resetExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": types.ResetDocument,
    "\n  mutation Archive($input: ArchiveExperimentInput!) {\n    outcome: archiveExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": types.ArchiveDocument,
    "\n  mutation Unarchive($input: UnarchiveExperimentInput!) {\n    outcome: unarchiveExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n": types.UnarchiveDocument,
    "\n  query Experiment($id: ID!) {\n    experiment(id: $id) {\n      ...ExperimentHead\n    }\n  }\n\n  fragment ExperimentHead on Experiment {\n    id\n    name\n    description\n    status\n    archived\n    version\n    startDate\n    endDate\n    durationDays\n    createdAt\n    conclusion\n    conclusionComment\n    featureFlagKey\n    createdBy {\n      id\n      firstName\n      email\n    }\n    featureFlag {\n      id\n      active\n    }\n    holdout {\n      id\n      name\n    }\n    statsConfig {\n      method\n      confidenceLevel\n    }\n    variants {\n      key\n      name\n      rolloutPercentage\n      isExcluded\n    }\n    lifecycle {\n      action\n      allowed\n      destructive\n      message\n    }\n  }\n": types.ExperimentDocument,
    "\n  query Results($id: ID!) {\n    experiment(id: $id) {\n      id\n      metrics {\n        ...MetricHead\n        ...MetricResults @defer\n      }\n      ...Exposures @defer\n    }\n  }\n\n  fragment Exposures on Experiment {\n    sampleRatioUntested\n    sampleRatioMismatch {\n      suspicious\n      pValue\n      arms {\n        key\n        observed\n        expected\n      }\n    }\n  }\n\n  fragment MetricHead on Metric {\n    id\n    name\n    role\n    goal\n  }\n\n  fragment MetricResults on Metric {\n    verdict {\n      state\n      variant\n      because\n    }\n    timeseries {\n      status\n      computedAt\n      staleReason\n      points {\n        date\n        variants {\n          key\n          delta\n          interval {\n            lower\n            upper\n          }\n        }\n      }\n      latest {\n        date\n        baseline {\n          key\n          samples\n          mean\n        }\n        variants {\n          ...VariantRow\n        }\n      }\n    }\n  }\n\n  fragment VariantRow on VariantResult {\n    key\n    samples\n    mean\n    delta\n    direction\n    significant\n    method\n    chanceToImprove\n    pValue\n    interval {\n      lower\n      upper\n      level\n    }\n  }\n": types.ResultsDocument,
    "\n  subscription ExperimentChanged($id: ID!) {\n    experimentChanged(id: $id) {\n      isFirst\n      pace\n      changes {\n        field\n        before\n        after\n      }\n      experiment {\n        ...ExperimentHead\n      }\n    }\n  }\n": types.ExperimentChangedDocument,
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
export function graphql(source: "\n  fragment ActionDone on ExperimentPayload {\n    experiment {\n      ...ExperimentHead\n    }\n    dryRun {\n      wouldSucceed\n      statusBefore\n      statusAfter\n      preconditions {\n        holds\n        message\n      }\n      warnings {\n        code\n        severity\n        message\n        variantKey\n        metricUuid\n      }\n      request {\n        method\n        path\n      }\n      flagBefore {\n        ...FlagFacts\n      }\n      flagAfter {\n        ...FlagFacts\n      }\n    }\n  }\n\n  fragment FlagFacts on FlagState {\n    key\n    active\n    variants {\n      key\n      rolloutPercentage\n    }\n    releaseConditions {\n      rolloutPercentage\n      properties\n      variant\n      exposureFrozen\n    }\n  }\n\n  fragment ActionRefused on MutationProblem {\n    code\n    message\n  }\n"): (typeof documents)["\n  fragment ActionDone on ExperimentPayload {\n    experiment {\n      ...ExperimentHead\n    }\n    dryRun {\n      wouldSucceed\n      statusBefore\n      statusAfter\n      preconditions {\n        holds\n        message\n      }\n      warnings {\n        code\n        severity\n        message\n        variantKey\n        metricUuid\n      }\n      request {\n        method\n        path\n      }\n      flagBefore {\n        ...FlagFacts\n      }\n      flagAfter {\n        ...FlagFacts\n      }\n    }\n  }\n\n  fragment FlagFacts on FlagState {\n    key\n    active\n    variants {\n      key\n      rolloutPercentage\n    }\n    releaseConditions {\n      rolloutPercentage\n      properties\n      variant\n      exposureFrozen\n    }\n  }\n\n  fragment ActionRefused on MutationProblem {\n    code\n    message\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Launch($input: LaunchExperimentInput!) {\n    outcome: launchExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"): (typeof documents)["\n  mutation Launch($input: LaunchExperimentInput!) {\n    outcome: launchExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Pause($input: PauseExperimentInput!) {\n    outcome: pauseExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"): (typeof documents)["\n  mutation Pause($input: PauseExperimentInput!) {\n    outcome: pauseExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Resume($input: ResumeExperimentInput!) {\n    outcome: resumeExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"): (typeof documents)["\n  mutation Resume($input: ResumeExperimentInput!) {\n    outcome: resumeExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FreezeExposure($input: FreezeExposureInput!) {\n    outcome: freezeExposure(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"): (typeof documents)["\n  mutation FreezeExposure($input: FreezeExposureInput!) {\n    outcome: freezeExposure(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnfreezeExposure($input: UnfreezeExposureInput!) {\n    outcome: unfreezeExposure(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"): (typeof documents)["\n  mutation UnfreezeExposure($input: UnfreezeExposureInput!) {\n    outcome: unfreezeExposure(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation End($input: EndExperimentInput!) {\n    outcome: endExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"): (typeof documents)["\n  mutation End($input: EndExperimentInput!) {\n    outcome: endExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ShipVariant($input: ShipVariantInput!) {\n    outcome: shipVariant(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"): (typeof documents)["\n  mutation ShipVariant($input: ShipVariantInput!) {\n    outcome: shipVariant(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Reset($input: ResetExperimentInput!) {\n    outcome: resetExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"): (typeof documents)["\n  mutation Reset($input: ResetExperimentInput!) {\n    outcome: resetExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Archive($input: ArchiveExperimentInput!) {\n    outcome: archiveExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"): (typeof documents)["\n  mutation Archive($input: ArchiveExperimentInput!) {\n    outcome: archiveExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Unarchive($input: UnarchiveExperimentInput!) {\n    outcome: unarchiveExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"): (typeof documents)["\n  mutation Unarchive($input: UnarchiveExperimentInput!) {\n    outcome: unarchiveExperiment(input: $input) {\n      __typename\n      ...ActionDone\n      ...ActionRefused\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Experiment($id: ID!) {\n    experiment(id: $id) {\n      ...ExperimentHead\n    }\n  }\n\n  fragment ExperimentHead on Experiment {\n    id\n    name\n    description\n    status\n    archived\n    version\n    startDate\n    endDate\n    durationDays\n    createdAt\n    conclusion\n    conclusionComment\n    featureFlagKey\n    createdBy {\n      id\n      firstName\n      email\n    }\n    featureFlag {\n      id\n      active\n    }\n    holdout {\n      id\n      name\n    }\n    statsConfig {\n      method\n      confidenceLevel\n    }\n    variants {\n      key\n      name\n      rolloutPercentage\n      isExcluded\n    }\n    lifecycle {\n      action\n      allowed\n      destructive\n      message\n    }\n  }\n"): (typeof documents)["\n  query Experiment($id: ID!) {\n    experiment(id: $id) {\n      ...ExperimentHead\n    }\n  }\n\n  fragment ExperimentHead on Experiment {\n    id\n    name\n    description\n    status\n    archived\n    version\n    startDate\n    endDate\n    durationDays\n    createdAt\n    conclusion\n    conclusionComment\n    featureFlagKey\n    createdBy {\n      id\n      firstName\n      email\n    }\n    featureFlag {\n      id\n      active\n    }\n    holdout {\n      id\n      name\n    }\n    statsConfig {\n      method\n      confidenceLevel\n    }\n    variants {\n      key\n      name\n      rolloutPercentage\n      isExcluded\n    }\n    lifecycle {\n      action\n      allowed\n      destructive\n      message\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Results($id: ID!) {\n    experiment(id: $id) {\n      id\n      metrics {\n        ...MetricHead\n        ...MetricResults @defer\n      }\n      ...Exposures @defer\n    }\n  }\n\n  fragment Exposures on Experiment {\n    sampleRatioUntested\n    sampleRatioMismatch {\n      suspicious\n      pValue\n      arms {\n        key\n        observed\n        expected\n      }\n    }\n  }\n\n  fragment MetricHead on Metric {\n    id\n    name\n    role\n    goal\n  }\n\n  fragment MetricResults on Metric {\n    verdict {\n      state\n      variant\n      because\n    }\n    timeseries {\n      status\n      computedAt\n      staleReason\n      points {\n        date\n        variants {\n          key\n          delta\n          interval {\n            lower\n            upper\n          }\n        }\n      }\n      latest {\n        date\n        baseline {\n          key\n          samples\n          mean\n        }\n        variants {\n          ...VariantRow\n        }\n      }\n    }\n  }\n\n  fragment VariantRow on VariantResult {\n    key\n    samples\n    mean\n    delta\n    direction\n    significant\n    method\n    chanceToImprove\n    pValue\n    interval {\n      lower\n      upper\n      level\n    }\n  }\n"): (typeof documents)["\n  query Results($id: ID!) {\n    experiment(id: $id) {\n      id\n      metrics {\n        ...MetricHead\n        ...MetricResults @defer\n      }\n      ...Exposures @defer\n    }\n  }\n\n  fragment Exposures on Experiment {\n    sampleRatioUntested\n    sampleRatioMismatch {\n      suspicious\n      pValue\n      arms {\n        key\n        observed\n        expected\n      }\n    }\n  }\n\n  fragment MetricHead on Metric {\n    id\n    name\n    role\n    goal\n  }\n\n  fragment MetricResults on Metric {\n    verdict {\n      state\n      variant\n      because\n    }\n    timeseries {\n      status\n      computedAt\n      staleReason\n      points {\n        date\n        variants {\n          key\n          delta\n          interval {\n            lower\n            upper\n          }\n        }\n      }\n      latest {\n        date\n        baseline {\n          key\n          samples\n          mean\n        }\n        variants {\n          ...VariantRow\n        }\n      }\n    }\n  }\n\n  fragment VariantRow on VariantResult {\n    key\n    samples\n    mean\n    delta\n    direction\n    significant\n    method\n    chanceToImprove\n    pValue\n    interval {\n      lower\n      upper\n      level\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ExperimentChanged($id: ID!) {\n    experimentChanged(id: $id) {\n      isFirst\n      pace\n      changes {\n        field\n        before\n        after\n      }\n      experiment {\n        ...ExperimentHead\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription ExperimentChanged($id: ID!) {\n    experimentChanged(id: $id) {\n      isFirst\n      pace\n      changes {\n        field\n        before\n        after\n      }\n      experiment {\n        ...ExperimentHead\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;