import type { ArgBuilder } from '@pothos/core';
import type { Types } from './builder.ts';
import type { GraphContext } from '../context/context.ts';
import { inputError } from './input-error.ts';

/** The `projectId` argument that every root field takes. */
export function projectArgument(arg: ArgBuilder<Types>) {
  return arg.id({
    description:
      "Number of the project, or `@current` for the one the key's owner has open. Defaults to the configured project.",
  });
}

/**
 * The project a field is about: the argument, else the configured one.
 * @throws GraphQLError BAD_USER_INPUT when it is neither a number nor `@current`.
 */
export function projectOf(
  args: { projectId?: string | null | undefined },
  context: GraphContext,
): string {
  const projectId = args.projectId ?? context.projectId;
  if (projectId === '@current') return projectId;
  if (!/^\d{1,10}$/.test(projectId)) {
    throw inputError('`projectId` must be a number or `@current`.', 'projectId');
  }
  // One project has one spelling, without leading zeros: ids, caches and pollers use it as a key.
  return String(Number(projectId));
}
