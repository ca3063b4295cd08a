// Generated from the schema by `npm run contracts`.

/** The object types of each interface and union. */
export const possibleTypes: Record<string, string[]> = {
  "ApplyExperimentResult": [
    "ApplyExperimentPayload",
    "ApprovalRequired",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem",
    "VersionConflict"
  ],
  "ArchiveExperimentResult": [
    "ApprovalRequired",
    "ArchiveExperimentPayload",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem",
    "VersionConflict"
  ],
  "ArmTotals": [
    "ArmResult",
    "VariantResult"
  ],
  "BulkExperimentActionResult": [
    "BulkExperimentActionPayload",
    "ValidationProblem"
  ],
  "BulkExperimentItemResult": [
    "ApprovalRequired",
    "BulkExperimentItemPayload",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem",
    "VersionConflict"
  ],
  "BulkUpdateTagsResult": [
    "BulkUpdateTagsPayload",
    "NotFoundProblem",
    "PermissionDenied",
    "ValidationProblem"
  ],
  "CopyExperimentToProjectResult": [
    "ApprovalRequired",
    "CopyExperimentToProjectPayload",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem",
    "VersionConflict"
  ],
  "CreateExperimentFromPromptResult": [
    "CreateExperimentFromPromptPayload",
    "NotFoundProblem",
    "PermissionDenied",
    "ValidationProblem"
  ],
  "CreateExperimentResult": [
    "ApprovalRequired",
    "CreateExperimentPayload",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem",
    "VersionConflict"
  ],
  "CreateExposureCohortResult": [
    "ApprovalRequired",
    "CreateExposureCohortPayload",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem",
    "VersionConflict"
  ],
  "CreateHoldoutResult": [
    "CreateHoldoutPayload",
    "NotFoundProblem",
    "PermissionDenied",
    "ValidationProblem"
  ],
  "CreateSavedMetricResult": [
    "CreateSavedMetricPayload",
    "NotFoundProblem",
    "PermissionDenied",
    "ValidationProblem"
  ],
  "DeleteExperimentResult": [
    "ApprovalRequired",
    "DeleteExperimentPayload",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem",
    "VersionConflict"
  ],
  "DeleteHoldoutResult": [
    "ApprovalRequired",
    "DeleteHoldoutPayload",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem"
  ],
  "DeleteSavedMetricResult": [
    "DeleteSavedMetricPayload",
    "NotFoundProblem",
    "PermissionDenied",
    "ValidationProblem"
  ],
  "DuplicateExperimentResult": [
    "ApprovalRequired",
    "DuplicateExperimentPayload",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem",
    "VersionConflict"
  ],
  "EndExperimentResult": [
    "ApprovalRequired",
    "EndExperimentPayload",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem",
    "VersionConflict"
  ],
  "ExperimentPayload": [
    "ApplyExperimentPayload",
    "ArchiveExperimentPayload",
    "CopyExperimentToProjectPayload",
    "CreateExperimentFromPromptPayload",
    "CreateExperimentPayload",
    "DuplicateExperimentPayload",
    "EndExperimentPayload",
    "FreezeExposurePayload",
    "LaunchExperimentPayload",
    "MigrateExperimentPayload",
    "PauseExperimentPayload",
    "ResetExperimentPayload",
    "ResumeExperimentPayload",
    "ShipVariantPayload",
    "UnarchiveExperimentPayload",
    "UnfreezeExposurePayload",
    "UpdateExperimentPayload"
  ],
  "FreezeExposureResult": [
    "ApprovalRequired",
    "FreezeExposurePayload",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem",
    "VersionConflict"
  ],
  "LaunchExperimentResult": [
    "ApprovalRequired",
    "LaunchExperimentPayload",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem",
    "VersionConflict"
  ],
  "LiveEvent": [
    "ExperimentEvent",
    "ExperimentEvents",
    "ExperimentListEvent",
    "RecalculationEvent",
    "SignificanceEvent",
    "TimeseriesEvent"
  ],
  "Metric": [
    "FunnelMetric",
    "LegacyMetric",
    "MeanMetric",
    "RatioMetric",
    "RetentionMetric",
    "UnknownMetric"
  ],
  "MetricComparison": [
    "MetricResult",
    "TimeseriesPoint"
  ],
  "MetricSource": [
    "ActionSource",
    "EventSource",
    "ExposureSource",
    "LegacyWarehouseSource",
    "UnknownSource",
    "WarehouseSource"
  ],
  "MigrateExperimentResult": [
    "ApprovalRequired",
    "LifecycleConflict",
    "MigrateExperimentPayload",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem",
    "VersionConflict"
  ],
  "MutationProblem": [
    "ApprovalRequired",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "RecalculationUnavailable",
    "ValidationProblem",
    "VersionConflict"
  ],
  "Node": [
    "Cohort",
    "Experiment",
    "FeatureFlag",
    "FunnelMetric",
    "Holdout",
    "LegacyMetric",
    "MeanMetric",
    "MetricsRecalculation",
    "Project",
    "RatioMetric",
    "RetentionMetric",
    "SavedMetric",
    "UnknownMetric"
  ],
  "PauseExperimentResult": [
    "ApprovalRequired",
    "LifecycleConflict",
    "NotFoundProblem",
    "PauseExperimentPayload",
    "PermissionDenied",
    "PolicyConflict",
    "ValidationProblem",
    "VersionConflict"
  ],
  "RecalculateMetricsResult": [
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "RecalculateMetricsPayload",
    "RecalculationUnavailable",
    "ValidationProblem"
  ],
  "RecalculateTimeseriesResult": [
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "RecalculateTimeseriesPayload",
    "ValidationProblem"
  ],
  "ResetExperimentResult": [
    "ApprovalRequired",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ResetExperimentPayload",
    "ValidationProblem",
    "VersionConflict"
  ],
  "RestoreExperimentResult": [
    "ApprovalRequired",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "RestoreExperimentPayload",
    "ValidationProblem",
    "VersionConflict"
  ],
  "ResumeExperimentResult": [
    "ApprovalRequired",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ResumeExperimentPayload",
    "ValidationProblem",
    "VersionConflict"
  ],
  "ShipVariantResult": [
    "ApprovalRequired",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "ShipVariantPayload",
    "ValidationProblem",
    "VersionConflict"
  ],
  "UnarchiveExperimentResult": [
    "ApprovalRequired",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "UnarchiveExperimentPayload",
    "ValidationProblem",
    "VersionConflict"
  ],
  "UnfreezeExposureResult": [
    "ApprovalRequired",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "UnfreezeExposurePayload",
    "ValidationProblem",
    "VersionConflict"
  ],
  "UpdateExperimentResult": [
    "ApprovalRequired",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "UpdateExperimentPayload",
    "ValidationProblem",
    "VersionConflict"
  ],
  "UpdateFeatureFlagResult": [
    "ApprovalRequired",
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "UpdateFeatureFlagPayload",
    "ValidationProblem"
  ],
  "UpdateHoldoutResult": [
    "ApprovalRequired",
    "NotFoundProblem",
    "PermissionDenied",
    "PolicyConflict",
    "UpdateHoldoutPayload",
    "ValidationProblem"
  ],
  "UpdateSavedMetricResult": [
    "LifecycleConflict",
    "NotFoundProblem",
    "PermissionDenied",
    "UpdateSavedMetricPayload",
    "ValidationProblem"
  ]
};

