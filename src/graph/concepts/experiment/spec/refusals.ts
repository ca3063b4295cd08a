import { isDeepStrictEqual } from 'node:util';
import { postHogProblems } from '../../../../experiment-spec/posthog-problems.ts';
import type { Spec } from '../../../../experiment-spec/shape.ts';
import type { InputFault } from '../../../mutations/input-faults.ts';
import { normal } from './difference.ts';
import { faultOf } from './shape.ts';

/** What PostHog makes where a new flag is not described. */
const NEW_FLAG: Partial<Spec> = {
  flag: {
    variants: [
      { key: 'control', rolloutPercentage: 50 },
      { key: 'test', rolloutPercentage: 50 },
    ],
  },
};

interface Current {
  /** The experiment as it is stored, or the flag to which a new one will be attached. */
  readonly current: Partial<Spec> | null;
  readonly isNew: boolean;
  readonly isNewFlag: boolean;
}

/** Faults for what PostHog certainly refuses of a spec, or does not know. */
export function refusalsOf(spec: Spec, { current, isNew, isNewFlag }: Current): InputFault[] {
  const wanted = normal(spec) as Partial<Spec>;
  const stored = { metrics: current?.metrics ?? [], secondary: current?.secondaryMetrics ?? [] };
  const all: readonly unknown[] = [...stored.metrics, ...stored.secondary];
  return postHogProblems(spec, {
    stored: current ?? NEW_FLAG,
    isNew,
    isNewFlag,
    isStored: (list, index) => all.some((one) => isDeepStrictEqual(one, wanted[list]?.[index])),
  }).map(faultOf);
}
