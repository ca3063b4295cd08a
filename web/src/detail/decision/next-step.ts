import { conclusionWords } from '../../words.ts';
import { peopleOf } from '../acting/people.ts';
import { shippedOf } from '../shipped.ts';
import type { Decision } from './use-deciding.ts';
import type { ExperimentHeadFragment, LifecycleActionName } from '../generated/graphql.ts';

/** The action that carries out a recommendation. */
export interface NextStep {
  readonly action: LifecycleActionName;
  readonly label: string;
  /** The variant that is chosen when the dialog opens. */
  readonly variantKey?: string;
}

/** The action that carries out what is recommended, if the state of the experiment permits it. */
export function stepOf(
  experiment: ExperimentHeadFragment,
  { recommendation, variant }: Pick<Decision, 'recommendation' | 'variant'>,
): NextStep | undefined {
  const { lifecycle, baselineVariantKey, conclusion } = experiment;
  // Once the team has concluded, nothing is left to decide.
  if (conclusion !== null) return undefined;
  const step = stepFor(recommendation, variant, baselineVariantKey);
  const isPossible = lifecycle?.some(({ action, allowed }) => action === step?.action && allowed);
  const isDone = step?.variantKey !== undefined && step.variantKey === shippedOf(experiment);
  return isPossible === true && !isDone ? step : undefined;
}

/** What was decided already, and what is left to do; undefined while the decision is open. */
export function doneOf(
  experiment: ExperimentHeadFragment,
  { recommendation, variant }: Pick<Decision, 'recommendation' | 'variant'>,
): { readonly title: string; readonly rest: string } | undefined {
  const { conclusion, featureFlag } = experiment;
  if (conclusion !== null)
    return {
      title: `Concluded: ${conclusionWords[conclusion]}`,
      rest: 'Nothing is left to decide.',
    };
  const shipped = shippedOf(experiment);
  if (recommendation !== 'SHIP' || variant === null || variant !== shipped) return undefined;
  const people = featureFlag ? peopleOf(featureFlag) : '';
  return {
    title: `Shipped: “${shipped}”`,
    rest: people.startsWith('nobody')
      ? `But ${people} gets it now.`
      : 'Only a conclusion is missing.',
  };
}

/** @param baseline key of the variant that the others are compared with */
function stepFor(
  recommendation: Decision['recommendation'],
  variant: string | null,
  baseline: string | null,
): NextStep | undefined {
  if (recommendation === 'SHIP' && variant !== null)
    return { action: 'SHIP_VARIANT', label: `Ship “${variant}”`, variantKey: variant };
  // The end alone would leave the flag as it is: some people would still get what does harm.
  if (recommendation === 'ROLL_BACK' && baseline !== null)
    return {
      action: 'SHIP_VARIANT',
      label: `Give everyone “${baseline}”`,
      variantKey: baseline,
    };
  // Which variant people get from then on is for a person to say.
  if (recommendation === 'STOP_INCONCLUSIVE') return { action: 'END', label: 'End it' };
  return undefined;
}
