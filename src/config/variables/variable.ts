import type { z } from 'zod';

export interface Variable {
  readonly meaning: string;
  /** The text parsed when the variable is unset; undefined when an unset variable has a meaning of its own. */
  readonly default?: string;
  /** The meaning of an unset variable without a default. */
  readonly unset?: string;
  readonly example: string;
  /** True for a secret: `NAME_FILE` names a file that has it, and it is removed from the log. */
  readonly isSecret?: true;
  /**
   * What differs for a gateway that is mounted in another server. False where the variable is about ports or the
   * process, so that such a gateway has no option for it.
   */
  readonly whenMounted?: false | { readonly unset: string };
  /**
   * The schema. Its message completes the sentence "NAME must be …" and never repeats the value, which may be a
   * misplaced secret.
   */
  readonly value: z.ZodType<unknown, string>;
}
