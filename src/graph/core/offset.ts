import { inputError } from './input-error.ts';

/** No project has so many objects. */
const MAX_OFFSET = 100_000;

/**
 * The number of rows to leave out; 0 if omitted.
 * @throws GraphQLError PAGE_OUT_OF_RANGE unless it is from 0 to 100,000
 */
export function offsetOf(offset: number | null | undefined): number {
  if (offset == null) return 0;
  if (offset >= 0 && offset <= MAX_OFFSET) return offset;
  throw inputError('`offset` must be from 0 to 100,000.', 'offset', 'PAGE_OUT_OF_RANGE');
}
