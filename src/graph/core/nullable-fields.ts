import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosOutputFieldType,
  type SchemaTypes,
} from '@pothos/core';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      nullableFields: NullableFieldsPlugin<Types>;
    }
  }
}

/** Name under which the builder uses the plugin. */
export const nullableFields = 'nullableFields';

/**
 * Types whose objects this API makes itself, with every field computed when the object is made: a value of
 * PostHog's that does not fit fails the field that answers the object.
 */
const own = new Set([
  'ApprovalPolicy',
  'ApprovalRequired',
  'ApprovalVote',
  'ArmExposure',
  'Budget',
  'BulkExperimentOutcome',
  'ChangeRequest',
  'Decision',
  'DecisionCriterion',
  'DryRun',
  'DryRunWarning',
  'EventChange',
  'ExperimentEvent',
  'ExperimentEventSubject',
  'ExperimentEvents',
  'ExperimentFactsPage',
  'ExperimentListEvent',
  'ExperimentNotification',
  'ExperimentPlan',
  'ExperimentResults',
  'Finding',
  'FindingEvidence',
  'InputFault',
  'LaunchCheck',
  'LifecycleAction',
  'LifecycleConflict',
  'LiveEvent',
  'Mutation',
  'Node',
  'PageInfo',
  'PermissionDenied',
  'PolicyConflict',
  'PortfolioStatistics',
  'Precondition',
  'Query',
  'RecalculationEvent',
  'RecalculationUnavailable',
  'RelativeInterval',
  'RequiredApprovers',
  'RunningTimeWarning',
  'SampleRatioMismatch',
  'SignificanceEvent',
  'SpecChange',
  'Subscription',
  'TimeseriesEvent',
  'UpstreamRequest',
  'VersionConflict',
  'Verdict',
]);

const isOwn = (type: string) => own.has(type) || /(?:Connection|Edge|Payload|Problem)$/.test(type);

/** What makes an object: without it there is no object, and null stands in its place. */
const identity = new Set(['id', 'posthogId', 'projectId', 'asOf', 'isStale']);

/** Fields of own types that are read of PostHog's values when they are asked for. */
const readLater = new Set([
  'DryRun.preconditions',
  'LifecycleAction.allowed',
  'RecalculateMetricsPayload.recalculation',
  'RecalculateTimeseriesPayload.recalculation',
]);

/** Objects that have an identity: one without it is null in its list. Abstract types need a word that tells the kind. */
const identified = new Set([
  'ActivityEntry',
  'Cohort',
  'DependentFlag',
  'Experiment',
  'FeatureFlag',
  'Holdout',
  'Metric',
  'MetricSource',
  'MetricsRecalculation',
  'Organization',
  'Project',
  'SavedMetric',
  'SavedMetricLink',
]);

/**
 * Makes nullable every field that shows a value of PostHog's: PostHog may hold a value there that does not
 * fit, and only this field should fail then, not the object that has it. One rule for all types, so that no
 * field has to remember it.
 */
class NullableFieldsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>) {
    const { parentType, name, type } = config;
    const isCertain =
      identity.has(name) ||
      (isOwn(parentType) && !readLater.has(`${parentType}.${name}`) && !isOfList(parentType, name));
    const items = type.kind === 'List' ? this.#items(type.type, isOwn(parentType)) : undefined;
    return {
      ...config,
      type: {
        ...type,
        ...(items && { type: items }),
        nullable: type.nullable || !isCertain,
      } as typeof type,
    };
  }

  #items(item: PothosOutputFieldType<Types>, isInOwn: boolean): PothosOutputFieldType<Types> {
    const isLeaf = item.kind === 'Scalar' || item.kind === 'Enum';
    const isIdentified =
      item.kind !== 'List' && identified.has(this.builder.configStore.getTypeConfig(item.ref).name);
    return { ...item, nullable: item.nullable || isIdentified || (isLeaf && !isInOwn) };
  }
}

/** What a connection shows of PostHog's list: the item of an edge, and how many there are. */
const isOfList = (parentType: string, name: string) =>
  (name === 'node' && parentType.endsWith('Edge')) ||
  (name === 'totalCount' && parentType.endsWith('Connection'));

SchemaBuilder.registerPlugin(nullableFields, NullableFieldsPlugin);
