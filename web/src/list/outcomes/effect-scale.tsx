import { useReactiveVar } from '@apollo/client/react';
import { ForestScale } from '../../chart/forest.tsx';
import { scaleVar } from './scale-var.ts';

/** The scale of the effects, in the header of their column. */
export function EffectScale() {
  const end = useReactiveVar(scaleVar);
  return end === undefined ? null : <ForestScale end={end} />;
}
