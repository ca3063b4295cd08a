import { inputError } from './input-error.ts';

/**
 * A number that an argument gives.
 * @param argument name of the argument
 * @throws GraphQLError PAGE_OUT_OF_RANGE unless it is from 1 to `most`
 */
export function withinRange(argument: string, value: number, most: number): number {
  if (value >= 1 && value <= most) return value;
  throw inputError(
    `\`${argument}\` must be from 1 to ${most.toLocaleString('en')}, not ${value}.`,
    argument,
    'PAGE_OUT_OF_RANGE',
  );
}
