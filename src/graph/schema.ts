import './core/scalars.ts';
import './user/type.ts';
import './user/entity.ts';
import './viewer/type.ts';
import './project/type.ts';
import './project/queries.ts';
import './project/entity.ts';
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
import './holdout/type.ts';
import './holdout/queries.ts';
import './holdout/entity.ts';
import './holdout/mutations/create.ts';
import './holdout/mutations/update.ts';
import './holdout/mutations/delete.ts';
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
import './stats/queries.ts';
import './prompt/queries.ts';
import './concepts/experiment/mutations/create-from-prompt.ts';
import './running-time/queries.ts';
import './concepts/experiment/matching-ids-type.ts';
import './cohort/type.ts';
import './cohort/of-experiment.ts';
import './cohort/queries.ts';
import './concepts/experiment/mutations/create-exposure-cohort.ts';
import './activity/type.ts';
import './activity/detail.ts';
import './activity/of-subject.ts';
import './session/bucket.ts';
import './session/event-deltas.ts';
import './session/context.ts';
import './session/of-experiment.ts';
import './session/queries.ts';
import './setup-context/type.ts';
import './setup-context/team-defaults.ts';
import './setup-context/sdk-profile.ts';
import './setup-context/target-surface.ts';
import './setup-context/candidate-metric.ts';
import './setup-context/previous-experiments.ts';
import './setup-context/previous-experiment.ts';
import './setup-context/previous-enrolment.ts';
import './setup-context/shared-metrics.ts';
import './setup-context/queries.ts';
import './cleanup/type.ts';
import './cleanup/of-experiment.ts';
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
