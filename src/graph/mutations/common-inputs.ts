import type { InputFields } from './define-mutation.ts';

/** Fields that inputs of many mutations share. */
export const projectField = (t: InputFields) =>
  t.id({
    description:
      "Number of the project, or `@current` for the one the key's owner has open; the configured project when left out.",
  });

export const idempotencyField = (t: InputFields) =>
  t.string({
    description:
      'Any word of your own, up to 255 characters. A repeat with the same word and input inside ten minutes gets the first answer and does nothing again; where the first changed nothing, it is tried again.',
  });

/** Takes nulls off the top of an input, for mutations where null says no more than leaving a field out. */
export function withoutNulls<Input extends object>(
  input: Input,
): { [Name in keyof Input]: Exclude<Input[Name], null> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null)) as {
    [Name in keyof Input]: Exclude<Input[Name], null>;
  };
}
