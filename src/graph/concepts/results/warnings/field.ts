import type { GraphContext } from '../../../context/context.ts';
import { assumedMissing, type FieldCall, type FieldUpstream } from '../../../planner/field-cost.ts';
import { builder } from '../../../core/builder.ts';
import { lifecycleRules } from '../../experiment/lifecycle/actions.ts';
import { DryRunRef, type DryRun } from '../../experiment/lifecycle/dry-run.ts';
import { obstacle } from '../../experiment/lifecycle/evaluate.ts';
import { experimentLoader } from '../../experiment/loader.ts';
import { metricsOf } from '../../metric/from-experiment.ts';
import { loadEvidence, type Evidence } from '../result/evidence.ts';
import { aboutDecision } from './about-decision.ts';
import { aboutOthers } from './about-others.ts';
import { aboutMetrics, aboutTrust } from './about-results.ts';
import { aboutReach, aboutRollout, aboutSetup } from './about-setup.ts';
import type { Subject, WarnedAction } from './subject.ts';
import { unavailable } from './unavailable.ts';
import { WarningRef, type Warning } from './warning.ts';

const warned = ['launch', 'end', 'shipVariant'] as const satisfies readonly WarnedAction[];

const severities = ['serious', 'caution', 'note'] as const;

/** Payloads whose dry run reads results. The items of a bulk action may be any action. */
const readsResults = ['EndExperimentPayload', 'ShipVariantPayload', 'BulkExperimentItemPayload'];

/** Payloads of actions that leave the flag as it is. */
const leavesFlag = ['EndExperimentPayload', 'UnarchiveExperimentPayload'];

const OTHERS: readonly FieldCall[] = [{ operation: 'experiments_list', once: 'self' }];

const RESULTS: readonly FieldCall[] = [
  { operation: 'experiments_metrics_recalculation_latest_retrieve', once: 'self' },
  {
    operation: 'experiments_timeseries_results_retrieve',
    once: 'self',
    times: (_args, owners) => assumedMissing(owners),
  },
];

const upstream = {
  calls: (_args, asked) => {
    const isBelow = (payloads: readonly string[]) =>
      payloads.some((payload) => asked.isBelow(payload));
    return [...(isBelow(leavesFlag) ? [] : OTHERS), ...(isBelow(readsResults) ? RESULTS : [])];
  },
} satisfies FieldUpstream;

builder.objectField(DryRunRef, 'warnings', (t) =>
  t.field({
    type: [WarningRef],
    description:
      'What a careful reviewer would point out before launching, ending or shipping, the most serious first: a broken split, results that are not significant, missing or read before the planned end, a metric that got worse, a variant left out of the analysis, people who are not reached. For these and every other action that changes the flag also: other experiments in progress that use it. Empty if the action would be rejected. Does not prevent the action. Costs 1 more upstream call for an action that changes the flag or launches. For ending and shipping it costs 1 more, which reads the newest recalculation, and 1 for each metric missing from it or outdated in it.',
    extensions: { upstream },
    resolve: (run, _args, context) => warningsOf(context, run),
  }),
);

/** The warnings for a dry run, the most serious first. */
async function warningsOf(context: GraphContext, run: DryRun): Promise<Warning[]> {
  const { action, before, options } = run;
  // What would be refused has no consequences.
  if (!before || obstacle(action, before, options) !== null) return [];
  const found = await Promise.all([aboutAction(context, run), aboutOthers(context, run)]);
  return found
    .flat()
    .toSorted(
      (one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity),
    );
}

async function aboutAction(context: GraphContext, run: DryRun): Promise<Warning[]> {
  const subject = await subjectOf(context, run);
  if (!subject) return [];
  const setup = [...aboutSetup(subject), ...aboutRollout(subject), ...aboutReach(subject)];
  return subject.action === 'launch'
    ? setup
    : [...setup, ...(await aboutEvidence(context, subject))];
}

/** Null where nothing of the experiment itself is to be pointed out. */
async function subjectOf(context: GraphContext, run: DryRun): Promise<Subject | null> {
  const { action: rule, options, before, after, place } = run;
  const action = warned.find((name) => lifecycleRules[name] === rule);
  if (!action || !before || !after) return null;
  const projectId = place.project_id;
  // Read by the dry run, so it takes no call.
  const row = await experimentLoader(context).detail({ projectId, posthogId: place.id });
  if (row?.metrics === undefined) return null;
  const metrics = metricsOf(projectId, { ...row, metrics: row.metrics });
  return { action, options, row, before, after, metrics, now: context.clock.now };
}

async function aboutEvidence(context: GraphContext, subject: Subject): Promise<Warning[]> {
  let evidence: Evidence;
  try {
    evidence = await loadEvidence(context, subject.row, subject.metrics);
  } catch (error) {
    return [
      unavailable(error, 'The results could not be read, so nothing is known of their quality'),
    ];
  }
  return [
    ...aboutTrust(subject, evidence, context.clock),
    ...aboutMetrics(subject, evidence),
    ...aboutDecision(subject, evidence),
  ];
}
