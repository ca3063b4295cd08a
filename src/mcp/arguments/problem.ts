import type { SchemaFault } from '../../posthog/api/schema-faults.ts';

/** What is wrong with one argument, or with a value inside it. */
export interface ArgumentProblem extends Omit<SchemaFault, 'code'> {
  /** The code of a schema's fault, or `ambiguous` for one value that is given twice under different names. */
  readonly code: SchemaFault['code'] | 'ambiguous';
  /** A sentence that leads to the right value, where one can be named. */
  readonly hint?: string | undefined;
}

/** Maximum number of problems in one report: enough to correct a call at once. */
export const MAX_PROBLEMS = 20;

const MAX_SHOWN = 100;

/** Text that the caller sent, short enough to be repeated in a message. */
export const shown = (text: string): string =>
  text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;

/** The path of a named value inside another one: `rows[0]` and `name` make `rows[0].name`. */
export const pathTo = (path: string, name: string): string =>
  path === '' ? shown(name) : `${path}.${shown(name)}`;
