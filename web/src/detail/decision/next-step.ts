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
  { lifecycle }: Pick<ExperimentHeadFragment, 'lifecycle'>,
  { recommendation, variant }: Pick<Decision, 'recommendation' | 'variant'>,
): NextStep | undefined {
  const step = stepFor(recommendation, variant);
  const isPossible = lifecycle?.some(({ action, allowed }) => action === step?.action && allowed);
  return isPossible === true ? step : undefined;
}

function stepFor(
  recommendation: Decision['recommendation'],
  variant: string | null,
): NextStep | undefined {
  if (recommendation === 'SHIP' && variant !== null)
    return { action: 'SHIP_VARIANT', label: `Ship “${variant}”`, variantKey: variant };
  // Both mean the end; which variant people get from then on is for a person to say.
  if (recommendation === 'STOP_INCONCLUSIVE') return { action: 'END', label: 'End it' };
  if (recommendation === 'ROLL_BACK') return { action: 'END', label: 'End it' };
  return undefined;
}