/** Types with a globally unique `id`: one cache entry per object, wherever it appears. */
export const entityTypes: readonly string[] = [
  "ActivityEntry",
  "ApprovalPolicy",
  "ChangeRequest",
  "Cohort",
  "Experiment",
  "ExperimentEventSubject",
  "ExperimentNotification",
  "FeatureFlag",
  "FunnelMetric",
  "Holdout",
  "LegacyMetric",
  "MeanMetric",
  "MetricsRecalculation",
  "Organization",
  "Project",
  "RatioMetric",
  "RetentionMetric",
  "SavedMetric",
  "SavedMetricLink",
  "TimeseriesRecalculation",
  "UnknownMetric",
  "User",
  "Viewer"
];

/** Types without an `id`: values that belong to the object they were read from. */
export const embeddedTypes: readonly string[] = [
  "ActionSource",
  "ActivityActor",
  "ActivityChange",
  "ActivityConnection",
  "ActivityDetail",
  "ActivityEdge",
  "ActivityMerge",
  "ActivityTrigger",
  "ApplyExperimentPayload",
  "ApprovalRequired",
  "ApprovalVote",
  "ArchiveExperimentPayload",
  "ArmComparison",
  "ArmExposure",
  "ArmResult",
  "BreakdownResult",
  "Budget",
  "BulkExperimentActionPayload",
  "BulkExperimentItemPayload",
  "BulkExperimentOutcome",
  "BulkUpdateTagsPayload",
  "CohortConnection",
  "CohortEdge",
  "CopyExperimentToProjectPayload",
  "CreateExperimentFromPromptPayload",
  "CreateExperimentPayload",
  "CreateExposureCohortPayload",
  "CreateHoldoutPayload",
  "CreateSavedMetricPayload",
  "Decision",
  "DecisionCriterion",
  "DeleteExperimentPayload",
  "DeleteHoldoutPayload",
  "DeleteSavedMetricPayload",
  "DependentFlag",
  "DryRun",
  "DryRunWarning",
  "DuplicateExperimentPayload",
  "EndExperimentPayload",
  "EventChange",
  "EventSource",
  "ExperimentConnection",
  "ExperimentEdge",
  "ExperimentEvent",
  "ExperimentEvents",
  "ExperimentFactsPage",
  "ExperimentListEvent",
  "ExperimentPlan",
  "ExperimentResults",
  "ExperimentSetupContext",
  "ExperimentStats",
  "ExperimentVariant",
  "ExposureCriteria",
  "ExposureSource",
  "FeatureFlagConnection",
  "FeatureFlagEdge",
  "FeatureFlagRollout",
  "FeatureFlagStatusReport",
  "FeatureFlagVariant",
  "Finding",
  "FindingEvidence",
  "FlagCleanupTarget",
  "FlagCleanupTask",
  "FlagState",
  "FreezeExposurePayload",
  "HoldoutConnection",
  "HoldoutEdge",
  "InSessionExposure",
  "InputFault",
  "LaunchCheck",
  "LaunchExperimentPayload",
  "LegacyDateRange",
  "LegacyQuery",
  "LegacyWarehouseSource",
  "LifecycleAction",
  "LifecycleConflict",
  "MatchingIds",
  "MetricResult",
  "MetricRun",
  "MetricRunError",
  "MetricRunRetry",
  "MigrateExperimentPayload",
  "MyFlag",
  "NotFoundProblem",
  "OutlierHandling",
  "OwnerStatistics",
  "PageInfo",
  "PauseExperimentPayload",
  "PermissionDenied",
  "PlannedSpec",
  "PolicyConflict",
  "Portfolio",
  "PortfolioStatistics",
  "Precondition",
  "PromptTemplate",
  "RecalculateMetricsPayload",
  "RecalculateTimeseriesPayload",
  "RecalculationEvent",
  "RecalculationUnavailable",
  "RelativeInterval",
  "ReleaseCondition",
  "RequiredApprovers",
  "ResetExperimentPayload",
  "RestoreExperimentPayload",
  "ResumeExperimentPayload",
  "RunningTime",
  "RunningTimePlan",
  "RunningTimeWarning",
  "SampleRatioMismatch",
  "SavedMetricConnection",
  "SavedMetricEdge",
  "SavedMetricExperiments",
  "SessionBucket",
  "SessionBucketExcludedMetric",
  "SessionBucketMetric",
  "SessionContext",
  "SessionEventDeltas",
  "SessionExperiment",
  "SessionMetricHit",
  "SessionMetricSourceHit",
  "SetupCandidateMetric",
  "SetupCandidateMetricSection",
  "SetupExperimentOutcome",
  "SetupFunnelBaselineStats",
  "SetupMeanBaselineStats",
  "SetupPreviousExperiment",
  "SetupPreviousExperiments",
  "SetupPreviousExperimentsSection",
  "SetupPreviousExperimentsSummary",
  "SetupSdk",
  "SetupSdkActivity",
  "SetupSdkProfile",
  "SetupSdkProfileSection",
  "SetupSdkReach",
  "SetupSharedMetric",
  "SetupSharedMetrics",
  "SetupSharedMetricsSection",
  "SetupTargetSurface",
  "SetupTargetSurfaceSection",
  "SetupTeamDefaults",
  "SetupTeamDefaultsSection",
  "ShipVariantPayload",
  "SignificanceEvent",
  "SkippedExperiment",
  "SpecChange",
  "StatsConfig",
  "TagStatistics",
  "TaggedExperiment",
  "Timeseries",
  "TimeseriesError",
  "TimeseriesEvent",
  "TimeseriesPoint",
  "TimeseriesRecalculationState",
  "UnarchiveExperimentPayload",
  "UnfreezeExposurePayload",
  "UnknownSource",
  "UpdateExperimentPayload",
  "UpdateFeatureFlagPayload",
  "UpdateHoldoutPayload",
  "UpdateSavedMetricPayload",
  "UpstreamRequest",
  "ValidationProblem",
  "VariantRecordings",
  "VariantResult",
  "Verdict",
  "VersionConflict",
  "WarehouseSource",
  "WatchCard",
  "WatchHighlight",
  "WatchVariant"
];

