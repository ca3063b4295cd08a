import type { z } from 'zod';
import type { variables, VariableName } from './variables.ts';

/** What the variables were parsed to, by name; undefined for one that is unset and has no default. */
export type Values = {
  readonly [Name in VariableName]:
    | z.output<(typeof variables)[Name]['value']>
    | ((typeof variables)[Name] extends { default: string } ? never : undefined);
};
