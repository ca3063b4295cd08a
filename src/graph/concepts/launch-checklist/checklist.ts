import { GraphQLError } from 'graphql';
import { isPostHogFailure } from '../../../posthog/errors/errors.ts';
import type { GraphContext } from '../../context/context.ts';
import { quoted } from '../../core/quoted.ts';
import { withDetail } from '../experiment/loader.ts';
import { lifecycleRules } from '../experiment/lifecycle/actions.ts';
import { obstacle } from '../experiment/lifecycle/evaluate.ts';
import { stateOf, variantsOf } from '../experiment/lifecycle/state.ts';
import { ofFlagLoader, othersInProgress } from '../experiment/of-flag/loader.ts';
import { runningPlanOf } from '../experiment/planned-end.ts';
import type { ExperimentNode } from '../experiment/ref.ts';
import { admissionOf, pinsOf } from '../feature-flag/admission.ts';
import { shareOf } from '../feature-flag/share.ts';
import { metricsOf } from '../metric/from-experiment.ts';
import { isPrimary } from '../metric/node.ts';
import type { LaunchCheckCodeValue } from './enums.ts';

/** One line of the checklist. */
export interface LaunchCheck {
  readonly code: LaunchCheckCodeValue;
  /** Null where PostHog could not be asked. */
  readonly passed: boolean | null;
  /** True if PostHog refuses the launch otherwise. */
  readonly required: boolean;
  readonly message: string;
}

const line = (
  code: LaunchCheckCodeValue,
  passed: boolean,
  good: string,
  bad: string,
): LaunchCheck => ({ code, passed, required: false, message: passed ? good : bad });

/** The checklist of an experiment: what to look at before it is launched. */
export async function checklistOf(
  node: ExperimentNode,
  context: GraphContext,
): Promise<LaunchCheck[]> {
  return [
    canLaunch(node),
    hypothesis(node),
    ...(await metrics(node, context)),
    runningTime(node),
    ...flag(node),
    await ownFlag(node, context),
  ];
}

function canLaunch({ row }: ExperimentNode): LaunchCheck {
  const reason = obstacle(lifecycleRules.launch, stateOf(row));
  return {
    code: 'can_launch',
    passed: reason === null,
    required: true,
    message: reason?.message ?? 'PostHog accepts the launch.',
  };
}

const hypothesis = ({ row }: ExperimentNode) =>
  line(
    'hypothesis',
    (row.description ?? '').trim() !== '',
    'The description says what is tested.',
    'There is no description. Write down what changes, for whom, and which metric should move.',
  );

async function metrics(node: ExperimentNode, context: GraphContext): Promise<LaunchCheck[]> {
  const row = await withDetail(node, context, 'metrics');
  const all = row ? metricsOf(node.projectId, row) : [];
  const primary = all.filter(isPrimary).length;
  const secondary = all.length - primary;
  return [
    line(
      'primary_metric',
      primary > 0,
      `Primary metrics: ${primary}.`,
      'There is no primary metric, so nothing will decide the experiment.',
    ),
    line(
      'guardrail',
      secondary > 0,
      `Secondary metrics: ${secondary}.`,
      'There is no secondary metric, so nobody will see what a variant harms.',
    ),
  ];
}

function runningTime({ row }: ExperimentNode): LaunchCheck {
  const { days, people } = runningPlanOf(row);
  const planned = [
    ...(days === null ? [] : [`${days} days`]),
    ...(people === null ? [] : [`${people} people`]),
  ];
  return line(
    'running_time',
    planned.length > 0,
    `Planned: ${planned.join(', ')}.`,
    'No running time is planned, so nothing says when to decide. Calculate one before the launch.',
  );
}

/** The lines about the flag; none where there is no flag, which `can_launch` says. */
function flag({ row }: ExperimentNode): LaunchCheck[] {
  const { feature_flag: own, excluded_variants: excluded } = row;
  if (!own) return [];
  const variants = variantsOf(own);
  const shares = variants.map(shareOf);
  const sum = shares.reduce<number>((total, share) => total + (share ?? 0), 0);
  const unknown = quoted(variants.filter((_, at) => shares[at] === null).map(({ key }) => key));
  const { share, people } = admissionOf(own);
  const pins = quoted([...new Set(pinsOf(own).map(({ variant }) => variant))]);
  const left = variants.filter(
    (variant) => excluded?.includes(variant.key) === true && shareOf(variant) !== 0,
  );
  const listed = variants.map(({ key }, index) => `${key} ${shares[index]} %`).join(', ');
  return [
    line(
      'shares',
      variants.length >= 2 &&
        Math.abs(sum - 100) < 0.005 &&
        shares.every((one) => one !== null && one > 0),
      `The split is ${listed}.`,
      unknown === ''
        ? `The split is ${listed || 'empty'}: every variant needs people, and the percentages must sum to 100.`
        : `PostHog gives no percentage for ${unknown}, so the split is not known.`,
    ),
    line(
      'audience',
      share !== 0,
      `The flag admits ${people}.`,
      'The flag admits nobody. Add a release condition that admits people.',
    ),
    line(
      'random',
      pins === '',
      'Everyone who is admitted is split at random.',
      `A release condition assigns ${pins} to everyone it matches. These people are not split at random.`,
    ),
    line(
      'arms',
      left.length === 0,
      'Every variant that people get is analysed.',
      `People would get ${quoted(left.map(({ key }) => key))}, which is left out of the analysis.`,
    ),
  ];
}

async function ownFlag(
  { projectId, row }: ExperimentNode,
  context: GraphContext,
): Promise<LaunchCheck> {
  const code = 'own_flag';
  if (!row.feature_flag) {
    return { code, passed: null, required: false, message: 'There is no flag.' };
  }
  const key = { projectId, posthogId: row.feature_flag.id, archived: false };
  try {
    const users = await ofFlagLoader(context).load(key);
    const others = othersInProgress(users, row.id);
    return line(
      code,
      others.length === 0,
      'No other experiment that was launched and has not ended uses the flag.',
      `The flag is also used by ${quoted(others.map(({ name }) => name))}.`,
    );
  } catch (error) {
    if (!isPostHogFailure(error) && !(error instanceof GraphQLError)) throw error;
    const message = `Which experiments use the flag could not be read: ${error.message}`;
    return { code, passed: null, required: false, message };
  }
}
