import type { GraphContext } from '../../context/context.ts';
import { daysOf, reachesPlan, runningPlanOf } from '../experiment/planned-end.ts';
import { statusOf } from '../experiment/lifecycle/state.ts';
import type { ExperimentRow } from '../experiment/loader.ts';
import { isPrimary, type MetricNode } from '../metric/node.ts';
import {
  loadEvidence,
  mostPeople,
  type MeasuredMetric,
  type People,
} from '../results/result/evidence.ts';
import { armsOf, type ArmEvidence, type Roles } from './arms.ts';
import { guardrailsOf } from './guardrails.ts';

/** Everything that a decision depends on. */
export interface Assessment extends Roles {
  readonly status: string;
  readonly isEnded: boolean;
  readonly days: number;
  readonly plannedDays: number | null;
  readonly people: People;
  /** Null without a plan. */
  readonly plannedEndReached: boolean | null;
  readonly guardrailsAreGuessed: boolean;
  readonly arms: readonly ArmEvidence[];
  /**
   * Up to when all results that it rests on have data: a primary metric or a guardrail that the newest run could not
   * compute has an older one. Null before there are any.
   */
  readonly asOf: Date | null;
}

/** Reads the results of a launched experiment and what they mean for its metrics, by their roles. */
export async function assess(
  context: GraphContext,
  row: ExperimentRow,
  metrics: readonly MetricNode[],
): Promise<Assessment> {
  const [{ measured, people }, guardrails] = await Promise.all([
    loadEvidence(context, row, metrics),
    guardrailsOf(context, metrics),
  ]);
  const now = () => context.clock.now;
  const isEnded = row.end_date != null;
  const roles: Roles = {
    primary: measured.filter(({ node }) => isPrimary(node)),
    guardrails: measured.filter(({ node }) => guardrails.metrics.has(node)),
    secondary: measured.filter(({ node }) => !isPrimary(node) && !guardrails.metrics.has(node)),
  };
  const plannedEndReached = reachesPlan(row, mostPeople(measured), now);
  // Without a plan, the end itself counts as the moment at which results are read.
  const fixedHolds = plannedEndReached ?? isEnded;
  return {
    ...roles,
    status: statusOf(row),
    isEnded,
    days: daysOf(row, now) ?? 0,
    plannedDays: runningPlanOf(row).days,
    people,
    plannedEndReached,
    guardrailsAreGuessed: guardrails.isGuess,
    arms: armsOf(roles, fixedHolds),
    asOf: oldest([people, ...roles.primary, ...roles.guardrails], context.clock),
  };
}

function oldest(
  measured: readonly Pick<MeasuredMetric, 'result'>[],
  clock: GraphContext['clock'],
): Date | null {
  const moments = measured.flatMap(({ result }) => result?.asOf(clock)?.getTime() ?? []);
  return moments.length === 0 ? null : new Date(Math.min(...moments));
}
