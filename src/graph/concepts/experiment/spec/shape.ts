import { normalSpec } from '../../../../experiment-spec/normal.ts';
import type { SpecProblem } from '../../../../experiment-spec/problem.ts';
import { readWith } from '../../../../experiment-spec/read.ts';
import { specShape, type Spec } from '../../../../experiment-spec/shape.ts';
import { InvalidInput, type InputFault } from '../../../mutations/input-faults.ts';

/**
 * Parses a spec and reports everything that is wrong with it. It has the form in which specs are compared.
 * @throws InvalidInput with paths below `spec`
 */
export function readSpec(value: unknown): Spec {
  const reading = readWith(specShape, value);
  if ('problems' in reading) throw new InvalidInput(reading.problems.map(faultOf));
  return normalSpec(reading.content);
}

/** A problem of a spec as a fault of the input. */
export const faultOf = ({ path, code, message }: SpecProblem): InputFault => ({
  path: ['spec', ...path].join('.'),
  code,
  message,
});
