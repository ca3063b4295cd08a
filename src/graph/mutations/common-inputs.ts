import type { InputFields } from './define-mutation.ts';

/** Fields that inputs of many mutations share. */
export const projectField = (t: InputFields) =>
  t.id({
    description:
      "Number of the project, or `@current` for the one the key's owner has open. Defaults to the configured project.",
  });

export const idempotencyField = (t: InputFields) =>
  t.string({
    description:
      'An idempotency key of your choice, up to 255 characters. Repeating a call with the same key and input within ten minutes returns the first response without acting again; if the first call changed nothing, it is retried.',
  });

/** Takes nulls off the top of an input, for mutations where null says no more than leaving a field out. */
export function withoutNulls<Input extends object>(
  input: Input,
): { [Name in keyof Input]: Exclude<Input[Name], null> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null)) as {
    [Name in keyof Input]: Exclude<Input[Name], null>;
  };
}
