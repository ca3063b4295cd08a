import './core/scalars.ts';
import './concepts/account/user/type.ts';
import './concepts/account/user/entity.ts';
import './concepts/account/viewer/type.ts';
import './concepts/account/project/type.ts';
import './concepts/account/project/queries.ts';
import './concepts/account/project/entity.ts';
import './concepts/feature-flag/type.ts';
import './concepts/feature-flag/detail-fields.ts';
import './concepts/feature-flag/usage-fields.ts';
import './concepts/feature-flag/report.ts';
import './concepts/feature-flag/queries.ts';
import './concepts/feature-flag/entity.ts';
import './concepts/feature-flag/mutations/update.ts';
import './concepts/feature-flag/my-flags.ts';
import './concepts/feature-flag/matching-ids.ts';
import './concepts/feature-flag/eligible/queries.ts';
import './concepts/holdout/type.ts';
import './concepts/holdout/queries.ts';
import './concepts/holdout/entity.ts';
import './concepts/holdout/mutations/create.ts';
import './concepts/holdout/mutations/update.ts';
import './concepts/holdout/mutations/delete.ts';
import './concepts/experiment/type.ts';
import './concepts/experiment/detail-fields.ts';
import './concepts/experiment/settings.ts';
import './concepts/experiment/variants.ts';
import './concepts/experiment/lifecycle/lifecycle-field.ts';
import './concepts/experiment/queries.ts';
import './concepts/experiment/entity.ts';
import './concepts/experiment/mutations/create.ts';
import './concepts/experiment/mutations/update.ts';
import './concepts/experiment/mutations/launch.ts';
import './concepts/experiment/mutations/pause.ts';
import './concepts/experiment/mutations/resume.ts';
import './concepts/experiment/mutations/end.ts';
import './concepts/experiment/mutations/ship-variant.ts';
import './concepts/experiment/mutations/reset.ts';
import './concepts/experiment/mutations/archive.ts';
import './concepts/experiment/mutations/unarchive.ts';
import './concepts/experiment/mutations/freeze-exposure.ts';
import './concepts/experiment/mutations/unfreeze-exposure.ts';
import './concepts/experiment/mutations/delete.ts';
import './concepts/experiment/mutations/restore.ts';
import './concepts/experiment/mutations/duplicate.ts';
import './concepts/experiment/mutations/copy-to-project.ts';
import './concepts/experiment/mutations/migrate.ts';
import './concepts/experiment/mutations/bulk-update-tags.ts';
import './concepts/experiment/mutations/bulk-action.ts';
import './concepts/experiment/spec/experiment-fields.ts';
import './concepts/experiment/spec/queries.ts';
import './concepts/experiment/mutations/apply.ts';
import './concepts/experiment/matching-ids.ts';
import './concepts/experiment/feature-flag-fields.ts';
import './concepts/experiment/flag-implementation.ts';
import './concepts/metric/type.ts';
import './concepts/metric/kinds.ts';
import './concepts/metric/legacy.ts';
import './concepts/metric/experiment-fields.ts';
import './concepts/metric/entity.ts';
import './concepts/results/result/arm-type.ts';
import './concepts/results/result/type.ts';
import './concepts/results/result/metric-fields.ts';
import './concepts/results/result/experiment-fields.ts';
import './concepts/results/timeseries/type.ts';
import './concepts/results/timeseries/metric-fields.ts';
import './concepts/saved-metric/type.ts';
import './concepts/saved-metric/link.ts';
import './concepts/saved-metric/experiments.ts';
import './concepts/saved-metric/queries.ts';
import './concepts/saved-metric/entity.ts';
import './concepts/saved-metric/mutations/create.ts';
import './concepts/saved-metric/mutations/update.ts';
import './concepts/saved-metric/mutations/delete.ts';
import './concepts/results/recalculation/type.ts';
import './concepts/results/recalculation/metric-run.ts';
import './concepts/results/recalculation/timeseries-recalculation.ts';
import './concepts/results/recalculation/experiment-fields.ts';
import './concepts/results/recalculation/mutations/recalculate-timeseries.ts';
import './concepts/results/recalculation/mutations/recalculate-metrics.ts';
import './concepts/planning/stats/queries.ts';
import './concepts/planning/prompt/queries.ts';
import './concepts/experiment/mutations/create-from-prompt.ts';
import './concepts/planning/running-time/queries.ts';
import './concepts/experiment/matching-ids-type.ts';
import './concepts/cohort/type.ts';
import './concepts/cohort/experiment-fields.ts';
import './concepts/cohort/queries.ts';
import './concepts/experiment/mutations/create-exposure-cohort.ts';
import './concepts/activity/type.ts';
import './concepts/activity/detail.ts';
import './concepts/activity/subject-fields.ts';
import './concepts/session/bucket.ts';
import './concepts/session/event-deltas.ts';
import './concepts/session/context.ts';
import './concepts/session/experiment-fields.ts';
import './concepts/session/queries.ts';
import './concepts/setup-context/type.ts';
import './concepts/setup-context/team-defaults.ts';
import './concepts/setup-context/sdk-profile.ts';
import './concepts/setup-context/target-surface.ts';
import './concepts/setup-context/candidate-metric.ts';
import './concepts/setup-context/previous-experiments.ts';
import './concepts/setup-context/previous-experiment.ts';
import './concepts/setup-context/previous-enrolment.ts';
import './concepts/setup-context/shared-metrics.ts';
import './concepts/setup-context/queries.ts';
import './concepts/cleanup/type.ts';
import './concepts/cleanup/experiment-fields.ts';
import './subscriptions/type.ts';
import './concepts/experiment/live/experiment-changed.ts';
import './concepts/results/live/timeseries-updated.ts';
import './concepts/results/live/recalculation-progress.ts';
import './concepts/results/live/significance-reached.ts';
import { GraphQLDeferDirective, GraphQLStreamDirective } from '@graphql-tools/utils';
import { specifiedDirectives } from 'graphql';
import { builder } from './core/builder.ts';
import { executable } from './federation/executable.ts';
import { federationLink } from './federation/link.ts';
import { BudgetDirective, FreshDirective } from './planner/directives.ts';
import { limitResults } from './planner/result-size.ts';

/** The API's contract. The only file that imports what defines fields. */
export const schema = builder.toSchema({
  directives: [
    ...specifiedDirectives,
    GraphQLDeferDirective,
    GraphQLStreamDirective,
    BudgetDirective,
    FreshDirective,
  ],
  extensions: federationLink,
  // Whoever prints it sorts it; sorting builds it a second time, at every start.
  sortSchema: false,
});

/** What a server runs: the contract, and what gateways of a supergraph ask besides. */
export const servedSchema = limitResults(executable(schema));
