import { makeVar } from '@apollo/client';

/** Where the scale of the effects ends, as a fraction; undefined while no effect is known. */
export const scaleVar = makeVar<number | undefined>(undefined);