/** Paginated fields of each type, with the arguments that select a different list. */
export const pagedFields: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "Experiment": {
    "activity": []
  },
  "FeatureFlag": {
    "activity": []
  },
  "Query": {
    "featureFlags": [
      "filter",
      "projectId"
    ],
    "eligibleFeatureFlags": [
      "filter",
      "orderBy",
      "projectId"
    ],
    "holdouts": [
      "projectId"
    ],
    "experiments": [
      "filter",
      "orderBy",
      "projectId"
    ],
    "savedMetrics": [
      "filter",
      "projectId"
    ],
    "cohorts": [
      "projectId"
    ]
  },
  "SavedMetric": {
    "experiments": []
  }
};

/** Fields of Query that look up an object by `id`, and its type. */
export const lookups: Readonly<Record<string, string>> = {
  "project": "Project",
  "featureFlag": "FeatureFlag",
  "holdout": "Holdout",
  "experiment": "Experiment",
  "savedMetric": "SavedMetric",
  "cohort": "Cohort"
};

/** Fields of each type that list values, with the field that identifies a value within its list. */
export const keyedLists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "ActivityDetail": {
    "changes": "action"
  },
  "BreakdownResult": {
    "variants": "key"
  },
  "DryRun": {
    "warnings": "metricUuid"
  },
  "Experiment": {
    "variants": "key",
    "lifecycle": "action",
    "findings": "action"
  },
  "FeatureFlag": {
    "variants": "key",
    "dependentFlags": "key"
  },
  "FlagState": {
    "variants": "key"
  },
  "MetricResult": {
    "variants": "key"
  },
  "MetricsRecalculation": {
    "errors": "metricUuid",
    "retries": "metricUuid",
    "results": "metricUuid"
  },
  "SampleRatioMismatch": {
    "arms": "key"
  },
  "SessionBucket": {
    "consideredMetrics": "metricUuid",
    "excludedMetrics": "metricUuid"
  },
  "SessionEventDeltas": {
    "variants": "key"
  },
  "SessionExperiment": {
    "metricsInSession": "metricUuid"
  },
  "Timeseries": {
    "points": "date",
    "errors": "date"
  },
  "TimeseriesEvent": {
    "changedPoints": "date"
  },
  "TimeseriesPoint": {
    "variants": "key"
  }
};

/** Fields of each type with the `id` of an object that was deleted, and its type. */
export const deletions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "BulkExperimentItemPayload": {
    "deletedId": "Experiment"
  },
  "DeleteExperimentPayload": {
    "deletedId": "Experiment"
  },
  "DeleteHoldoutPayload": {
    "deletedId": "Holdout"
  },
  "DeleteSavedMetricPayload": {
    "deletedId": "SavedMetric"
  }
};
