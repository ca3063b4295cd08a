/* eslint-disable */
import * as types from './graphql.ts';



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
    "\n  mutation PauseByGuard($input: PauseExperimentInput!) {\n    outcome: pauseExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        message\n      }\n    }\n  }\n": typeof types.PauseByGuardDocument,
    "\n  mutation EndByGuard($input: EndExperimentInput!) {\n    outcome: endExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        message\n      }\n    }\n  }\n": typeof types.EndByGuardDocument,
    "\n  mutation ShipAtScheduledEnd($input: ShipVariantInput!) {\n    outcome: shipVariant(input: $input) {\n      __typename\n      ... on MutationProblem {\n        message\n      }\n    }\n  }\n": typeof types.ShipAtScheduledEndDocument,
    "\n  mutation CommentByGuard($input: UpdateExperimentInput!) {\n    outcome: updateExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        message\n      }\n    }\n  }\n": typeof types.CommentByGuardDocument,
    "\n  query GuardedState($id: ID!, $projectId: ID!) @fresh(maxAge: 0, staleOk: false) {\n    experiment(id: $id, projectId: $projectId) {\n      id\n      name\n      status\n      startDate\n      endDate\n      version\n      conclusion\n      conclusionComment\n      variants {\n        key\n        rolloutPercentage\n      }\n      featureFlag {\n        version\n      }\n    }\n  }\n": typeof types.GuardedStateDocument,
    "\n  query GuardEvidence(\n    $id: ID!\n    $projectId: ID!\n    $withResults: Boolean!\n    $withFindings: Boolean!\n    $withDecision: Boolean!\n    $codes: [FindingCode!]\n  ) @fresh(maxAge: 30, staleOk: false) {\n    experiment(id: $id, projectId: $projectId) {\n      sampleRatioMismatch @include(if: $withResults) {\n        suspicious\n        pValue\n        asOf\n      }\n      sampleRatioUntested @include(if: $withResults)\n      latestRecalculation @include(if: $withResults) {\n        activeRunStatus\n      }\n      metrics @include(if: $withResults) {\n        uuid\n        name\n        goal\n        latestResult {\n          asOf\n          error\n          baseline {\n            ...GuardedArm\n          }\n          variants {\n            ...GuardedVariant\n          }\n        }\n      }\n      findings(code: $codes) @include(if: $withFindings) {\n        code\n        severity\n        message\n        unchecked\n      }\n      decision @include(if: $withDecision) {\n        recommendation\n        variant\n        because\n        asOf\n      }\n    }\n  }\n\n  fragment GuardedArm on ArmResult {\n    key\n    samples\n    mean\n  }\n\n  fragment GuardedVariant on VariantResult {\n    key\n    samples\n    delta\n    interval {\n      lower\n      upper\n      level\n    }\n    sequentialInterval {\n      lower\n      upper\n      level\n    }\n  }\n": typeof types.GuardEvidenceDocument,
    "\n  query GuardedSeries($id: ID!, $projectId: ID!, $uuid: String!)\n  @fresh(maxAge: 30, staleOk: false) {\n    experiment(id: $id, projectId: $projectId) {\n      metric(uuid: $uuid) {\n        timeseries {\n          recalculation {\n            status\n          }\n          latest {\n            date\n            baseline {\n              ...GuardedArm\n            }\n            variants {\n              ...GuardedVariant\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.GuardedSeriesDocument,
    "\n  query GuardedByName($id: ID, $featureFlagKey: String, $projectId: ID) {\n    experiment(id: $id, featureFlagKey: $featureFlagKey, projectId: $projectId) {\n      ...GuardedNames\n    }\n  }\n\n  fragment GuardedNames on Experiment {\n    posthogId\n    projectId\n    name\n    featureFlagKey\n    isLegacy\n    variants {\n      key\n    }\n    metrics {\n      uuid\n      name\n      goal\n    }\n  }\n": typeof types.GuardedByNameDocument,
    "\n  query GuardedSearch($search: String!, $projectId: ID) {\n    experiments(filter: { search: $search }, first: 100, projectId: $projectId) {\n      nodes {\n        posthogId\n        name\n        featureFlagKey\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n": typeof types.GuardedSearchDocument,
    "\n  fragment Written on ExperimentPayload {\n    reconciled\n    notStored\n    experiment {\n      id\n      version\n      name\n    }\n  }\n": typeof types.WrittenFragmentDoc,
    "\n  mutation ApplySpec($input: ApplyExperimentInput!) {\n    result: applyExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": typeof types.ApplySpecDocument,
    "\n  mutation LaunchFromFile($input: LaunchExperimentInput!) {\n    result: launchExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": typeof types.LaunchFromFileDocument,
    "\n  mutation PauseFromFile($input: PauseExperimentInput!) {\n    result: pauseExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": typeof types.PauseFromFileDocument,
    "\n  mutation ResumeFromFile($input: ResumeExperimentInput!) {\n    result: resumeExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": typeof types.ResumeFromFileDocument,
    "\n  mutation FreezeFromFile($input: FreezeExposureInput!) {\n    result: freezeExposure(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": typeof types.FreezeFromFileDocument,
    "\n  mutation UnfreezeFromFile($input: UnfreezeExposureInput!) {\n    result: unfreezeExposure(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": typeof types.UnfreezeFromFileDocument,
    "\n  mutation EndFromFile($input: EndExperimentInput!) {\n    result: endExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": typeof types.EndFromFileDocument,
    "\n  mutation ConcludeFromFile($input: UpdateExperimentInput!) {\n    result: updateExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": typeof types.ConcludeFromFileDocument,
    "\n  query LaunchChecklistOf($id: ID!) {\n    experiment(id: $id) {\n      launchChecklist {\n        message\n        passed\n        required\n      }\n    }\n  }\n": typeof types.LaunchChecklistOfDocument,
    "\n  query PlanSpecs($specs: [JSON!]!) {\n    planExperiments(specs: $specs) {\n      faults {\n        path\n        message\n      }\n      plan {\n        action\n        planHash\n        changes {\n          path\n          before\n          after\n        }\n        experiment {\n          id\n          statusText\n          version\n          archived\n          conclusion\n          conclusionComment\n          lifecycle {\n            action\n            allowed\n          }\n        }\n      }\n    }\n  }\n": typeof types.PlanSpecsDocument,
    "\n  query SpecFileOf($id: ID!) {\n    experiment(id: $id) {\n      spec\n      statusText\n      conclusion\n      conclusionComment\n    }\n  }\n": typeof types.SpecFileOfDocument,
    "\n  query WatchProject($projectId: ID!, $first: Int!, $offset: Int!)\n  @fresh(maxAge: 0, staleOk: false) {\n    experimentFacts(projectId: $projectId, first: $first, offset: $offset) {\n      facts\n      total\n      unreadable\n    }\n  }\n": typeof types.WatchProjectDocument,
    "\n  query WatchExperiments($projectId: ID!, $ids: [ID!]!) @fresh(maxAge: 0, staleOk: false) {\n    experimentFacts(projectId: $projectId, ids: $ids) {\n      facts\n    }\n  }\n": typeof types.WatchExperimentsDocument,
    "\n  query WatchedProject($id: ID!) {\n    project(id: $id) {\n      posthogId\n    }\n  }\n": typeof types.WatchedProjectDocument,
};
const documents: Documents = {
    "\n  mutation PauseByGuard($input: PauseExperimentInput!) {\n    outcome: pauseExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        message\n      }\n    }\n  }\n": types.PauseByGuardDocument,
    "\n  mutation EndByGuard($input: EndExperimentInput!) {\n    outcome: endExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        message\n      }\n    }\n  }\n": types.EndByGuardDocument,
    "\n  mutation ShipAtScheduledEnd($input: ShipVariantInput!) {\n    outcome: shipVariant(input: $input) {\n      __typename\n      ... on MutationProblem {\n        message\n      }\n    }\n  }\n": types.ShipAtScheduledEndDocument,
    "\n  mutation CommentByGuard($input: UpdateExperimentInput!) {\n    outcome: updateExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        message\n      }\n    }\n  }\n": types.CommentByGuardDocument,
    "\n  query GuardedState($id: ID!, $projectId: ID!) @fresh(maxAge: 0, staleOk: false) {\n    experiment(id: $id, projectId: $projectId) {\n      id\n      name\n      status\n      startDate\n      endDate\n      version\n      conclusion\n      conclusionComment\n      variants {\n        key\n        rolloutPercentage\n      }\n      featureFlag {\n        version\n      }\n    }\n  }\n": types.GuardedStateDocument,
    "\n  query GuardEvidence(\n    $id: ID!\n    $projectId: ID!\n    $withResults: Boolean!\n    $withFindings: Boolean!\n    $withDecision: Boolean!\n    $codes: [FindingCode!]\n  ) @fresh(maxAge: 30, staleOk: false) {\n    experiment(id: $id, projectId: $projectId) {\n      sampleRatioMismatch @include(if: $withResults) {\n        suspicious\n        pValue\n        asOf\n      }\n      sampleRatioUntested @include(if: $withResults)\n      latestRecalculation @include(if: $withResults) {\n        activeRunStatus\n      }\n      metrics @include(if: $withResults) {\n        uuid\n        name\n        goal\n        latestResult {\n          asOf\n          error\n          baseline {\n            ...GuardedArm\n          }\n          variants {\n            ...GuardedVariant\n          }\n        }\n      }\n      findings(code: $codes) @include(if: $withFindings) {\n        code\n        severity\n        message\n        unchecked\n      }\n      decision @include(if: $withDecision) {\n        recommendation\n        variant\n        because\n        asOf\n      }\n    }\n  }\n\n  fragment GuardedArm on ArmResult {\n    key\n    samples\n    mean\n  }\n\n  fragment GuardedVariant on VariantResult {\n    key\n    samples\n    delta\n    interval {\n      lower\n      upper\n      level\n    }\n    sequentialInterval {\n      lower\n      upper\n      level\n    }\n  }\n": types.GuardEvidenceDocument,
    "\n  query GuardedSeries($id: ID!, $projectId: ID!, $uuid: String!)\n  @fresh(maxAge: 30, staleOk: false) {\n    experiment(id: $id, projectId: $projectId) {\n      metric(uuid: $uuid) {\n        timeseries {\n          recalculation {\n            status\n          }\n          latest {\n            date\n            baseline {\n              ...GuardedArm\n            }\n            variants {\n              ...GuardedVariant\n            }\n          }\n        }\n      }\n    }\n  }\n": types.GuardedSeriesDocument,
    "\n  query GuardedByName($id: ID, $featureFlagKey: String, $projectId: ID) {\n    experiment(id: $id, featureFlagKey: $featureFlagKey, projectId: $projectId) {\n      ...GuardedNames\n    }\n  }\n\n  fragment GuardedNames on Experiment {\n    posthogId\n    projectId\n    name\n    featureFlagKey\n    isLegacy\n    variants {\n      key\n    }\n    metrics {\n      uuid\n      name\n      goal\n    }\n  }\n": types.GuardedByNameDocument,
    "\n  query GuardedSearch($search: String!, $projectId: ID) {\n    experiments(filter: { search: $search }, first: 100, projectId: $projectId) {\n      nodes {\n        posthogId\n        name\n        featureFlagKey\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n": types.GuardedSearchDocument,
    "\n  fragment Written on ExperimentPayload {\n    reconciled\n    notStored\n    experiment {\n      id\n      version\n      name\n    }\n  }\n": types.WrittenFragmentDoc,
    "\n  mutation ApplySpec($input: ApplyExperimentInput!) {\n    result: applyExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": types.ApplySpecDocument,
    "\n  mutation LaunchFromFile($input: LaunchExperimentInput!) {\n    result: launchExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": types.LaunchFromFileDocument,
    "\n  mutation PauseFromFile($input: PauseExperimentInput!) {\n    result: pauseExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": types.PauseFromFileDocument,
    "\n  mutation ResumeFromFile($input: ResumeExperimentInput!) {\n    result: resumeExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": types.ResumeFromFileDocument,
    "\n  mutation FreezeFromFile($input: FreezeExposureInput!) {\n    result: freezeExposure(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": types.FreezeFromFileDocument,
    "\n  mutation UnfreezeFromFile($input: UnfreezeExposureInput!) {\n    result: unfreezeExposure(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": types.UnfreezeFromFileDocument,
    "\n  mutation EndFromFile($input: EndExperimentInput!) {\n    result: endExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": types.EndFromFileDocument,
    "\n  mutation ConcludeFromFile($input: UpdateExperimentInput!) {\n    result: updateExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n": types.ConcludeFromFileDocument,
    "\n  query LaunchChecklistOf($id: ID!) {\n    experiment(id: $id) {\n      launchChecklist {\n        message\n        passed\n        required\n      }\n    }\n  }\n": types.LaunchChecklistOfDocument,
    "\n  query PlanSpecs($specs: [JSON!]!) {\n    planExperiments(specs: $specs) {\n      faults {\n        path\n        message\n      }\n      plan {\n        action\n        planHash\n        changes {\n          path\n          before\n          after\n        }\n        experiment {\n          id\n          statusText\n          version\n          archived\n          conclusion\n          conclusionComment\n          lifecycle {\n            action\n            allowed\n          }\n        }\n      }\n    }\n  }\n": types.PlanSpecsDocument,
    "\n  query SpecFileOf($id: ID!) {\n    experiment(id: $id) {\n      spec\n      statusText\n      conclusion\n      conclusionComment\n    }\n  }\n": types.SpecFileOfDocument,
    "\n  query WatchProject($projectId: ID!, $first: Int!, $offset: Int!)\n  @fresh(maxAge: 0, staleOk: false) {\n    experimentFacts(projectId: $projectId, first: $first, offset: $offset) {\n      facts\n      total\n      unreadable\n    }\n  }\n": types.WatchProjectDocument,
    "\n  query WatchExperiments($projectId: ID!, $ids: [ID!]!) @fresh(maxAge: 0, staleOk: false) {\n    experimentFacts(projectId: $projectId, ids: $ids) {\n      facts\n    }\n  }\n": types.WatchExperimentsDocument,
    "\n  query WatchedProject($id: ID!) {\n    project(id: $id) {\n      posthogId\n    }\n  }\n": types.WatchedProjectDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PauseByGuard($input: PauseExperimentInput!) {\n    outcome: pauseExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PauseByGuardDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndByGuard($input: EndExperimentInput!) {\n    outcome: endExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').EndByGuardDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ShipAtScheduledEnd($input: ShipVariantInput!) {\n    outcome: shipVariant(input: $input) {\n      __typename\n      ... on MutationProblem {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ShipAtScheduledEndDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CommentByGuard($input: UpdateExperimentInput!) {\n    outcome: updateExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CommentByGuardDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GuardedState($id: ID!, $projectId: ID!) @fresh(maxAge: 0, staleOk: false) {\n    experiment(id: $id, projectId: $projectId) {\n      id\n      name\n      status\n      startDate\n      endDate\n      version\n      conclusion\n      conclusionComment\n      variants {\n        key\n        rolloutPercentage\n      }\n      featureFlag {\n        version\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GuardedStateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GuardEvidence(\n    $id: ID!\n    $projectId: ID!\n    $withResults: Boolean!\n    $withFindings: Boolean!\n    $withDecision: Boolean!\n    $codes: [FindingCode!]\n  ) @fresh(maxAge: 30, staleOk: false) {\n    experiment(id: $id, projectId: $projectId) {\n      sampleRatioMismatch @include(if: $withResults) {\n        suspicious\n        pValue\n        asOf\n      }\n      sampleRatioUntested @include(if: $withResults)\n      latestRecalculation @include(if: $withResults) {\n        activeRunStatus\n      }\n      metrics @include(if: $withResults) {\n        uuid\n        name\n        goal\n        latestResult {\n          asOf\n          error\n          baseline {\n            ...GuardedArm\n          }\n          variants {\n            ...GuardedVariant\n          }\n        }\n      }\n      findings(code: $codes) @include(if: $withFindings) {\n        code\n        severity\n        message\n        unchecked\n      }\n      decision @include(if: $withDecision) {\n        recommendation\n        variant\n        because\n        asOf\n      }\n    }\n  }\n\n  fragment GuardedArm on ArmResult {\n    key\n    samples\n    mean\n  }\n\n  fragment GuardedVariant on VariantResult {\n    key\n    samples\n    delta\n    interval {\n      lower\n      upper\n      level\n    }\n    sequentialInterval {\n      lower\n      upper\n      level\n    }\n  }\n"): typeof import('./graphql.ts').GuardEvidenceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GuardedSeries($id: ID!, $projectId: ID!, $uuid: String!)\n  @fresh(maxAge: 30, staleOk: false) {\n    experiment(id: $id, projectId: $projectId) {\n      metric(uuid: $uuid) {\n        timeseries {\n          recalculation {\n            status\n          }\n          latest {\n            date\n            baseline {\n              ...GuardedArm\n            }\n            variants {\n              ...GuardedVariant\n            }\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GuardedSeriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GuardedByName($id: ID, $featureFlagKey: String, $projectId: ID) {\n    experiment(id: $id, featureFlagKey: $featureFlagKey, projectId: $projectId) {\n      ...GuardedNames\n    }\n  }\n\n  fragment GuardedNames on Experiment {\n    posthogId\n    projectId\n    name\n    featureFlagKey\n    isLegacy\n    variants {\n      key\n    }\n    metrics {\n      uuid\n      name\n      goal\n    }\n  }\n"): typeof import('./graphql.ts').GuardedByNameDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GuardedSearch($search: String!, $projectId: ID) {\n    experiments(filter: { search: $search }, first: 100, projectId: $projectId) {\n      nodes {\n        posthogId\n        name\n        featureFlagKey\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GuardedSearchDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Written on ExperimentPayload {\n    reconciled\n    notStored\n    experiment {\n      id\n      version\n      name\n    }\n  }\n"): typeof import('./graphql.ts').WrittenFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ApplySpec($input: ApplyExperimentInput!) {\n    result: applyExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ApplySpecDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LaunchFromFile($input: LaunchExperimentInput!) {\n    result: launchExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n"): typeof import('./graphql.ts').LaunchFromFileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PauseFromFile($input: PauseExperimentInput!) {\n    result: pauseExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PauseFromFileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResumeFromFile($input: ResumeExperimentInput!) {\n    result: resumeExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ResumeFromFileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FreezeFromFile($input: FreezeExposureInput!) {\n    result: freezeExposure(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n"): typeof import('./graphql.ts').FreezeFromFileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnfreezeFromFile($input: UnfreezeExposureInput!) {\n    result: unfreezeExposure(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UnfreezeFromFileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndFromFile($input: EndExperimentInput!) {\n    result: endExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n"): typeof import('./graphql.ts').EndFromFileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConcludeFromFile($input: UpdateExperimentInput!) {\n    result: updateExperiment(input: $input) {\n      __typename\n      ... on MutationProblem {\n        code\n        message\n      }\n      ... on ExperimentPayload {\n        ...Written\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ConcludeFromFileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LaunchChecklistOf($id: ID!) {\n    experiment(id: $id) {\n      launchChecklist {\n        message\n        passed\n        required\n      }\n    }\n  }\n"): typeof import('./graphql.ts').LaunchChecklistOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PlanSpecs($specs: [JSON!]!) {\n    planExperiments(specs: $specs) {\n      faults {\n        path\n        message\n      }\n      plan {\n        action\n        planHash\n        changes {\n          path\n          before\n          after\n        }\n        experiment {\n          id\n          statusText\n          version\n          archived\n          conclusion\n          conclusionComment\n          lifecycle {\n            action\n            allowed\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PlanSpecsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SpecFileOf($id: ID!) {\n    experiment(id: $id) {\n      spec\n      statusText\n      conclusion\n      conclusionComment\n    }\n  }\n"): typeof import('./graphql.ts').SpecFileOfDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WatchProject($projectId: ID!, $first: Int!, $offset: Int!)\n  @fresh(maxAge: 0, staleOk: false) {\n    experimentFacts(projectId: $projectId, first: $first, offset: $offset) {\n      facts\n      total\n      unreadable\n    }\n  }\n"): typeof import('./graphql.ts').WatchProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WatchExperiments($projectId: ID!, $ids: [ID!]!) @fresh(maxAge: 0, staleOk: false) {\n    experimentFacts(projectId: $projectId, ids: $ids) {\n      facts\n    }\n  }\n"): typeof import('./graphql.ts').WatchExperimentsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WatchedProject($id: ID!) {\n    project(id: $id) {\n      posthogId\n    }\n  }\n"): typeof import('./graphql.ts').WatchedProjectDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
