import type { GraphContext } from '../context/context.ts';
import { isNumberOfPostHog } from '../planner/current-project.ts';
import { readKey, type PostHogKey } from './global-id.ts';
import { inputError } from './input-error.ts';
import { projectOf } from './project-argument.ts';

/**
 * The keys by which an object of a project can be referenced; a gateway sends the fields of one of
 * them.
 */
export type Reference<Keys extends string = never> = {
  readonly [Name in Keys | 'id' | 'projectId' | 'posthogId']?: unknown;
};

/**
 * A field of a reference as a string. References from a gateway are arbitrary JSON.
 * @throws GraphQLError BAD_USER_INPUT when it is neither a string nor a number
 */
export function textOf<Name extends string>(
  reference: { readonly [Key in Name]?: unknown },
  name: Name,
): string {
  const value = reference[name];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw inputError(`A reference is missing the key field \`${name}\`.`, name);
}

/**
 * The project a reference names.
 * @throws GraphQLError BAD_USER_INPUT when it names none
 */
export function projectOfReference(reference: Reference, context: GraphContext): string {
  return projectOf({ projectId: textOf(reference, 'projectId') }, context);
}

/**
 * The object a reference names by `id`, or by `projectId` and `posthogId`.
 * @throws GraphQLError BAD_USER_INPUT or INVALID_ID when it names none of this type
 */
export function keyOfReference(
  typename: string,
  reference: Reference,
  context: GraphContext,
): PostHogKey {
  if (reference.id !== undefined) {
    const id = textOf(reference, 'id');
    // Only a number needs a project beside it.
    const { projectId } = reference;
    const isNumber = isNumberOfPostHog(id) && projectId !== undefined;
    return readKey(
      typename,
      id,
      isNumber ? projectOfReference(reference, context) : projectOf({}, context),
    );
  }
  const projectId = projectOfReference(reference, context);
  return readKey(typename, textOf(reference, 'posthogId'), projectId, 'posthogId');
}
