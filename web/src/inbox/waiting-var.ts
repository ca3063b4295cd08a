import { makeVar } from '@apollo/client';

/** How many experiments wait for a decision, by the last time they were read; undefined before all of them were. */
export const waitingVar = makeVar<number | undefined>(undefined);
